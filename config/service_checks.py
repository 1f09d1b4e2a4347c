"""Checks for deployment that ask what stands beside the application: key ring, database, Redis, backup."""

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.checks import Warning
from django.db import DatabaseError, connection

from bans import keyring
from participants import clock

from .deploy_checks import Found, deployment, error

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
SECONDS = 3


@deployment
def key_ring_opens() -> Found:
    try:
        keyring.check()
    except (keyring.KeyringError, OSError) as found:
        yield error(5, f"The key ring does not open: {found}", "See docs/security/keys.md.")


@deployment
def sqlite_keeps_what_it_acknowledged() -> Found:
    """Asked of the connection itself: a power cut loses nothing, and what was deleted is overwritten."""
    if connection.vendor != "sqlite":
        return
    hint = "Leave SQLITE_OPTIONS in config/settings.py as they are."
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA database_list")
            # A database in memory, as tests have, keeps no journal.
            on_disk = bool(cursor.fetchone()[2])
            for name, wanted in PRAGMAS.items():
                cursor.execute(f"PRAGMA {name}")
                if cursor.fetchone()[0] != wanted and (on_disk or name != "journal_mode"):
                    yield error(8, f"SQLite runs with another {name} than {wanted}.", hint)
    except DatabaseError as found:
        yield error(8, f"SQLite cannot be asked: {type(found).__name__}.", hint)


@deployment
def redis_is_guarded() -> Found:
    """It throws nothing away when it is full, and asks who is there."""
    if not settings.REDIS_URL:
        if not settings.EMBEDDED:
            yield error(9, "There is no Redis, so the work of the night is not done.", "Set REDIS_URL_FILE.")
        return
    # Here and not above: the embedded default starts sooner without it.
    import redis

    password = "Give Redis a password (requirepass) and put it in REDIS_URL."
    if not urlsplit(settings.REDIS_URL).password:
        yield error(9, "Redis is reached without a password.", password)
    try:
        if _answers_strangers():
            yield error(9, "Redis answers who gives no password.", password)
        with redis.Redis.from_url(settings.REDIS_URL, **TIMEOUTS) as connected:
            policy = connected.info("memory").get("maxmemory_policy")
    except (redis.RedisError, OSError) as found:
        yield error(9, f"Redis does not answer: {type(found).__name__}.", "Start Redis; see docs/operating.md.")
        return
    if policy != "noeviction":
        yield error(9, "Redis throws work away when it is full.", "Start Redis with --maxmemory-policy noeviction.")


TIMEOUTS: dict[str, float] = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}


def _answers_strangers() -> bool:
    import redis

    parts = urlsplit(settings.REDIS_URL)
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    with redis.Redis.from_url(bare, **TIMEOUTS) as stranger:
        try:
            return bool(stranger.ping())
        except redis.AuthenticationError:
            return False


@deployment
def backup_is_of_last_night() -> Found:
    """A warning and no error: a site that is down makes no backup either."""
    if not settings.BACKUP_STAMP:
        return
    try:
        made = Path(settings.BACKUP_STAMP).stat().st_mtime
    except OSError:
        made = 0.0
    if clock.now() - dt.datetime.fromtimestamp(made, tz=dt.UTC) > dt.timedelta(hours=26):
        yield Warning(
            "The newest backup is older than 26 hours.",
            hint="Let the backup touch the file BACKUP_STAMP when it is done.",
            id="config.W019",
        )


@deployment
def lines_to_other_machines_are_encrypted() -> Found:
    """A name without a dot is a neighbour in the same network of containers, and counts as this machine."""
    hint = "Add ?sslmode=verify-full to DATABASE_URL, use rediss:// in REDIS_URL, and TLS or SSL in EMAIL_URL."
    database: dict[str, Any] = settings.DATABASES["default"]
    if _is_elsewhere(database.get("HOST")) and database.get("OPTIONS", {}).get("sslmode") not in VERIFIED:
        yield error(20, "The database is reached over a line that is open to be read.", hint)
    redis_at = urlsplit(settings.REDIS_URL)
    if _is_elsewhere(redis_at.hostname) and redis_at.scheme != "rediss":
        yield error(20, "Redis is reached over a line that is open to be read.", hint)
    mail_by_line = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    if mail_by_line and _is_elsewhere(settings.EMAIL_HOST) and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield error(20, "Mail leaves over a line that is open to be read.", hint)


VERIFIED = {"verify-ca", "verify-full"}


def _is_elsewhere(host: str | None) -> bool:
    return bool(host) and "." in str(host) and not str(host).startswith(("127.", "/"))
