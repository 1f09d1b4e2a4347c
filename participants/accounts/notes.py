"""What the log says of logging in. The library tells by its signals; this writes it down."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.dispatch import receiver
from django.http import HttpRequest

from audit.log import record

from .. import clock
from ..models import User


@receiver(account.user_logged_in)
def logged_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A full log-in. On a till it also frees the code that was blocked there."""
    from ..actions.devices import free_after_log_in
    from .tills import device_of

    methods = [entry.get("method", "") for entry in request.session.get("account_authentication_methods", [])]
    record("login.done", subject=f"user:{user.pk}", by=user, methods=sorted(set(methods)))
    if device := device_of(request, on=clock.today()):
        free_after_log_in(device, user=user)


@receiver(auth.user_logged_in)
def began(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Every session counts its hours from here, whatever it was used for before."""
    now = int(clock.now().timestamp())
    request.session["began_at"] = request.session["seen_at"] = now
    request.session.pop("till", None)


@receiver(auth.user_logged_out)
def logged_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record("login.left", subject=f"user:{user.pk}", by=user)


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def password_chosen(sender: Any, user: User, **kwargs: Any) -> None:
    record("password.chosen", subject=f"user:{user.pk}", by=user)


@receiver(mfa.authenticator_added)
def factor_added(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    record("second_factor.added", subject=f"user:{user.pk}", by=user, kind=str(authenticator.type))


@receiver(mfa.authenticator_removed)
def factor_removed(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    record("second_factor.removed", subject=f"user:{user.pk}", by=user, kind=str(authenticator.type))
