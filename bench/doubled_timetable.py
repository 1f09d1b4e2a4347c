"""A timetable that runs double: two beats and four workers over a year of simulated days (T10, G3).

    .venv/bin/python bench/doubled_timetable.py [--days 365] [--postgresql postgres://…] [--refusing 10]

Each beat gives out the same duties: the purge at night, the mail of the day, and the same again in two later hours.
Workers are processes of their own and take them as they come. The clock moves on when nothing is left to do. A mail
server on this machine refuses one letter in so many. What is due is asked of the register each morning, apart from
what is mailed: each of it must stand in one mail and no more, and nobody may get two mails on one day.
"""

import argparse
import datetime as dt
import logging
import multiprocessing as mp
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BEATS, WORKERS = 2, 4
HOURS = (7, 8, 9)
SEED = 11


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--postgresql", default="", help="address of an empty database; without it SQLite in a folder")
    parser.add_argument("--refusing", type=int, default=10, help="the server refuses one letter in so many; 0 for none")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-timetable-"))
    from bench.filled_register import prepare
    from tests.notices.reminders.mail_server import mail_server

    prepare(folder, options.postgresql)
    try:
        with mail_server() as (port, server):
            os.environ |= {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "EMAIL_TIMEOUT": "5", "LOG_LEVEL": "CRITICAL"}
            return run(options.days, options.refusing, server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(days: int, refusing: int, server: Any) -> int:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    cast = fill()
    context = mp.get_context("spawn")
    duties, failed = context.JoinableQueue(), context.Value("i", 0)
    workers = [context.Process(target=work, args=(duties, failed), daemon=True) for _number in range(WORKERS)]
    for worker in workers:
        worker.start()
    server.refuses_one_in, server.dice = refusing, random.Random(SEED)
    began = time.perf_counter()
    found = Found()
    for number in range(days):
        live(found, duties, cast.at + dt.timedelta(days=number), server)
    for _worker in workers:
        duties.put(None)
    doubled, missed = found.doubled(), found.missed()
    print(f"{connection.vendor}: {days} days in {time.perf_counter() - began:.0f} s, {BEATS} beats, {WORKERS} workers")
    print(f"    due {len(found.due)}, told {len(found.told)}, mails {sum(found.mails.values())}")
    print(f"    refused by the mail server {server.refused}, duties that failed {failed.value}")
    print(f"    told twice {len(doubled)}, mailed twice on a day {found.twice_a_day()}, missed {len(missed)}")
    for line in [*doubled, *missed][:10]:
        print(f"    {line}")
    return 1 if doubled or missed or found.twice_a_day() or failed.value else 0


class Found:
    """What was due and what was told, each as (user, key of the stage); mails by receiver and day."""

    def __init__(self) -> None:
        self.due: set[tuple[int, str]] = set()
        self.told: list[tuple[int, str]] = []
        self.mails: Counter[tuple[str, dt.date]] = Counter()

    def doubled(self) -> list[tuple[int, str]]:
        return [line for line, count in Counter(self.told).items() if count > 1]

    def missed(self) -> list[tuple[int, str]]:
        return sorted(self.due - set(self.told))

    def twice_a_day(self) -> int:
        return sum(count > 1 for count in self.mails.values())


def live(found: Found, duties: Any, at: dt.datetime, server: Any) -> None:
    """One day: the purge, then what is due, then the mails of that day."""
    from notices.models import ReminderSent
    from notices.reminders.due import due
    from participants import area_lock
    from participants.models import Membership, ShoppingArea

    give_out(duties, [("purge", at.replace(hour=0, minute=10))])
    with area_lock.all_areas():
        for area in ShoppingArea.objects.all():
            for row in Membership.objects.filter(area=area, ended_at=None).select_related("user"):
                waiting = due(area, user=row.user, on=at.date())
                found.due |= {(row.user_id, reminder.stage_key) for reminder in waiting}
        before = len(server.letters)
        for hour in HOURS:
            give_out(duties, [("mail", at.replace(hour=hour, minute=15))])
        rows = ReminderSent.objects.filter(digest__on=at.date())
        found.told += list(rows.values_list("user", "key"))
    areas = ((to, text.partition("\n")[0].rpartition(" ")[2]) for to, text in server.letters[before:])
    found.mails.update((f"{to} {area}", at.date()) for to, area in areas)


def give_out(duties: Any, entries: list[tuple[str, dt.datetime]]) -> None:
    """Both beats give the same, at the same moment; done when the workers did all of it."""

    def beat() -> None:
        for entry in entries:
            duties.put(entry)

    beats = [threading.Thread(target=beat) for _number in range(BEATS)]
    for thread in beats:
        thread.start()
    for thread in beats:
        thread.join()
    duties.join()


def work(duties: Any, failed: Any) -> None:
    """A worker: a process with connections of its own."""
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from bans.actions.erasing import erase_ended
    from notices.actions.digests import send_digests
    from participants import area_lock
    from participants.clock import dutch_date

    while (entry := duties.get()) is not None:
        name, at = entry
        try:
            with area_lock.all_areas():
                if name == "purge":
                    erase_ended(on=dutch_date(at), at=at)
                else:
                    send_digests(at=at)
        except Exception as error:
            print(f"    {name} {at}: {type(error).__name__}: {error}", file=sys.stderr)
            with failed.get_lock():
                failed.value += 1
        finally:
            duties.task_done()
    duties.task_done()


def fill() -> Any:
    """The cast of the tests, with something of every kind within the year; it writes through the real actions."""
    from django.db import transaction

    from bans.actions.endings import hold
    from participants import area_lock
    from participants.actions.shops import update_shop
    from participants.models import Permit
    from tests.cast import build_cast
    from tests.factories import make_sanction

    with area_lock.all_areas(), transaction.atomic():
        cast = build_cast()
        day = dt.timedelta(days=1)
        Permit.objects.filter(area=cast.area).update(valid_until=cast.today + 200 * day)
        for number, shop in enumerate((cast.shop_a, cast.shop_b)):
            fields = {"agreement_ends_on": cast.today + (70 + 100 * number) * day}
            update_shop(shop, fields=fields, by=cast.coordinator, at=cast.at)
            for months in (1, 3, 6, 12):
                make_sanction(cast, months=months, shop=shop, family_name=f"Duur {months}")
            make_sanction(cast, approved=False, served=False, shop=shop, family_name="Voorstel")
            make_sanction(cast, "ban", "shop", served=False, shop=shop, family_name="Brief")
            warning = make_sanction(cast, "warning", "area", approved=False, shop=shop, family_name="Controle")
            until = cast.today + (90 + number) * day
            hold(warning.person, reason="Zaak.", until=until, by=cast.coordinator, at=cast.at)
    return cast


if __name__ == "__main__":
    sys.exit(main())
