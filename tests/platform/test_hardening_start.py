"""A real site: PostgreSQL with its two roles, a guarded Redis, keys in a folder of their own.

The checks have nothing to say about it. With one thing wrong, neither web, worker nor timetable starts.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from .own_redis import GUARDED, guarded, own_redis
from .surroundings import CLEAN, PRODUCTION, ROOT, run

pytestmark = [pytest.mark.postgresql, pytest.mark.redis]

NAME = f"drempel_site_{os.getpid()}"
PROCESSES = {
    "web": ["-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0"],
    "worker": ["-m", "celery", "-A", "config", "worker", "-P", "solo", "-l", "info"],
    "beat": ["-m", "celery", "-A", "config", "beat", "-l", "info", "--schedule", ""],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a production process; the database is made by its owner, as when installing."""
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / "keys").mkdir()
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    owner, app = f"{server}/{NAME}", f"postgres://{NAME}:geheim-van-de-app@{server.rpartition('@')[2]}/{NAME}"
    env = {
        **PRODUCTION,
        "DREMPEL_KEYS": str(folder / "keys"),
        "DREMPEL_VAR": str(folder / "var"),
        "KEYRING_COPIES": f"{folder / 'one'},{folder / 'two'}",
    }
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection, own_redis(*GUARDED) as port:
        name = sql.Identifier(NAME)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        env["REDIS_URL"] = guarded(port)
        try:
            for command in ("migrate", "database_roles"):
                done = run("manage.py", command, env={**env, "DATABASE_URL": owner, "APP_DATABASE_URL": app})
                assert done.returncode == 0, done.stderr
            yield {**env, "DATABASE_URL": app}
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(name))


def test_nothing_is_left_to_say(site: dict[str, str]) -> None:
    """Django's checks for deployment and all of ours, to the last warning (S3, G13)."""
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", env=site)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def command(process: str, folder: Path) -> list[str]:
    return [word or str(folder / "timetable") for word in PROCESSES[process]]


@pytest.mark.parametrize("process", PROCESSES)
def test_unsafe_process_does_not_start(site: dict[str, str], tmp_path: Path, process: str) -> None:
    """An example's address in security.txt is enough, and what stops it is told in a sentence."""
    env = {**site, "SECURITY_CONTACT": "mailto:security@localhost"}
    done = run(*command(process, tmp_path), env=env, timeout=60)
    assert done.returncode != 0
    assert "Drempel does not start" in done.stderr
    assert "config.E014" in done.stderr and "Set SECURITY_CONTACT" in done.stderr


def test_owner_of_the_tables_does_not_serve(site: dict[str, str]) -> None:
    """The second lock is part of what is asked: an application that may walk around it does not start."""
    owner = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{NAME}"
    done = run("-c", "import config.wsgi", env={**site, "DATABASE_URL": owner}, timeout=60)
    assert done.returncode != 0
    assert "participants.E10" in done.stderr


def test_safe_web_process_starts(site: dict[str, str]) -> None:
    done = run("-c", "import config.wsgi; print('served')", env=site)
    assert (done.returncode, done.stdout) == (0, "served\n"), done.stderr


def test_safe_worker_and_timetable_start_and_their_pulse_is_seen(site: dict[str, str], tmp_path: Path) -> None:
    """The pulse goes from the timetable through Redis to the worker, which notes it as the application's role."""
    running = [
        subprocess.Popen(
            [sys.executable, *command(process, tmp_path)],
            cwd=ROOT,
            env={**CLEAN, **site, "DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for process in ("worker", "beat")
    ]
    try:
        with psycopg.connect(site["DATABASE_URL"], autocommit=True) as connection:
            for _second in range(75):
                assert [process.poll() for process in running] == [None, None]
                if connection.execute("SELECT 1 FROM config_duty WHERE name = 'config.tasks.beat'").fetchone():
                    break
                time.sleep(1)
            else:
                raise AssertionError("no pulse was noted")
    finally:
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(30)
