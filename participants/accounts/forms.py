"""Forms of the second factor. A guess is counted before it is judged, and a code works once."""

import datetime as dt
from typing import Any

from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.log import record

from .. import clock, limits
from ..refusals import Refusal
from . import guessing, seeds

# Longer than a code is good for, with the tolerance for a clock that is off.
SPENT_FOR = dt.timedelta(minutes=5)
PENDING = "pending_code_app"


def begin(user: Any) -> guessing.Attempt:
    try:
        return guessing.begin(
            "code", account=str(user.pk), address=get_ip(context.request), subject=f"user:{user.pk}", at=clock.now()
        )
    except Refusal as refusal:
        raise ValidationError(str(refusal.message), code=refusal.code) from None


def spend(user: Any, code: str) -> None:
    """Let a code of the app work once, however many ask at the same time."""
    if not limits.take(f"spent:{user.pk}:{code.strip()}", limit=1, window=SPENT_FOR, at=clock.now()):
        record("login.failed", subject=f"user:{user.pk}", by="login", what="replayed_code")
        raise ValidationError(_("Deze code is al gebruikt. Wacht op de volgende code in uw app."), code="replayed_code")


class _Judge:
    """How a code of the app or a recovery code is judged."""

    user: Any
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        attempt, code = begin(self.user), self.cleaned_data["code"].replace(" ", "")
        for item in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            if self._fits(item, code):
                item.user = self.user
                self.authenticator = item
                attempt.was_right()
                return code
        record("login.failed", subject=f"user:{self.user.pk}", by="login", what="code")
        raise get_adapter().validation_error("incorrect_code")

    def _fits(self, item: Authenticator, code: str) -> bool:
        try:
            if item.type == Authenticator.Type.RECOVERY_CODES:
                return bool(item.wrap().validate_code(code))
            if not totp.validate_totp_code(seeds.decrypt(item.data["secret"]), code):
                return False
        except seeds.UnreadableSecret:
            raise ValidationError(
                _("Uw codes kunnen nu niet worden gelezen. Gebruik een passkey, of vraag het technisch beheer."),
                code="unreadable",
            ) from None
        spend(self.user, code)
        return True


class CodeForm(_Judge, AuthenticateForm):
    pass


class CodeAgainForm(_Judge, ReauthenticateForm):
    pass


class ActivateForm(ActivateTOTPForm):
    """Setting up a code app. Until it is confirmed, its secret waits in the session, encrypted as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.fields["code"].label = _("code uit de app")
        session = context.request.session
        if not self.is_bound or PENDING not in session:
            session[PENDING] = seeds.encrypt(totp.generate_totp_secret())
        self.secret = seeds.decrypt(session[PENDING])

    def clean_code(self) -> str:
        attempt, code = begin(self.user), self.cleaned_data["code"].replace(" ", "")
        if not totp.validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        spend(self.user, code)
        attempt.was_right()
        context.request.session.pop(PENDING)
        return code


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(label=gettext_lazy("naam, om hem te herkennen"), required=False, max_length=60)
    passwordless = forms.BooleanField(
        label=gettext_lazy("ook inloggen met alleen deze passkey"), required=False, initial=True
    )
