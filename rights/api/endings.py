"""Ending a sanction through the API: one deed that also tells everybody who saw it, as on the page (R64)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from bans.api import serializers as answers
from bans.api.sanctions import SanctionView
from participants.roles import Permission

from ..corrections.actions import carry_through
from ..corrections.models import Kind
from ..requests.models import Cause
from .bodies import Ending


class EndView(SanctionView):
    """Ends one, with a reason; letters for the person, the shops and the police are made afterwards."""

    needs = {"POST": Permission.LIFT}
    kind: Kind
    cause: Cause

    def carry_out(self, request: Request) -> Response:
        sanction, given = self.get_object(), self.read(Ending)
        cause = Cause(given.get("cause", self.cause))
        carry_through(sanction, kind=self.kind, cause=cause, reason=given["reason"], by=self.user, at=self.at)
        sanction.refresh_from_db()
        return self.answer(answers.SanctionFile, sanction)


class LiftView(EndView):
    kind, cause = Kind.WITHDRAWN, Cause.CHANGED

    @extend_schema(operation_id="sanctions_lift", request=Ending, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Withdraw a sanction for the future (R55). The person, the shops that saw it and the police are told (R64).

        Without a `cause` it is `changed`: nothing had gone wrong.
        """
        return self.carry_out(request)


class AnnulView(EndView):
    kind, cause = Kind.ANNULLED, Cause.RULE

    @extend_schema(operation_id="sanctions_annul", request=Ending, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Declare that a sanction should never have been; what rests on it goes under review (R19). The person, the
        shops that saw it and the police are told (R64).

        Without a `cause` it is `rule`: a rule of the protocol was not followed.
        """
        return self.carry_out(request)
