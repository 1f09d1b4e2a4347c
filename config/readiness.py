"""The nine things that Drempel needs to work, each asked anew. True or False, and nothing about anybody (G10)."""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from audit.models import Event, Head
from bans import keyring
from participants import clock

from .duties import installed_at, last_done

BEAT = dt.timedelta(seconds=60)
NIGHT = dt.timedelta(hours=26)
HEAD = dt.timedelta(minutes=60)
KEY_COPY = dt.timedelta(hours=2)
# A clock that was put back must not make what is old look fresh for ever.
AHEAD = dt.timedelta(minutes=2)
SECONDS = 3


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def key_ring() -> bool:
    """Read afresh: what a connection that is open remembers of the file may be better than the file."""
    keyring.check()
    with closing(sqlite3.connect(f"{keyring.path().absolute().as_uri()}?mode=ro", uri=True)) as fresh:
        return fresh.execute("PRAGMA quick_check").fetchone() == ("ok",)


def broker() -> bool:
    """Redis takes and gives; embedded, tasks run in the process and there is nothing to reach."""
    if not settings.REDIS_URL:
        return True
    # Here and not above: the embedded default starts sooner without it.
    import redis

    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as connected:
        return bool(connected.set("readyz", "ok", ex=5)) and connected.get("readyz") == b"ok"


def beat() -> bool:
    """The timetable rang within the last minute, and the duty was done."""
    return _fresh(last_done("config.tasks.beat"), BEAT)


def purge() -> bool:
    """What had ended was erased last night."""
    return _fresh(last_done("bans.tasks.erase_ended") or installed_at(), NIGHT)


def backup() -> bool:
    """Each folder of copies has a fresh key ring, and the operator's own backup left its mark."""
    grace = installed_at()
    for folder in map(Path, settings.KEYRING_COPIES):
        made = [_changed_at(copy) for copy in folder.glob("keyring-*.sqlite3")]
        if not _fresh(max([*made, grace]), KEY_COPY):
            return False
    stamp = settings.BACKUP_STAMP
    return not stamp or _fresh(_changed_at(Path(stamp)), NIGHT)


def log_head() -> bool:
    """No log is longer than an hour without a signed head."""
    newest = Head.objects.order_by().values_list("area").annotate(at=Max("at"))
    moments = [at for _area, at in newest]
    if not moments:
        first = Event.objects.order_by("pk").values_list("at", flat=True).first()
        moments = [first] if first else []
    return all(_fresh(at, HEAD) for at in moments)


def disk() -> bool:
    """There is room where this process writes. A database server's own disk is for whoever runs that."""
    folders = {Path(settings.KEYS_DIR), *map(Path, settings.KEYRING_COPIES)}
    if settings.EMBEDDED:
        folders.add(Path(settings.VAR_DIR))
    needed = settings.DISK_FREE_MB * 1024 * 1024
    return all(shutil.disk_usage(folder).free >= needed for folder in folders if folder.exists())


CHECKS: tuple[Callable[[], bool], ...] = (
    database,
    migrations,
    key_ring,
    broker,
    beat,
    purge,
    backup,
    log_head,
    disk,
)


def answers(checks: tuple[Callable[[], bool], ...] = CHECKS) -> dict[str, bool]:
    return {check.__name__: _passes(check) for check in checks}


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever is broken, the answer is "not ready" and not a page of details
        return False


def _fresh(at: dt.datetime | None, limit: dt.timedelta) -> bool:
    return at is not None and -AHEAD <= clock.now() - at <= limit


def _changed_at(path: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
