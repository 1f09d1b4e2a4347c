"""Each of the nine dependencies, really broken, turns the answer red; mended, it turns green again (G10, T19).

A site of its own, served as in production; what is broken is the file, the process or the row itself.
"""

import base64
import datetime as dt
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis

from config import readiness
from tests import migrated

from .own_redis import GUARDED, guarded, own_redis
from .surroundings import CLEAN, ROOT, run

pytestmark = [pytest.mark.embedded, pytest.mark.redis]

SERVE = (
    "import sys; from wsgiref.simple_server import make_server; from config.wsgi import application;"
    "make_server('127.0.0.1', int(sys.argv[1]), application).serve_forever()"
)
FILL = (
    "import django; django.setup(); from participants import clock; from bans import key_copies, keyring;"
    "from config.models import Duty; from audit.log import record; from audit import heads;"
    "from audit.models import HeadReason;"
    "keyring.make('ab' * 8, at=clock.now()); key_copies.renew(at=clock.now());"
    "record('area.created', subject='area:markt', by='test');"
    "heads.publish('', at=clock.now(), reason=HeadReason.HOUR);"
    "[Duty.objects.update_or_create(name=n, defaults={'done_at': clock.now()})"
    " for n in ('config.tasks.beat', 'bans.tasks.erase_ended')]"
)


@dataclass
class Site:
    folder: Path
    redis: str
    port: int = 0
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.env = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DREMPEL_VAR": str(self.folder / "var"),
            "DREMPEL_KEYS": str(self.folder / "keys"),
            "KEYRING_COPIES": str(self.folder / "copies"),
            "BACKUP_STAMP": str(self.folder / "stamp"),
            "REDIS_URL": self.redis,
            # Asked anew each time; a site keeps its answer for five seconds.
            "READINESS_KEPT": "0",
        }

    @property
    def database(self) -> Path:
        return self.folder / "var" / "drempel.sqlite3"

    def sql(self, statement: str, *values: str) -> None:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute(statement, values)

    def fill(self) -> None:
        """As after a first night: a key, a copy of the ring, a line in the log with its head."""
        done = run("-c", FILL, env=self.env)
        assert done.returncode == 0, done.stderr

    def mend(self) -> None:
        """Everything was done just now."""
        copies = self.folder / "copies"
        (self.folder / "stamp").touch()
        shutil.copy(self.folder / "keys" / "keyring.sqlite3", copies / "keyring-20260101T000000Z.sqlite3")
        self.sql("UPDATE config_duty SET done_at = ?", ago(seconds=0))
        self.age_heads(ago(seconds=0))

    def age_heads(self, at: str) -> None:
        """The walls of the log hold against the application; whoever owns the file can still age a head."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            walls = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_head'"
            ).fetchall()
            for name, _wall in walls:
                connection.execute(f'DROP TRIGGER "{name}"')
            connection.execute("UPDATE audit_head SET at = ?", (at,))
            for _name, wall in walls:
                connection.execute(wall)

    def told(self) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def red(self) -> set[str]:
        """What is red now."""
        status, text = self.told()
        assert re.fullmatch(r'\{"status": "(ok|not ready)"(, "[a-z_]+": (true|false)){9}\}', text), text
        found = {name for name, well in json.loads(text).items() if well is False}
        assert status == (503 if found else 200)
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with own_redis(*GUARDED) as redis_port:
        made = Site(tmp_path_factory.mktemp("site"), guarded(redis_port))
        migrated.embedded(made.folder / "var" / "drempel.sqlite3")
        made.fill()
        made.mend()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            made.port = free.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(made.port)],
            cwd=ROOT,
            env={**CLEAN, **made.env},
            stderr=subprocess.DEVNULL,
        )
        try:
            for _moment in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", made.port)) == 0:
                        break
                time.sleep(0.1)
            yield made
        finally:
            server.kill()
            server.wait(10)


def ago(**back: int) -> str:
    return (dt.datetime.now(dt.UTC) - dt.timedelta(**back)).strftime("%Y-%m-%d %H:%M:%S.%f")


def test_ready_when_all_nine_are_well(site: Site) -> None:
    site.mend()
    assert site.red() == set()


def test_database_that_is_gone_is_red(site: Site) -> None:
    """And with it everything that is asked of it."""
    site.mend()
    kept = site.database.read_bytes()
    site.database.write_bytes(b"this is not a database" * 400)
    try:
        assert {"database", "migrations", "beat", "purge"} <= site.red()
    finally:
        site.database.write_bytes(kept)
    site.mend()
    assert site.red() == set()


def test_migration_that_was_not_applied_is_red(site: Site) -> None:
    site.mend()
    site.sql("UPDATE django_migrations SET name = 'x' || name WHERE app = 'toolbox'")
    try:
        assert site.red() == {"migrations"}
    finally:
        site.sql("UPDATE django_migrations SET name = substr(name, 2) WHERE app = 'toolbox'")
    assert site.red() == set()


def test_another_master_key_is_red(site: Site) -> None:
    site.mend()
    key = site.folder / "keys" / "master-key"
    kept = key.read_text()
    key.write_text(base64.b64encode(os.urandom(32)).decode())
    try:
        assert site.red() == {"key_ring"}
    finally:
        key.write_text(kept)
    assert site.red() == set()


def test_damaged_key_ring_is_red(site: Site) -> None:
    site.mend()
    ring = site.folder / "keys" / "keyring.sqlite3"
    kept = ring.read_bytes()
    ring.write_bytes(kept[:100] + bytes(len(kept) - 100))
    try:
        assert "key_ring" in site.red()
    finally:
        ring.write_bytes(kept)
    assert site.red() == set()


def test_timetable_that_stopped_is_red(site: Site) -> None:
    """As a timetable, a queue or a worker leaves it that stopped a minute ago."""
    site.mend()
    site.sql("UPDATE config_duty SET done_at = ? WHERE name = 'config.tasks.beat'", ago(seconds=61))
    assert site.red() == {"beat"}


def test_night_that_did_not_erase_is_red(site: Site) -> None:
    site.mend()
    site.sql("UPDATE config_duty SET done_at = ? WHERE name = 'bans.tasks.erase_ended'", ago(hours=26, minutes=1))
    assert site.red() == {"purge"}


def test_night_from_the_future_is_red(site: Site) -> None:
    """A clock that was put back must not make what is old look fresh until it catches up."""
    site.mend()
    site.sql("UPDATE config_duty SET done_at = ? WHERE name = 'bans.tasks.erase_ended'", ago(hours=-30))
    assert site.red() == {"purge"}


def test_copies_that_grew_old_are_red(site: Site) -> None:
    """Of the key ring after two hours; of the database a night and two hours after the last mark."""
    site.mend()
    three_hours, two_nights = time.time() - 3 * 3600, time.time() - 50 * 3600
    site.sql("UPDATE django_migrations SET applied = ? WHERE app = 'config'", ago(days=9))
    for copy in (site.folder / "copies").iterdir():
        os.utime(copy, (three_hours, three_hours))
    assert site.red() == {"backup"}
    site.mend()
    assert site.red() == set()
    os.utime(site.folder / "stamp", (two_nights, two_nights))
    assert site.red() == {"backup"}
    (site.folder / "stamp").unlink()
    assert site.red() == {"backup"}


def test_copies_that_were_lost_are_red(site: Site) -> None:
    site.mend()
    site.sql("UPDATE django_migrations SET applied = ? WHERE app = 'config'", ago(days=9))
    for copy in (site.folder / "copies").iterdir():
        copy.unlink()
    assert site.red() == {"backup"}


def test_log_without_a_fresh_head_is_red(site: Site) -> None:
    site.mend()
    site.age_heads(ago(minutes=61))
    assert site.red() == {"log_head"}
    site.mend()
    assert site.red() == set()


def test_disk_without_room_is_red(settings, tmp_path: Path) -> None:
    """On a file system that really has none: the one in which the kernel shows itself."""
    assert readiness.disk()
    settings.KEYRING_COPIES = ["/sys"]
    assert not readiness.disk()


def test_redis_that_hangs_is_red(site: Site) -> None:
    """Stopped as a process is that the system lets run no more: it takes connections and never answers."""
    site.mend()
    with redis.Redis.from_url(site.redis) as connected:
        process = connected.info("server")["process_id"]
    os.kill(process, signal.SIGSTOP)
    try:
        assert site.red() == {"broker"}
    finally:
        os.kill(process, signal.SIGCONT)
    assert site.red() == set()


def test_redis_that_stopped_is_red(settings) -> None:
    with own_redis(*GUARDED) as port:
        settings.REDIS_URL = guarded(port)
        assert readiness.answers((readiness.broker,)) == {"broker": True}
    assert readiness.answers((readiness.broker,)) == {"broker": False}


def test_redis_that_is_full_is_red(settings) -> None:
    with own_redis("--maxmemory", "1", "--maxmemory-policy", "noeviction") as port:
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        with pytest.raises(Exception, match="maxmemory"):
            readiness.broker()
        assert readiness.answers((readiness.broker,)) == {"broker": False}
