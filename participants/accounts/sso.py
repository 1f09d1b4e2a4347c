"""Single sign-on: only who was invited, and only by an address that the provider vouches for."""

from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage as AllauthAuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from audit.log import record

from ..models import User


class PatientSession(requests.Session):
    """Talks to the provider. One that is down or broken ends in a sentence on the page to log in."""

    def __init__(self, adapter: "InvitedOnlyAdapter") -> None:
        super().__init__()
        self.refuse = adapter.unreachable

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", 10)
        # A provider that sends us elsewhere could send us anywhere (ASVS 15.3.2).
        kwargs["allow_redirects"] = False
        try:
            response = super().request(*args, **kwargs)
        except requests.RequestException:
            raise self.refuse() from None
        if response.status_code >= 500 or response.is_redirect:
            raise self.refuse()
        return response


class InvitedOnlyAdapter(DefaultSocialAccountAdapter):
    """The first time an invited address binds the account at the provider; from then on both must fit."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return True

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        email = _verified_address(sociallogin)
        user = User.objects.filter(email=email, is_active=True).first() if email else None
        return (user, email) if user else None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse everybody but an invited user at her own, verified address and her own account there."""
        user, email = sociallogin.user, _verified_address(sociallogin)
        if sociallogin.state.get("process", "login") != "login":
            raise self._refuse(request, "connect", _("Koppelen met de hand kan niet."))
        if not email:
            raise self._refuse(request, "unverified", _("Uw organisatie heeft uw e-mailadres niet bevestigd."))
        if user is None or user.pk is None or user.email != email:
            raise self._refuse(request, "unknown", _("Dit e-mailadres is niet uitgenodigd. Vraag het uw coördinator."))
        bound = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
        if bound.exclude(uid=sociallogin.account.uid).exists():
            raise self._refuse(request, "other_account", _("Bij dit adres hoort een ander account. Vraag beheer."))
        # The provider vouches for the address, so the password that its owner chose by mail stays.
        EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        raise self.unreachable()

    def unreachable(self) -> ImmediateHttpResponse:
        sentence = _("Inloggen via uw organisatie is niet gelukt. Probeer het opnieuw.")
        return self._refuse(context.request, "provider", sentence)

    def get_requests_session(self) -> requests.Session:
        return PatientSession(self)

    def _refuse(self, request: HttpRequest, reason: str, sentence: str) -> ImmediateHttpResponse:
        record("login.refused", subject="user:unknown", by="login", what="sso", reason=reason)
        messages.error(request, sentence)
        return ImmediateHttpResponse(redirect("account_login"))


def _verified_address(sociallogin: SocialLogin) -> str:
    """The address that the provider calls verified: true and nothing that merely looks like it."""
    for address in sociallogin.email_addresses:
        if address.verified is True:
            return str(address.email).lower()
    return ""


class AuthenticateStage(AllauthAuthenticateStage):
    """Asks for the second factor, unless it was told to trust that of the identity provider."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = request.session.get("account_authentication_methods") or []
        came_by_sso = bool(records) and records[-1].get("method") == "socialaccount"
        if settings.OIDC_TRUST_MFA and came_by_sso:
            return False
        return super()._should_handle(request)
