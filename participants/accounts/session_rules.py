"""When a session is over, and what opens in it: asked at every request, of the database, before anything else."""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.log import record

from .. import clock, second_factor
from ..models import User
from ..problems import MEDIA_TYPE, problem
from . import tills

ABSOLUTE = dt.timedelta(hours=8)
IDLE, IDLE_AT_TILL = dt.timedelta(minutes=30), dt.timedelta(minutes=2)
# A clock that was put back this far tells nothing about how old a session is.
CLOCK_MAY_SLIP = dt.timedelta(minutes=5)
SENTENCES = {
    "no_role": gettext_lazy("U bent uitgelogd: u heeft hier geen rol meer. Vraag het uw coördinator."),
    "idle": gettext_lazy("U bent uitgelogd omdat u een tijd niets deed. Log opnieuw in."),
    "too_long": gettext_lazy("U bent uitgelogd: na acht uur logt iedereen opnieuw in."),
    "till": gettext_lazy("Deze kassa of uw code geldt niet meer. Log in met uw wachtwoord."),
}
# What opens before there is a second factor: setting one up, and leaving.
ENROLMENT = frozenset(
    {
        "participants:security", "account_logout", "account_reauthenticate", "set_language", "livez", "readyz",
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    }
)  # fmt: skip
# What a session that began with a till code never opens: the ways in of its owner.
NOT_AT_TILL = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
NOT_AT_TILL_PAGES = ("participants:security", "participants:till-code")
# What an open page asks by itself, again and again: that nobody is there does not make it somebody.
ASKED_BY_A_PAGE = frozenset({"bans:counter-state"})


class SessionRulesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in:
            # What one user saw is not in the browser any more for the next.
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
            if not request.user.is_authenticated:
                response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated:
            self._tell_stale(request, view)
            return None
        user, at = cast(User, request.user), clock.now()
        roles = second_factor.roles_of(user, on=clock.dutch_date(at))
        at_till = bool(request.session.get("till"))
        reason = why_over(request, user, roles, at=at)
        if reason:
            return end(request, user, reason, at_till=at_till)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in ASKED_BY_A_PAGE:
            stamp(request, at=at, idle=IDLE_AT_TILL if at_till else IDLE)
        if at_till and name != "account_logout" and (name.startswith(NOT_AT_TILL) or name in NOT_AT_TILL_PAGES):
            return redirect("participants:home")
        if name not in ENROLMENT and second_factor.is_missing(request, roles):
            return ask_for_second_factor(request)
        return None

    def _tell_stale(self, request: HttpRequest, view: Any) -> None:
        """A cookie of a session that is gone, or of an account that was closed: say so on the page to log in."""
        if SESSION_KEY in request.session:
            request.session.flush()
        replayed = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
        if replayed and getattr(view, "login_required", True) and not is_api(request):
            messages.warning(request, _("U bent niet meer ingelogd. Log opnieuw in."))


def why_over(request: HttpRequest, user: User, roles: frozenset[str], *, at: dt.datetime) -> str:
    """The reason why the session ends now; empty when it goes on."""
    if not second_factor.has_standing(user, roles):
        return "no_role"
    now = int(at.timestamp())
    age = now - request.session.get("began_at", now)
    idle = now - request.session.get("seen_at", now)
    if not -CLOCK_MAY_SLIP.total_seconds() <= age < ABSOLUTE.total_seconds():
        return "too_long"
    at_till = request.session.get("till")
    if idle >= (IDLE_AT_TILL if at_till else IDLE).total_seconds():
        return "idle"
    if at_till and not tills.still_opens(at_till, request=request, user=user, roles=roles, on=clock.dutch_date(at)):
        return "till"
    return ""


def stamp(request: HttpRequest, *, at: dt.datetime, idle: dt.timedelta) -> None:
    """Remember that the user was here; not at every request, for each is a write."""
    now = int(at.timestamp())
    request.session.setdefault("began_at", now)
    if abs(now - request.session.get("seen_at", 0)) >= idle.total_seconds() / 12:
        request.session["seen_at"] = now


def end(request: HttpRequest, user: User, reason: str, *, at_till: bool) -> HttpResponse | None:
    """End the session on the server. The page that was asked for is then answered as to a visitor."""
    logout(request)
    record("session.ended", subject=f"user:{user.pk}", by="session_rules", reason=reason)
    if is_api(request):
        return None
    messages.warning(request, SENTENCES[reason])
    return redirect("participants:till") if at_till else None


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        detail = _("Stel eerst een tweede stap in om in te loggen: een passkey of een app met codes.")
        body = problem(403, code="second_factor_needed", detail=detail).data
        return JsonResponse(body, status=403, content_type=MEDIA_TYPE)
    return redirect("participants:security")


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/v1/")
