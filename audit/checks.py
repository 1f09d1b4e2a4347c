"""What production must not start with: heads that cannot be signed, or a term that is not allowed."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from .pruning import months
from .signing import verifier_key

HINT = "Make one with: openssl rand -base64 32"


@register(Tags.security, deploy=True)
def heads_can_be_signed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """AUDIT_KEY is there, is a key, and is no other key of ours."""
    try:
        verifier_key("")
    except ImproperlyConfigured as error:
        return [Error(str(error), hint=HINT, id="audit.E001")]
    others = {getattr(settings, name, "") for name in ("SECRET_KEY", "MASTER_KEY", "MFA_KEY")}
    if settings.AUDIT_KEY in others:
        return [Error("AUDIT_KEY must differ from every other key.", hint=HINT, id="audit.E002")]
    return []


@register(Tags.security, deploy=True)
def term_is_allowed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """LOG_MONTHS lies within its bounds."""
    try:
        months()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="audit.E003")]
    return []
