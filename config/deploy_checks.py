"""Our own checks for deployment: what Django's `check --deploy` does not look at. Each tells what to do."""

import base64
import binascii
import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from csp.constants import NONCE, NONE
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.http.request import validate_host

from bans import keyring
from participants import clock

from .security_txt import LONGEST, expires

YEAR = 31_536_000
LENGTH, VARIETY = 50, 5
Found = Iterator[CheckMessage]


def deployment(check: Callable[[], Found]) -> Callable[[], Found]:
    """Register a check that `manage.py check --deploy` runs, and that a process of production starts with."""

    def run(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
        return list(check())

    run.__name__ = check.__name__
    register(run, Tags.security, deploy=True)
    return check


def error(number: int, sentence: str, hint: str) -> Error:
    return Error(sentence, hint=hint, id=f"config.E{number:03}")


@deployment
def proxies_are_declared() -> Found:
    if not settings.PROXIES_DECLARED:
        yield error(
            1,
            "Nobody said whether a proxy stands before the site, so limits may count the wrong visitor.",
            "Set BEHIND_PROXY to yes or no.",
        )


@deployment
def cookies_are_of_this_host_alone() -> Found:
    secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.LANGUAGE_COOKIE_SECURE
    hidden = settings.SESSION_COOKIE_HTTPONLY and settings.CSRF_COOKIE_HTTPONLY
    wide = settings.SESSION_COOKIE_DOMAIN or settings.CSRF_COOKIE_DOMAIN or settings.LANGUAGE_COOKIE_DOMAIN
    names = (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.TILL_COOKIE_NAME,
        settings.MESSAGE_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    )
    if wide or not secure or not hidden or not all(name.startswith("__Host-") for name in names):
        yield error(2, "A cookie could be set or read from outside this host.", "Set HTTPS to yes.")


@deployment
def content_policy_is_strict() -> Found:
    hint = "Leave CONTENT_SECURITY_POLICY in config/settings.py as it is."
    rules = (getattr(settings, "CONTENT_SECURITY_POLICY", None) or {}).get("DIRECTIVES", {})
    words = {str(word) for values in rules.values() for word in values}
    if "csp.middleware.CSPMiddleware" not in settings.MIDDLEWARE or not rules:
        yield error(3, "Pages carry no content security policy.", hint)
    elif NONCE not in rules.get("script-src", []) or any("unsafe-" in word or word == "*" for word in words):
        yield error(3, "The content security policy lets in script that no page of ours put there.", hint)
    elif any(rules.get(name) != [NONE] for name in ("object-src", "base-uri", "frame-ancestors")):
        yield error(3, "The content security policy lets other sites frame or redirect a page.", hint)


@deployment
def transport_is_encrypted() -> Found:
    if not settings.HTTPS or not settings.SECURE_SSL_REDIRECT:
        yield error(4, "The site answers over plain HTTP.", "Set HTTPS to yes and put TLS before it.")
    elif settings.SECURE_HSTS_SECONDS < YEAR or not settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        yield error(4, "Browsers are not told for a year to use TLS alone.", "Set SECURE_HSTS_SECONDS to 31536000.")


@deployment
def keys_lie_apart_from_data() -> Found:
    """A copy of the database folder must not carry the keys along."""
    keys = Path(settings.KEYS_DIR).resolve()
    data = {Path(settings.VAR_DIR).resolve()}
    if settings.EMBEDDED:
        data.add(Path(settings.DATABASES["default"]["NAME"]).resolve().parent)
    copies = [Path(folder).resolve() for folder in settings.KEYRING_COPIES]
    for folder in [keys, *copies]:
        if any(folder == place or place in folder.parents for place in data):
            yield error(6, f"Keys lie in the folder of the data: {folder}.", "Set DREMPEL_KEYS to a folder elsewhere.")
    if any(copy == keys or keys in copy.parents for copy in copies):
        yield error(6, "A copy of the key ring lies beside the ring.", "Set KEYRING_COPIES to folders on other disks.")
    if not copies:
        yield Warning(
            "The key ring is copied nowhere; if it is lost, so is the register.",
            hint="Set KEYRING_COPIES to folders on other disks than that of the database.",
            id="config.W012",
        )


@deployment
def every_key_is_another() -> Found:
    """One secret that leaks must not open what another keeps shut."""
    try:
        masters = keyring.masters()
    except keyring.KeyringError:
        masters = []  # said by the check of the key ring
    named = [("the master key", _as_bytes(base64.b64encode(master).decode())) for master in masters]
    for name in ("SECRET_KEY", "MFA_KEY", "AUDIT_KEY", "AUDIT_KEY_PREVIOUS"):
        named += [(name, _as_bytes(part)) for part in getattr(settings, name).split(",") if part]
    for (one, first), (other, second) in itertools.combinations(named, 2):
        if first == second and one != other:
            yield error(7, f"{one} and {other} are the same.", "Make each key by itself: openssl rand -base64 32")


def _as_bytes(key: str) -> bytes:
    """The bytes of a key, whichever of the two alphabets of base64 it is written in."""
    try:
        return base64.b64decode(key.translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError):
        return key.encode()


@deployment
def queue_reads_only_json() -> Found:
    from .celery import app

    accepted = set(app.conf.accept_content) | {app.conf.task_serializer}
    if accepted != {"json"}:
        yield error(10, "The queue takes more than JSON, and so could run code.", "Set CELERY_ACCEPT_CONTENT to json.")
    cache: dict[str, Any] = settings.CACHES["default"]
    options = cache.get("OPTIONS", {})
    if settings.REDIS_URL and options.get("serializer") != "config.cache_format.JSONFormat":
        yield error(10, "The cache reads pickles, and so could run code.", "Keep the serializer of CACHES.")


@deployment
def dutch_time_is_known() -> Found:
    """Bans end at midnight in the Netherlands; without data on time zones that is another hour."""
    zone = ZoneInfo("Europe/Amsterdam")
    offsets = [zone.utcoffset(dt.datetime(2026, month, 1)) for month in (1, 7)]
    right = offsets == [dt.timedelta(hours=1), dt.timedelta(hours=2)]
    if settings.TIME_ZONE != "Europe/Amsterdam" or not settings.USE_TZ or not right:
        yield error(11, "Dutch time is not known, so bans would end at a wrong hour.", "Install tzdata.")


@deployment
def there_is_no_admin_site() -> Found:
    if apps.is_installed("django.contrib.admin"):
        yield error(13, "The admin site is installed, which walks around the roles.", "Take it out of INSTALLED_APPS.")


@deployment
def weaknesses_can_be_reported() -> Found:
    hint = "Set SECURITY_CONTACT to a mailto: or https: address that is read every day."
    contacts = settings.SECURITY_CONTACT
    if not contacts or not all(contact.startswith(("mailto:", "https:")) for contact in contacts):
        yield error(14, "security.txt tells no address to report a weakness to.", hint)
    elif any(contact.endswith("localhost") for contact in contacts):
        yield error(14, "security.txt tells the address of an example.", hint)
    hint = "Install the newest version, or set SECURITY_TXT_EXPIRES to a date within a year."
    try:
        left = expires() - clock.now()
    except (ValueError, TypeError):
        yield error(14, "SECURITY_TXT_EXPIRES is not a date.", hint)
        return
    if not dt.timedelta(0) < left <= LONGEST:
        yield error(14, "security.txt has expired, or is to hold for more than a year.", hint)


@deployment
def letters_lead_to_this_site() -> Found:
    """What is printed cannot be mended: a letter with another address is never checked."""
    hint = "Set SITE_URL to https:// and the name under which the site is reached, without a path."
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https" or not address.hostname or f"https://{address.netloc}" != settings.SITE_URL:
        yield error(21, "SITE_URL is no address of a site.", hint)
    elif not validate_host(address.netloc.partition(":")[0], settings.ALLOWED_HOSTS):
        yield error(21, "Letters lead to a name under which this site does not answer.", hint)


@deployment
def nothing_is_of_a_workbench() -> Found:
    if settings.DEBUG:
        yield error(15, "DEBUG shows the inside of an error to everybody.", "Do not set DEBUG.")
    if len(settings.SECRET_KEY) < LENGTH or len(set(settings.SECRET_KEY)) < VARIETY:
        yield error(16, "SECRET_KEY can be guessed.", "Make one with: openssl rand -base64 48")
    if not settings.SECOND_FACTOR_REQUIRED:
        yield error(17, "Accounts are open without a second factor.", "Leave SECOND_FACTOR_REQUIRED as it is.")
    if "*" in settings.ALLOWED_HOSTS:
        yield error(18, "The site answers under any name.", "Set ALLOWED_HOSTS to the names of the site.")
