"""How accounts work: nobody signs up; a coordinator invites."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from audit.log import record

from .. import clock, second_factor
from ..models import User
from ..refusals import Refusal
from . import guessing

NO_ROLE = gettext_lazy("U heeft nu geen rol bij een winkel of vereniging die meedoet. Vraag het uw coördinator.")


class ClosedAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Dit e-mailadres en dit wachtwoord horen niet bij elkaar."),
        "account_inactive": NO_ROLE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check a password. The guess is counted before it is judged."""
        email = str(credentials.get("email", "")).lower()
        known = User.objects.filter(email=email).only("pk").first()
        subject = f"user:{known.pk}" if known else "user:unknown"
        try:
            attempt = guessing.begin(
                "password", account=email, address=get_ip(request), subject=subject, at=clock.now()
            )
        except Refusal as refusal:
            raise ValidationError(str(refusal.message), code=refusal.code) from None
        user = super().authenticate(request, **credentials)
        if user is None:
            record("login.failed", subject=subject, by="login", what="password")
        else:
            attempt.was_right()
        return user

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Whoever has no role any more does not get in, by whatever way (R5)."""
        response = super().pre_login(request, user, **kwargs)
        if response is None and not second_factor.has_standing(user, second_factor.roles_of(user, on=clock.today())):
            record("login.refused", subject=f"user:{user.pk}", by=user, reason="no_role")
            messages.error(request, NO_ROLE)
            return redirect("account_login")
        return response

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "participants.accounts.sso.AuthenticateStage"}
        return [ours.get(path, path) for path in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """What changes how one logs in asks for the same recent proof as what shows an identity."""
        return not second_factor.confirmed_recently(context.request, at=clock.now())

    def get_client_ip(self, request: HttpRequest) -> str:
        return super().get_client_ip(request)

    def format_email_subject(self, subject: str) -> str:
        return f"Drempel: {subject}"

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, gettext("Dit account is gesloten. Vraag het uw coördinator."))
        return redirect("account_login")
