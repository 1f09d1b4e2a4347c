"""The power goes while incidents are reported: no report that was acknowledged may be lost (G1, test T14).

    .venv/bin/python -m bench.power_cut [--cuts 200] [--synchronous FULL] [--python /path/with/fusepy/bin/python]

The database and the key ring of the embedded default lie on a disk that forgets, when it is cut, whatever was not
synced (`bench.forgetful_disk`). A process reports incidents, and says so to this one as each was committed; at a
moment that nobody chose it is killed and the disk cut. Then the database is opened again as after any start: it must be
sound, hold every report that was acknowledged, and the name in each must be readable. With `--synchronous NORMAL`
one sees that the test can fail. A disk in memory proves the order of syncs, not the honesty of a real disk.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import filled_register


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--synchronous", choices=("FULL", "NORMAL"), default="FULL")
    parser.add_argument("--python", default=sys.executable, help="one that has fusepy")
    parser.add_argument("--seed", type=int, default=14)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-power-"))
    disk = folder / "disk"
    disk.mkdir()
    daemon = subprocess.Popen([options.python, str(Path(__file__).with_name("forgetful_disk.py")), str(disk)])
    try:
        while not os.path.ismount(disk):
            if daemon.poll() is not None:
                raise SystemExit("The disk cannot be made: pip install fusepy, apt-get install libfuse2.")
            time.sleep(0.1)
        return run(options, disk)
    finally:
        subprocess.run(["fusermount", "-uz", str(disk)], check=False)
        daemon.kill()
        shutil.rmtree(folder, ignore_errors=True)


def run(options: argparse.Namespace, disk: Path) -> int:
    filled_register.prepare(disk)
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    (disk / "var").mkdir(exist_ok=True)
    django.setup()
    settings.JOBS_BELL = False
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = settings.DATABASES["default"]["OPTIONS"][
        "init_command"
    ].replace("synchronous=FULL", f"synchronous={options.synchronous}")
    call_command("migrate", verbosity=0)
    from bans import keyring
    from tests.participants.api import scene

    here = scene.build()
    connections.close_all()
    keyring._local.forget()
    dice, acknowledged, lost, unsound, unread = random.Random(options.seed), set[str](), set[str](), 0, 0
    began = time.monotonic()
    for _cut in range(options.cuts):
        acknowledged |= work_until_the_cut(here, disk, dice.uniform(0.02, 0.6))
        there, sound, readable = look()
        unsound += not sound
        unread += not readable
        lost |= acknowledged - there
        acknowledged &= there
    print(f"synchronous {options.synchronous}: {options.cuts} cuts in {time.monotonic() - began:.0f} s, "
          f"{len(acknowledged) + len(lost):,} acknowledged, {len(lost)} lost, {unsound} times unsound, "
          f"{unread} times a name that could not be read")  # fmt: skip
    return int(bool(lost or unsound or unread))


def work_until_the_cut(here: Any, disk: Path, seconds: float) -> set[str]:
    """References of what was acknowledged before a process was killed and the disk cut."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        report_for_ever(here, writing)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    (disk / ".power").write_bytes(b"cut")
    with os.fdopen(reading) as told:
        return {line.strip() for line in told if line.endswith("\n")}


def report_for_ever(here: Any, writing: int) -> None:
    number = 0
    while True:
        number += 1
        incident = here.report(given_name=f"Proef{number}", family_name="Persoon")
        os.write(writing, f"{incident.reference}\n".encode())


def look() -> tuple[set[str], bool, bool]:
    """What is there after the cut, in a process of its own, as after a new start."""
    from bans.models import Incident

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        from django.db import connection

        with connection.cursor() as cursor:
            sound = cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = list(Incident.objects.select_related("person"))
        readable = all(row.person.family_name for row in rows)
        os.write(writing, f"{sound} {readable}\n".encode())
        with os.fdopen(writing, "w") as out:
            out.writelines(f"{row.reference}\n" for row in rows)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        sound, _space, readable = told.readline().strip().partition(" ")
        there = {line.strip() for line in told}
    os.waitpid(child, 0)
    return there, sound == "True", readable == "True"


if __name__ == "__main__":
    sys.exit(main())
