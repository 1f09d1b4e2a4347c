"""PostgreSQL, Redis, workers and timetable of their own, to be killed: in a temporary folder, on free ports.

PostgreSQL refuses to run as root, so its programs are run as the user `postgres` of Debian's package when we are.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from .filled_register import ROOT

CELERY = [sys.executable, "-m", "celery", "-A", "bench.unchecked"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(port: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not answers(port):
        if time.monotonic() > until:
            raise SystemExit(f"Nothing answers on port {port}.")
        time.sleep(0.1)


class Running:
    """A program that can be killed and started again."""

    def __init__(self, name: str, command: list[str], *, env: dict[str, str] | None = None, log: Path) -> None:
        self.name, self.command, self.env, self.log = name, command, env, log
        self.process: subprocess.Popen | None = None
        self.kills = 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env={**os.environ, **(self.env or {})}, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """The program and everything it began, at once and without a word."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def kill_a_child(self, dice: random.Random) -> bool:
        """One of the processes below it; False when there is none."""
        assert self.process is not None
        below = descendants(self.process.pid)
        if not below:
            return False
        # It may have ended by itself meanwhile.
        with suppress(ProcessLookupError):
            os.kill(dice.choice(below), signal.SIGKILL)
        self.kills += 1
        return True

    def ensure(self) -> None:
        """Start it again when it is not there, as whatever keeps services does."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def descendants(pid: int) -> list[int]:
    """Every process below this one, from /proc."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += below
    return found


class Redis(Running):
    """A broker that keeps nothing on the disk: what was in it is lost with it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        super().__init__("redis", command, log=folder / "redis.log")
        self.url = f"redis://127.0.0.1:{self.port}/0"


class PostgreSQL(Running):
    """A cluster of its own, durable as in production."""

    def __init__(self, folder: Path) -> None:
        self.data, self.port = folder / "pg", free_port()
        bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not bins:
            raise SystemExit("PostgreSQL's own programs are needed here: apt-get install postgresql")
        self.bin = bins[-1]
        self.data.mkdir()
        self.before = [] if os.getuid() else ["runuser", "-u", "postgres", "--"]
        if self.before:
            folder.chmod(0o755)
            shutil.chown(self.data, "postgres")
        init = [str(self.bin / "initdb"), "-A", "trust", "-U", "postgres", "-E", "UTF8", "-D", str(self.data)]
        subprocess.run([*self.before, *init], check=True, stdout=subprocess.DEVNULL)
        command = [*self.before, str(self.bin / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", "/tmp"]
        super().__init__("postgresql", command, log=folder / "pg.log")
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def ensure(self) -> None:
        """Until it answers: it does not begin before the last child of the one that was killed has gone."""
        until = time.monotonic() + 120
        while not answers(self.port):
            if self.process is None or self.process.poll() is not None:
                self.start()
            if time.monotonic() > until:
                raise SystemExit("PostgreSQL does not come back.")
            time.sleep(0.5)


def worker(folder: Path, number: int) -> Running:
    command = [*CELERY, "worker", "-c", "1", "-n", f"w{number}", "-l", "ERROR", "--without-gossip", "--without-mingle"]
    return Running(f"worker {number}", command, log=folder / f"worker-{number}.log")


def timetable(folder: Path) -> Running:
    command = [*CELERY, "beat", "-l", "ERROR", "-s", str(folder / "timetable")]
    return Running("timetable", command, log=folder / "timetable.log")


def embedded_worker(folder: Path, number: int) -> Running:
    """What the one process of the embedded default does, again and again, without a broker."""
    command = [sys.executable, "-m", "bench.killed_letters", "--work"]
    return Running(f"worker {number}", command, log=folder / f"worker-{number}.log")
