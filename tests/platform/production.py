"""The settings of a site as it should stand, for checks that run in this process."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks.registry import registry

from .surroundings import PRODUCTION

COOKIES = {
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "TILL_COOKIE_NAME": "__Host-till",
    "MESSAGE_COOKIE_NAME": "__Host-messages",
    "LANGUAGE_COOKIE_NAME": "__Host-language",
}
SAFE: dict[str, Any] = {
    **COOKIES,
    "DEBUG": False,
    "HTTPS": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "LANGUAGE_COOKIE_SECURE": True,
    "PROXIES_DECLARED": True,
    "SECOND_FACTOR_REQUIRED": True,
    "ALLOWED_HOSTS": ["winkelverbod.example.nl"],
    "SITE_URL": "https://winkelverbod.example.nl",
    "SECRET_KEY": PRODUCTION["SECRET_KEY"],
    "MFA_KEY": PRODUCTION["MFA_KEY"],
    "SECURITY_CONTACT": ["mailto:beveiliging@example.nl"],
    "RELEASED": dt.datetime.now(dt.UTC).date().isoformat(),
    "SECURITY_TXT_EXPIRES": "",
    "BACKUP_STAMP": "",
}


def apply(settings: Any, folder: Path) -> None:
    """Make the settings of this run those of a safe site, whose keys and copies lie below `folder`."""
    for name, value in SAFE.items():
        setattr(settings, name, value)
    settings.VAR_DIR = folder / "var"
    settings.KEYRING_COPIES = [str(folder / "copies-one"), str(folder / "copies-two")]


def found() -> list[CheckMessage]:
    """What our own checks for deployment say."""
    checks = [check for check in registry.deployment_checks if getattr(check, "__module__", "").startswith("config.")]
    return [message for check in checks for message in check(None)]


def codes() -> set[str]:
    return {message.id or "" for message in found()}
