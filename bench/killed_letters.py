"""Letters while everything is killed: none lost, none doubled, none half-written (G2, G4; tests T9 and T11).

    .venv/bin/python -m bench.killed_letters [--letters 1000] [--kills 100]
    .venv/bin/python -m bench.killed_letters --postgresql [--letters 1000] [--kills 100]

A shop joins, and everybody on the list gets a letter with the newer list. While these are made, a process is killed
with -9 again and again: a worker, a child of it (the engine of letters among them), the timetable, and with
--postgresql also Redis, which forgets everything, and the database server, all of them our own. Without it SQLite and
two processes as the embedded default has one. Then it is waited until all is done, and counted.
"""

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from . import filled_register, services

LIMIT = 15 * 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work()
    folder = Path(tempfile.mkdtemp(prefix="drempel-killed-"))
    running: list[services.Running] = []
    try:
        return run(options, folder, running)
    finally:
        for program in running:
            program.stop()
            if os.environ.get("BENCH_LOGS") and program.log.exists():
                print(program.name, program.log.read_text()[-1500:])
        shutil.rmtree(folder, ignore_errors=True)


def run(options: argparse.Namespace, folder: Path, running: list[services.Running]) -> int:
    url = ""
    if options.postgresql:
        database, redis = services.PostgreSQL(folder), services.Redis(folder)
        running += [database, redis]
        for program in running:
            program.ensure()
        services.wait_for(redis.port)
        url, os.environ["REDIS_URL"] = database.url, redis.url
    filled_register.prepare(folder, url)
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    asked = ask(options.letters, options.seed)
    connection.close()
    workers = services.worker if options.postgresql else services.embedded_worker
    running += [workers(folder, number) for number in (1, 2)]
    running += [services.timetable(folder)] if options.postgresql else []
    began = time.monotonic()
    kill(running, options, began)
    print(f"after {time.monotonic() - began:.0f} s the last kill; waiting for the rest", flush=True)
    last = time.monotonic()
    while time.monotonic() - last < LIMIT:
        for program in running:
            program.ensure()
        if not waiting():
            break
        time.sleep(1)
    print(f"all done {time.monotonic() - last:.0f} s after the last kill")
    for program in running[2 if options.postgresql else 0 :]:
        program.stop()
    print("killed: " + ", ".join(f"{program.name} {program.kills}" for program in running))
    return judge(asked)


def ask(count: int, seed: int) -> set[str]:
    """So many people with a running ban, a newer list, and a letter asked for each; their references."""
    from django.conf import settings

    settings.JOBS_BELL = False
    filled_register.fill(1, 20, count, seed=seed, slug="brieven")
    from bans.models import Sanction
    from notices.actions import supplements
    from participants import area_lock, clock
    from participants.models import Business, Membership, Shop, ShoppingArea, User

    area = ShoppingArea.objects.get(slug="brieven-0")
    known = Shop.objects.filter(area=area).first()
    assert known is not None
    by = User.objects.create(email="coordinator@voorbeeld.example", name="Coördinator")
    Membership.objects.create(user=by, area=area, role="coordinator")
    newer = Business.objects.create(area=area, name="nieuw bedrijf")
    known.pk, known.business, known.name = None, newer, "nieuwe winkel"
    known.save()
    with area_lock.all_areas():
        batch = supplements.begin_round(area, by=by, at=clock.now())
        assert batch.jobs.count() == count
        return set(Sanction.objects.values_list("reference", flat=True))


def kill(running: list[services.Running], options: argparse.Namespace, began: float) -> None:
    """At moments that nobody chose, one after another, each started again by the next."""
    dice, done = random.Random(options.seed), 0
    while done < options.kills:
        for program in running:
            program.ensure()
        if not waiting():
            break
        # Long enough for a worker to begin again, short enough that none has peace.
        time.sleep(dice.uniform(0.3, 7.0))
        victims = [program for program in running if program.process and program.process.poll() is None]
        victim = dice.choice(victims)
        whole = dice.random() < 0.6 or victim.name in ("redis", "postgresql")
        if whole:
            victim.kill()
        elif not victim.kill_a_child(dice):
            continue
        done += 1
        if done % 20 == 0:
            print(f"{time.monotonic() - began:5.0f} s  {done} kills, {waiting()} letters to go", flush=True)


def waiting() -> int:
    """How many are not done; a database that is just being killed is asked again."""
    from django.db import DatabaseError, connection

    from participants.models import Job

    for _try in range(60):
        try:
            return Job.objects.open().count()
        except DatabaseError:
            connection.close()
            time.sleep(0.5)
    return -1


def judge(asked: set[str]) -> int:
    import io

    import pikepdf
    from django.db import connection

    from audit.models import Event
    from notices.models import Notice
    from notices.pdf import engine
    from participants import area_lock
    from participants.models import Job

    connection.close()
    with area_lock.all_areas():
        made = Counter(Notice.objects.values_list("sanction__reference", flat=True))
        broken = 0
        for notice in Notice.objects.select_related("sanction__person").iterator(chunk_size=50):
            data = bytes(notice.pdf)
            sound = hashlib.sha256(data).hexdigest() == notice.sha256 and pikepdf.open(io.BytesIO(data)).pages
            broken += not sound
        logged = Event.objects.filter(action="letter.printed").count()
    failed = Job.objects.filter(failed_at__isnull=False).count()
    lost, doubled = asked - set(made), [reference for reference, count in made.items() if count > 1]
    # What the next engine would find and sweep; one more engine, and nothing may be there.
    engine.make_pdf([engine.Part("<html lang=nl><title>x</title><p>x")], identifier="x")
    folders = Path(tempfile.gettempdir()).glob(f"{engine.FOLDER}*")
    left = [folder for folder in folders if not Path("/proc", folder.name.removeprefix(engine.FOLDER)).exists()]
    print(f"{len(asked):,} asked, {sum(made.values()):,} made: lost {len(lost)}, doubled {len(doubled)}, "
          f"half-written {broken}, given up {failed}; lines in the log {logged:,}; files left {len(left)}")  # fmt: skip
    return int(bool(lost or doubled or broken or failed or logged != len(asked) or left))


def work() -> int:
    import django

    django.setup()
    from participants import clock
    from participants.jobs.work import run_due

    while True:
        run_due(now=clock.now)
        time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main())
