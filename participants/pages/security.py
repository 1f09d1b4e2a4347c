"""The page from which somebody looks after their own ways in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from audit.log import record

from .. import clock, second_factor
from ..accounts import tills
from ..doors import SignedInRequest


@never_cache
@require_safe
def security(request: SignedInRequest) -> HttpResponse:
    user, on = request.user, clock.today()
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    roles = second_factor.roles_of(user, on=on)
    device = tills.device_of(request, on=on)
    context = {
        "missing": second_factor.is_missing(request, roles),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_recovery": Authenticator.Type.RECOVERY_CODES in kinds,
        "has_password": user.has_usable_password(),
        "sessions": len(UserSession.objects.purge_and_list(user)),
        "till": device if device and tills.works_at(user, device, roles, on=on) else None,
    }
    return render(request, "participants/security.html", context)


@never_cache
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions, wherever it is."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    record("session.ended", subject=f"user:{request.user.pk}", by=request.user, reason="by_owner")
    return redirect("usersessions_list")
