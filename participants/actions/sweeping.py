"""What is left of those who have gone. Their access ended at once; this removes the remains."""

import datetime as dt
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from rest_framework.authtoken.models import Token

from audit.log import record

from .. import limits
from ..accounts.tills import works_at
from ..clock import dutch_date
from ..models import TillCode, User
from ..second_factor import has_standing, roles_of


@transaction.atomic
def sweep_access(*, at: dt.datetime) -> dict[str, int]:
    """Remove expired sessions and limits, and codes, tokens and sessions of who has no role any more."""
    on = dutch_date(at)
    codes = [code.pk for code in TillCode.objects.select_related("user", "device") if not _code_lives(code, on)]
    gone = [user.pk for user in User.objects.all() if not has_standing(user, roles_of(user, on=on))]
    sessions = UserSession.objects.filter(user__in=gone)
    for session in sessions:
        session.end()
    counts = {
        "codes": TillCode.objects.filter(pk__in=codes).delete()[0],
        "tokens": Token.objects.filter(user__in=gone).delete()[0],
        "limits": limits.forget_expired(at=at),
    }
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    for session in UserSession.objects.all():
        session.purge()
    record("access.swept", subject="access", by="sweep_access", **counts)
    return counts


def _code_lives(code: TillCode, on: dt.date) -> bool:
    device = code.device
    usable = device.revoked_at is None and device.shop.takes_part(on)
    return usable and works_at(code.user, device, roles_of(code.user, on=on), on=on)
