"""How a system comes in: `Authorization: Oversight <token>`, to read, in one area, so often an hour."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from audit.log import record
from audit.purposes import Result
from participants import area_lock, clock, limits
from participants.access import has_permission
from participants.accounts.tills import hash_of
from participants.accounts.tokens import LiveTokenAuthentication
from participants.api.doors import ApiView
from participants.doors import area_or_404
from participants.models import ShoppingArea
from participants.refusals import Refusal
from participants.roles import Permission

from .models import OversightKey

WORD = b"oversight"
# Some questions are about the whole register: enough for a system that asks everything some times a day.
MOST, WINDOW = 60, dt.timedelta(hours=1)


class OversightAuthentication(BaseAuthentication):
    """A key of the municipality; nobody in person stands behind it."""

    def authenticate(self, request: Request) -> tuple[Any, OversightKey] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != WORD:
            return None
        key = key_of(parts[1].decode("ascii", "replace"), on=clock.today()) if len(parts) == 2 else None
        if key is None:
            raise AuthenticationFailed(_("Deze sleutel is er niet (meer)."))
        return AnonymousUser(), key

    def authenticate_header(self, request: Request) -> str:
        return "Oversight"


class OversightScheme(OpenApiAuthenticationExtension):
    """How the description of the API tells of it."""

    target_class = OversightAuthentication
    name = "oversight"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Oversight <token>"}


def key_of(token: str, *, on: dt.date) -> OversightKey | None:
    """The key with this token, if it may still be used. By its token alone is known of which area it is."""
    with area_lock.all_areas():
        rows = OversightKey.objects.usable(on).filter(token_hash=hash_of(token))
        return rows.select_related("area__municipality").first()


class MayOversee(BasePermission):
    """Who may see the figures of the area, and the system that holds its key."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if isinstance(request.auth, OversightKey):
            # The area is looked up in any case: another one is not there (R8).
            return view.area == request.auth.area
        if not request.user.is_authenticated:
            return False
        return has_permission(view.user, Permission.SEE_FIGURES, area=view.area, on=view.on)


class OversightView(ApiView):
    """A view below areas/<slug>/oversight/. Each answer is a line of the log: the association sees what left."""

    # The scheme of the first says in a 401 how to come in.
    authentication_classes = [OversightAuthentication, LiveTokenAuthentication, SessionAuthentication]
    permission_classes = [MayOversee]
    pagination_class = None
    what = ""

    @property
    def key(self) -> OversightKey | None:
        return self.request.auth if isinstance(self.request.auth, OversightKey) else None

    @cached_property
    def area(self) -> ShoppingArea:
        if self.key is None:
            return area_or_404(self.user, self.kwargs["slug"])
        if self.key.area.slug != self.kwargs["slug"]:
            self._tell_of_elsewhere(self.key)
            raise Http404
        area_lock.enter(self.key.area)
        return self.key.area

    @cached_property
    def whole(self) -> bool:
        """Whether it is somebody who keeps the register, and sees on the page what no municipality sees."""
        if self.key is not None:
            return False
        return has_permission(self.user, Permission.SEE_WHOLE_REGISTER, area=self.area, on=self.on)

    def answer_many(self, serializer_class: type[Serializer], rows: Iterable[Any]) -> Response:
        """A list as JSON: all of it, for it is never long."""
        return Response(serializer_class(rows, many=True, context=self.get_serializer_context()).data)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.key is not None:
            self._count(self.key)
        self.write_line()

    def _tell_of_elsewhere(self, key: OversightKey) -> None:
        """Whoever tries another area with a key leaves a trace where that key belongs, and of what was typed no word.
        It counts as a call, so that no more lines come of it than calls may be made."""
        self._count(key)
        match = self.request.resolver_match
        page = f"page:{match.view_name if match else 'api'}"[:80]
        with area_lock.one_area(key.area):
            record("access.refused", subject=page, by=self.by, area=key.area, result=Result.REFUSED, status=404)

    def _count(self, key: OversightKey) -> None:
        """Refuse whoever asks too often; counted before the work, and for all that hold the same key together."""
        bucket = f"oversight-key:{key.pk}"
        if not limits.take(bucket, limit=MOST, window=WINDOW, at=self.at):
            free = limits.free_again_at(bucket, at=self.at)
            raise Refusal(
                "too_fast", _("Deze sleutel vroeg te vaak. Probeer het later."), wait=(free - self.at).total_seconds()
            )
        with area_lock.one_area(key.area):
            OversightKey.objects.filter(pk=key.pk).update(last_used_at=self.at)

    @property
    def by(self) -> Any:
        """Who asks, as the log names it."""
        return f"oversight_key:{self.key.pk}" if self.key else self.user

    def write_line(self) -> None:
        record("oversight.fetched", subject=f"area:{self.area.slug}", by=self.by, area=self.area, what=self.what)
