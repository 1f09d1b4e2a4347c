"""One migrated database, from which every other that the tests need begins: migrating takes longer than most tests.

It is kept from one run to the next as long as no migration and no package changed. A copy is still migrated, so that
a new migration runs in it.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from tests.platform.surroundings import run

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"
PREFIX = "drempel_migrated_"
HELD: list[sqlite3.Connection] = []
# What migrations call, outside their own folders.
CALLED = ("audit/walls.py", "participants/area_lock.py", "participants/new_tables.py")


def key() -> str:
    """What decides what a migrated database looks like."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in [*(ROOT / name for name in CALLED), *sorted(ROOT.glob("*/migrations/*.py"))]:
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def embedded(at: Path) -> None:
    """Put a migrated SQLite database there, in a folder that is made for it."""
    at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy(_kept(), at)


def in_memory(connection: BaseDatabaseWrapper) -> None:
    """Let the test database in memory begin with a migrated one. It lives as long as somebody is connected to it."""
    make = connection.creation._create_test_db

    def begin(*given: Any, **more: Any) -> str:
        name = make(*given, **more)
        target = sqlite3.connect(name, uri=True, check_same_thread=False)
        HELD.append(target)
        with closing(sqlite3.connect(_kept())) as source:
            source.backup(target)
        return name

    connection.creation._create_test_db = begin


def _kept() -> Path:
    """The migrated SQLite database, made first where it is not there."""
    with _one_at_a_time():
        kept = KEPT / f"{key()}.sqlite3"
        if not kept.exists():
            _forget_older("*.sqlite3")
            with tempfile.TemporaryDirectory() as folder:
                done = run("manage.py", "migrate", "-v", "0", env={"DREMPEL_VAR": f"{folder}/var"}, timeout=600)
                if done.returncode:
                    raise RuntimeError(done.stderr)
                shutil.copy(f"{folder}/var/drempel.sqlite3", f"{kept}.part")
            os.replace(f"{kept}.part", kept)
        return kept


def on_postgresql(address: str) -> str:
    """The name of a migrated database on this server, to be the template of others."""
    name = PREFIX + key()
    with _one_at_a_time(), psycopg.connect(address, autocommit=True) as server:
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")}
        if name not in known:
            for old in known:
                if old.startswith(PREFIX):
                    server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            making = f"{name}_making"
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
            env = {name: os.environ[name] for name in ("SECRET_KEY", "ALLOWED_HOSTS", "HTTPS") if name in os.environ}
            env |= {"DATABASE_URL": address.rpartition("/")[0] + f"/{making}"}
            done = run("manage.py", "migrate", "-v", "0", env=env, timeout=600)
            if done.returncode:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(making)))
                raise RuntimeError(done.stderr)
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (making, name))))
    return name


def _forget_older(pattern: str) -> None:
    for old in KEPT.glob(pattern):
        old.unlink()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Several processes of one run, or of two, ask at once: the first makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
