"""Each of our checks for deployment is silent on a safe site, and red when its one thing is wrong."""

import base64
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.core.checks import ERROR, WARNING

from bans import keyring
from config import service_checks
from config.celery import app

from . import production
from .own_redis import CARELESS, GUARDED, guarded, own_redis


@pytest.fixture
def site(settings: Any, tmp_path: Path, db: None) -> Any:
    """A safe site, without Redis; PostgreSQL or not as the run has it."""
    production.apply(settings, tmp_path)
    settings.REDIS_URL, settings.EMBEDDED = "", True
    return settings


@pytest.fixture
def guarded_redis() -> Iterator[str]:
    with own_redis(*GUARDED) as port:
        yield guarded(port)


@pytest.fixture
def open_redis() -> Iterator[str]:
    with own_redis(*CARELESS) as port:
        yield f"redis://127.0.0.1:{port}/0"


def test_safe_site_has_nothing_to_be_told(site: Any) -> None:
    assert production.codes() == set()


def policy(**changed: list[Any]) -> dict[str, Any]:
    from django.conf import settings

    return {"DIRECTIVES": {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], **changed}}


YESTERDAY = (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).date().isoformat()
IN_TWO_YEARS = (dt.datetime.now(dt.UTC) + dt.timedelta(days=730)).date().isoformat()
SMTP = "django.core.mail.backends.smtp.EmailBackend"
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("config.E001", {"PROXIES_DECLARED": False}),
    ("config.E002", {"SESSION_COOKIE_NAME": "session"}),
    ("config.E002", {"CSRF_COOKIE_NAME": "csrf"}),
    ("config.E002", {"TILL_COOKIE_NAME": "till"}),
    ("config.E002", {"MESSAGE_COOKIE_NAME": "messages"}),
    ("config.E002", {"LANGUAGE_COOKIE_NAME": "language"}),
    ("config.E002", {"SESSION_COOKIE_SECURE": False}),
    ("config.E002", {"CSRF_COOKIE_HTTPONLY": False}),
    ("config.E002", {"SESSION_COOKIE_DOMAIN": "example.nl"}),
    ("config.E003", {"CONTENT_SECURITY_POLICY": None}),
    ("config.E003", {"MIDDLEWARE": []}),
    ("config.E003", {"CONTENT_SECURITY_POLICY": policy(**{"script-src": [SELF]})}),
    ("config.E003", {"CONTENT_SECURITY_POLICY": policy(**{"script-src": [SELF, NONCE, UNSAFE_INLINE]})}),
    ("config.E003", {"CONTENT_SECURITY_POLICY": policy(**{"style-src": [UNSAFE_INLINE]})}),
    ("config.E003", {"CONTENT_SECURITY_POLICY": policy(**{"frame-ancestors": [SELF]})}),
    ("config.E003", {"CONTENT_SECURITY_POLICY": policy(**{"object-src": [SELF]})}),
    ("config.E004", {"HTTPS": False}),
    ("config.E004", {"SECURE_SSL_REDIRECT": False}),
    ("config.E004", {"SECURE_HSTS_SECONDS": 86_400}),
    ("config.E004", {"SECURE_HSTS_INCLUDE_SUBDOMAINS": False}),
    ("config.W012", {"KEYRING_COPIES": []}),
    ("config.E010", {"REDIS_URL": "redis://:x@127.0.0.1:9/0", "CACHES": {"default": {"BACKEND": "x"}}}),
    ("config.E011", {"TIME_ZONE": "UTC"}),
    ("config.E011", {"USE_TZ": False}),
    ("config.E014", {"SECURITY_CONTACT": []}),
    ("config.E014", {"SECURITY_CONTACT": ["mailto:security@localhost"]}),
    ("config.E014", {"SECURITY_CONTACT": ["beveiliging@example.nl"]}),
    ("config.E014", {"SECURITY_TXT_EXPIRES": YESTERDAY}),
    ("config.E014", {"SECURITY_TXT_EXPIRES": IN_TWO_YEARS}),
    ("config.E014", {"SECURITY_TXT_EXPIRES": "next year"}),
    ("config.E014", {"RELEASED": "2020-01-01"}),
    ("config.E015", {"DEBUG": True}),
    ("config.E016", {"SECRET_KEY": "short"}),
    ("config.E016", {"SECRET_KEY": "a" * 60}),
    ("config.E017", {"SECOND_FACTOR_REQUIRED": False}),
    ("config.E018", {"ALLOWED_HOSTS": ["*"]}),
    ("config.E020", {"REDIS_URL": "redis://:x@redis.example.nl:6379/0"}),
    ("config.E020", {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.example.nl", "EMAIL_USE_TLS": False}),
    ("config.E021", {"SITE_URL": "http://winkelverbod.example.nl"}),
    ("config.E021", {"SITE_URL": "https://"}),
    ("config.E021", {"SITE_URL": "https://winkelverbod.example.nl/drempel"}),
    ("config.E021", {"SITE_URL": "https://elders.example.nl"}),
    ("config.W019", {"BACKUP_STAMP": "/nowhere/backup-stamp"}),
]


@pytest.mark.parametrize(("code", "changed"), BROKEN, ids=lambda value: value if isinstance(value, str) else None)
def test_check_is_red_when(site: Any, code: str, changed: dict[str, Any]) -> None:
    """One thing is wrong, and the check that is about it says so, with a way out in a sentence."""
    for name, value in changed.items():
        setattr(site, name, value)
    told = [message for message in production.found() if message.id == code]
    assert told
    assert {message.level for message in told} == {WARNING if ".W" in code else ERROR}
    for message in told:
        assert message.hint and message.msg.endswith(".")


def test_keys_in_the_folder_of_the_data_are_an_error(site: Any) -> None:
    site.VAR_DIR = Path(site.KEYS_DIR).parent
    assert "config.E006" in production.codes()


def test_copy_of_the_ring_with_the_data_or_beside_the_ring_is_an_error(site: Any, tmp_path: Path) -> None:
    site.KEYRING_COPIES = [str(tmp_path / "var" / "copies")]
    assert "config.E006" in production.codes()
    site.KEYRING_COPIES = [str(site.KEYS_DIR)]
    assert "config.E006" in production.codes()


@pytest.mark.parametrize("name", ["SECRET_KEY", "MFA_KEY", "AUDIT_KEY"])
def test_master_key_that_does_other_work_too_is_an_error(site: Any, name: str) -> None:
    """Also in the other alphabet of base64, in which it looks different."""
    key = base64.b64encode(keyring.masters()[0]).decode()
    for spelled in (key, key.translate(str.maketrans("+/", "-_"))):
        setattr(site, name, spelled)
        assert "config.E007" in production.codes()


def test_database_across_an_open_line_is_an_error(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """`require` encrypts for whoever answers; only the two that look at the certificate know who that is."""
    elsewhere = {"HOST": "db.example.nl", "OPTIONS": {"sslmode": "require"}}
    with monkeypatch.context() as patch:
        for name, value in elsewhere.items():
            patch.setitem(site.DATABASES["default"], name, value)
        assert "config.E020" in codes_of(service_checks.lines_to_other_machines_are_encrypted)
        patch.setitem(site.DATABASES["default"], "OPTIONS", {"sslmode": "verify-full"})
        assert codes_of(service_checks.lines_to_other_machines_are_encrypted) == set()


def codes_of(check: Any) -> set[str]:
    return {message.id for message in check()}


def test_key_ring_that_does_not_open_is_an_error(site: Any, tmp_path: Path) -> None:
    """A damaged file, and a master key of something else."""
    site.KEYS_DIR = str(tmp_path)
    (tmp_path / "keyring.sqlite3").write_bytes(b"no key ring at all, but long enough to be looked at" * 99)
    assert "config.E005" in production.codes()
    site.KEYS_DIR = str(tmp_path / "absent")
    assert "config.E005" in production.codes()


def test_another_master_key_is_an_error(site: Any, tmp_path: Path) -> None:
    site.KEYS_DIR = str(tmp_path)
    keyring.make("00" * 8, at=dt.datetime.now(dt.UTC))
    assert "config.E005" not in production.codes()
    site.MASTER_KEY = base64.b64encode(os.urandom(32)).decode()
    assert "config.E005" in production.codes()


def test_queue_that_reads_pickles_is_an_error(site: Any) -> None:
    before = app.conf.accept_content
    app.conf.accept_content = ["json", "pickle"]
    try:
        assert "config.E010" in production.codes()
    finally:
        app.conf.accept_content = before


def test_admin_site_is_an_error(site: Any) -> None:
    site.INSTALLED_APPS = [*site.INSTALLED_APPS, "django.contrib.admin"]
    assert "config.E013" in production.codes()


@pytest.mark.embedded
@pytest.mark.parametrize("pragma", ["synchronous = OFF", "secure_delete = OFF"])
@pytest.mark.django_db(transaction=True)
def test_careless_sqlite_is_an_error(settings: Any, tmp_path: Path, pragma: str) -> None:
    from django.db import connection

    production.apply(settings, tmp_path)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    try:
        assert "config.E008" in production.codes()
    finally:
        connection.close()


@pytest.mark.redis
def test_guarded_redis_is_fine(site: Any, guarded_redis: str) -> None:
    site.REDIS_URL = guarded_redis
    site.CACHES = cache_at(guarded_redis)
    assert production.codes() == set()


@pytest.mark.redis
def test_redis_that_lets_go_or_lets_in_is_an_error(site: Any, open_redis: str) -> None:
    """Without a password, and throwing work away when it is full; also when a password is given that nobody asks."""
    site.REDIS_URL = open_redis
    told = [message.msg for message in production.found() if message.id == "config.E009"]
    assert len(told) == 3


@pytest.mark.redis
def test_redis_that_stopped_is_an_error(site: Any, guarded_redis: str) -> None:
    with redis.Redis.from_url(guarded_redis) as connected:
        connected.shutdown(nosave=True)
    site.REDIS_URL = guarded_redis
    assert "config.E009" in production.codes()


def test_production_without_redis_is_an_error(site: Any) -> None:
    site.EMBEDDED = False
    assert "config.E009" in production.codes()


def cache_at(address: str) -> dict[str, Any]:
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": address,
            "OPTIONS": {"serializer": "config.cache_format.JSONFormat"},
        }
    }
