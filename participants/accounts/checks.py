"""What production must not start with: a missing key of the second factor, or the demonstration's accounts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from . import seeds


@register(Tags.security, deploy=True)
def second_factor_has_its_own_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """MFA_KEY is there, is a key, and is no other key of ours."""
    try:
        seeds.keys()
    except ImproperlyConfigured as error:
        return [Error(str(error), hint="Make one with: openssl rand -base64 32 | tr '+/' '-_'", id="participants.E201")]
    shared = {settings.SECRET_KEY, settings.MASTER_KEY} & set(settings.MFA_KEY.split(","))
    if shared:
        return [Error("MFA_KEY must differ from SECRET_KEY and MASTER_KEY.", id="participants.E202")]
    return []


@register(Tags.security, deploy=True)
def nobody_is_fictional(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Accounts of the demonstration, which need no second factor, do not exist beside real people."""
    from ..models import User

    if settings.EMBEDDED:
        return []
    try:
        count = User.objects.filter(fictional=True).count()
    except DatabaseError:
        return []  # no database, no accounts; whether there is one is asked elsewhere
    if not count:
        return []
    return [Error(f"{count} fictional accounts of the demonstration exist in production.", id="participants.E203")]
