"""Who needs a second factor, who has one, and who showed just now that it is really them."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from . import clock
from .access import memberships_anywhere
from .models import User
from .roles import Role

CONFIRMED_FOR = dt.timedelta(minutes=15)
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def roles_of(user: User, *, on: dt.date) -> frozenset[str]:
    """The roles that the user holds anywhere."""
    return frozenset(memberships_anywhere(user, on=on).values_list("role", flat=True))


def has_standing(user: User, roles: frozenset[str]) -> bool:
    """Whether the user has anything to do here at all (R5)."""
    return user.is_active and bool(roles or user.is_staff)


def sees_beyond_counter(user: User, roles: frozenset[str]) -> bool:
    """Whether the user sees more than what the counter is told."""
    return user.is_staff or user.is_superuser or bool(roles - {Role.COUNTER})


def is_required(user: User, roles: frozenset[str]) -> bool:
    """Everybody who sees more than the counter; a fictional account only where it can do no harm."""
    if not settings.SECOND_FACTOR_REQUIRED or (user.fictional and settings.EMBEDDED):
        return False
    return sees_beyond_counter(user, roles)


def is_set_up(user: User) -> bool:
    """Whether the user has a code app or a passkey. Recovery codes alone do not count."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=STRONG).exists()


def vouched_for(request: HttpRequest) -> bool:
    """Whether this session came from an identity provider whose own second factor we chose to trust."""
    records = get_authentication_records(request, cast(User, request.user))
    return settings.OIDC_TRUST_MFA and any(record.get("method") == "socialaccount" for record in records)


def is_missing(request: HttpRequest, roles: frozenset[str]) -> bool:
    """Whether nothing may open before the user has set up a second factor."""
    user = cast(User, request.user)
    return is_required(user, roles) and not is_set_up(user) and not vouched_for(request)


def confirmed_recently(request: HttpRequest, *, at: dt.datetime) -> bool:
    """Whether the user proved within the last 15 minutes who they are; a till code is no such proof."""
    if not request.user.is_authenticated or request.session.get("till"):
        return False
    records = get_authentication_records(request, cast(User, request.user))
    last = max((float(record["at"]) for record in records), default=0.0)
    return 0 <= at.timestamp() - last < CONFIRMED_FOR.total_seconds()


def step_up(request: HttpRequest, *, back: str) -> HttpResponseRedirect:
    """Send the user to prove who they are, and then back to this address (by GET)."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    query = {"next": back}
    if methods:
        return HttpResponseRedirect(f"{methods[0]['url']}?{urlencode(query)}")
    # Nothing of one's own: whoever came by single sign-on goes there again.
    if settings.OIDC_ISSUER:
        query |= {"process": "login", "auth_params": "prompt=login"}
        return HttpResponseRedirect(f"{reverse('openid_connect_login', args=['sso'])}?{urlencode(query)}")
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(query)}")


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that shows who somebody is, or changes how one logs in: opens only after a recent proof.

    A form that comes too late is not kept: what was typed may name a person, and a session is no place for that.
    """

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if confirmed_recently(request, at=clock.now()):
            return view(request, *args, **kwargs)
        return step_up(request, back=request.get_full_path() if request.method == "GET" else request.path)

    return door
