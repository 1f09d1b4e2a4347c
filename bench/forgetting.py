"""What is left of somebody who was erased: searched byte by byte, in the database and in every copy of it (G21, G25).

    ./start python bench/forgetting.py [--people 1000] [--postgresql postgres://…]

It makes an installation of its own in a temporary folder, enters people who are marked in every personal
column, copies the database and the key ring, erases them, and then looks for the marks. On PostgreSQL the
data files and the write-ahead log are searched as well, if this user may read them.
"""

import argparse
import base64
import datetime as dt
import os
import secrets
import shutil
import sqlite3
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# New for each run: a server keeps the log of earlier ones.
MARK, OPEN_MARK = ("".join(secrets.choice(string.ascii_letters) for _ in range(12)) for _ in range(2))


def main() -> int:
    options = read_options()
    folder = Path(tempfile.mkdtemp(prefix="drempel-forgetting-"))
    try:
        prepare(folder, options)
        return measure(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--postgresql", help="address of a server on which a database may be made and dropped")
    return parser.parse_args()


def prepare(folder: Path, options: argparse.Namespace) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DREMPEL_VAR": str(folder / "var"),
        "DREMPEL_KEYS": str(folder / "keys"),
        "LOG_LEVEL": "ERROR",
    }
    if options.postgresql:
        name = f"forgetting_{os.getpid()}"
        psql(options.postgresql, f"CREATE DATABASE {name}")
        (folder / "keys").mkdir()
        os.environ |= {
            "DATABASE_URL": options.postgresql.rsplit("/", 1)[0] + f"/{name}",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "*",
            "MASTER_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
            "MFA_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "AUDIT_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        }
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measure(folder: Path, options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.db import connection

    from bans import keyring, vacuum
    from bans.actions.erasing import erase_ended
    from bans.actions.restoring import replay_erasures
    from bans.encryption import Erased
    from bans.models import Erasure, Person
    from rights.requests.actions.forgetting import forget_requests

    copies = folder / "copies"
    copies.mkdir()
    last_day = enter_people(options.people)
    at = dt.datetime.now(dt.UTC)
    control(folder, options)
    print(f"people entered                            {Person.objects.count():>8}")
    vacuum.vacuum()
    report("marks readable before the erasure", folder, options)
    backup(connection, copies / "database")
    keyring.copy_to(copies / "keyring-of-before.sqlite3")
    started = time.perf_counter()
    counts = erase_ended(on=last_day + dt.timedelta(days=1), at=at)
    forget_requests(at=at)
    print(f"erased                                    {counts['people']:>8}  in {time.perf_counter() - started:.1f} s")
    vacuum.vacuum()
    print(f"certificates                              {Erasure.objects.count():>8}")
    print(f"keys left                                 {len(keyring.tokens()):>8}")
    report("marks readable after the erasure", folder, options)
    restore(connection, copies / "database")
    unreadable = 0
    for person in Person.objects.all():
        try:
            _ = person.family_name
        except Erased:
            unreadable += 1
    print(f"put back from the copy, of them unreadable {Person.objects.count():>7} {unreadable:>7}")
    replayed = replay_erasures(at=at)
    print(f"erased again                              {replayed.get('people', 0):>8}, left {Person.objects.count()}")
    (copies / "keyring-of-before.sqlite3").unlink()
    vacuum.vacuum()
    left = report("marks readable at the end", folder, options)
    if options.postgresql:
        connection.close()
        psql(options.postgresql, f"DROP DATABASE {settings.DATABASES['default']['NAME']} WITH (FORCE)")
    return 1 if left or unreadable != options.people else 0


def control(folder: Path, options: argparse.Namespace) -> None:
    """A mark in a column that is not sealed must be found, or the search itself would prove nothing."""
    from participants.models import Municipality

    open_row = Municipality.objects.create(name=OPEN_MARK)
    assert report("control: a mark that was never sealed", folder, options, OPEN_MARK) > 0
    open_row.delete()


def enter_people(count: int) -> dt.date:
    """Marked in every personal column, each with a ban that was served and ends on the same day."""
    from django.db import transaction

    from bans.models import Photo, Sanction
    from notices.models import Notice
    from tests.cast import build_cast
    from tests.factories import make_sanction

    with transaction.atomic():
        cast = build_cast()
    last_day = cast.today
    for number in range(count):
        mark = f"{MARK}{number:05d}"
        with transaction.atomic():
            ban = make_sanction(
                cast,
                given_name=mark,
                family_name=mark,
                address=mark,
                birth_date=dt.date(1980, 1, 1),
                appearance={"hair": "bald"},
            )
            ban.incident.narrative = ban.incident.place = ban.incident.observed_by = mark
            ban.incident.save()
            ban.reason = mark
            ban.save()
            Photo.objects.create(area=cast.area, person=ban.person, jpeg=mark.encode() * 50, taken_at=cast.at)
            Notice.objects.create(
                area=cast.area,
                sanction=ban,
                kind="collective_ban",
                version=1,
                html=mark * 50,
                pdf=mark.encode() * 50,
                sha256="",
                participant_list=ban.participant_list,
                protocol=ban.protocol,
                made_at=cast.at,
            )
            asked_and_answered(cast, ban, mark)
        last_day = ban.last_day or last_day
    assert Sanction.objects.count() == count
    return last_day


def asked_and_answered(cast: Any, ban: Any, mark: str) -> None:
    """What somebody asked, who asked it and what was given, each with the mark; closed, so nothing waits for it."""
    from notices.requests import Outcome, Right
    from rights.access.models import AccessExport
    from rights.requests.actions import receiving
    from rights.requests.models import Cause, Request, Requester

    asking = receiving.Asking(Right.ACCESS, words=mark)
    request = receiving.receive_by_code(ban, asking, at=cast.at)
    about = {"area": cast.area, "person": ban.person, "request": request}
    Requester.objects.create(**about, name=mark, contact=mark)
    given = {"pdf": mark.encode() * 50, "json": mark.encode() * 50}
    AccessExport.objects.create(**about, **given, made_at=cast.at, made_by=cast.coordinator)
    done = {"outcome": Outcome.GRANTED, "cause": Cause.NONE, "decided_at": cast.at, "decided_by": cast.coordinator}
    Request.objects.filter(pk=request.pk).update(**done, closed_at=cast.at, closed_by=cast.coordinator)


def report(title: str, folder: Path, options: argparse.Namespace, mark: str = MARK) -> int:
    """Count the marks in every file of this installation and its copies."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.close()
    found = {path.name: marks(path, mark) for path in sorted(folder.rglob("*")) if path.is_file()}
    if options.postgresql:
        found |= search_server(connection, mark)
    total = sum(found.values())
    print(f"{title:<41} {total:>8}  in {len(found)} files searched")
    for name, count in found.items():
        if count:
            print(f"    {name}: {count}")
    return total


def marks(path: Path, mark: str) -> int:
    return path.read_bytes().count(mark.encode())


def search_server(connection: object, mark: str) -> dict[str, int]:
    """The files of the server itself: those of this database, and the write-ahead log."""
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        )
        data, oid = cursor.fetchone()
    folders = {"data files": Path(data) / "base" / str(oid), "write-ahead log": Path(data) / "pg_wal"}
    found = {}
    for name, folder in folders.items():
        if not os.access(folder, os.R_OK):
            print(f"    {name}: not readable for this user, not searched")
            continue
        found[name] = sum(marks(path, mark) for path in folder.iterdir() if path.is_file())
    return found


def backup(connection: object, target: Path) -> None:
    from django.conf import settings

    if connection.vendor == "sqlite":  # type: ignore[attr-defined]
        connection.ensure_connection()  # type: ignore[attr-defined]
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)  # type: ignore[attr-defined]
        return
    subprocess.run(["pg_dump", "--format=plain", "--clean", f"--file={target}", os.environ["DATABASE_URL"]], check=True)
    assert settings


def restore(connection: object, source: Path) -> None:
    if connection.vendor == "sqlite":  # type: ignore[attr-defined]
        connection.ensure_connection()  # type: ignore[attr-defined]
        with sqlite3.connect(source) as copy:
            copy.backup(connection.connection)  # type: ignore[attr-defined]
        return
    connection.close()  # type: ignore[attr-defined]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["psql", "--quiet", f"--file={source}", os.environ["DATABASE_URL"]], check=True, **quiet)  # type: ignore[call-overload]


def psql(address: str, sentence: str) -> None:
    subprocess.run(["psql", "--quiet", "--command", sentence, address], check=True)


if __name__ == "__main__":
    sys.exit(main())
