"""The nightly erasure beside the bare deletion of as many people (quality.md "Clearing up").

    .venv/bin/python -m bench.clearing_up [--people 100000] [--areas 100] [--postgresql postgres://…/scratch]

Half of the areas are deleted by one statement for each table, without keys, certificates or log; the other half by
the erasure of the night. Beside it a counter asks again and again in an area that stays: how long it waited is told.
"""

import argparse
import datetime as dt
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from . import filled_register

YEAR = dt.timedelta(days=400)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--areas", type=int, default=100)
    parser.add_argument("--postgresql", default="", help="address of an empty scratch database; without it SQLite")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-clearing-"))
    try:
        filled_register.prepare(folder, options.postgresql)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print(f"{options.people:,} people in {options.areas} areas, twice; load {os.getloadavg()[0]:.1f}, "
              f"{'PostgreSQL' if options.postgresql else 'SQLite'}", flush=True)  # fmt: skip
        return run(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(options: argparse.Namespace) -> int:
    from django.db import connection

    from bans.actions.erasing import erase_ended
    from bans.models import Erasure, Person
    from participants import area_lock, clock

    each = options.people // options.areas
    for name in ("bare", "night"):
        filled_register.fill(options.areas, 2, each, slug=name)
    filled_register.fill(1, 20, 60, slug="open", limits=False)
    connection.close()
    with area_lock.all_areas():
        bare = timed(bare_deletion)
        end_everything("night")
        connection.close()
        asked = beside()
        night = timed(lambda: erase_ended(on=clock.today(), at=clock.now()))
        waits = asked()
        left = Person.objects.filter(area__slug__startswith="night").count()
        certificates = Erasure.objects.count()
    print(f"bare deletion {bare:8.2f} s\nerasure       {night:8.2f} s   {night / bare:.1f} × as long, "
          f"{1e6 * night / options.people:.0f} µs a person; {left} left, {certificates:,} certificates")  # fmt: skip
    print(f"a counter asked {len(waits):,} times beside it: median {1000 * sorted(waits)[len(waits) // 2]:.1f} ms, "
          f"longest {1000 * max(waits):.0f} ms")  # fmt: skip
    return int(left > 0 or certificates != each * options.areas)


def timed(deed) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def bare_deletion() -> None:
    """Sanctions, incidents and people of those areas, in one transaction."""
    from django.db import connection, transaction

    people = (
        "SELECT p.id FROM bans_person p JOIN participants_shoppingarea a ON a.id = p.area_id WHERE a.slug LIKE 'bare%'"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("bans_sanction", "bans_incident"):
            cursor.execute(f"DELETE FROM {table} WHERE person_id IN ({people})")
        cursor.execute(f"DELETE FROM bans_person WHERE id IN ({people})")


def end_everything(slug: str) -> None:
    from django.db.models import F

    from bans.models import Sanction

    rows = Sanction.objects.filter(area__slug__startswith=slug)
    rows.update(starts_on=F("starts_on") - YEAR, last_day=F("last_day") - YEAR)


def beside():  # type: ignore[no-untyped-def]
    """A counter in a process of its own that asks until it is told to stop; gives what each question took."""
    context = multiprocessing.get_context("fork")
    stop, answer = context.Event(), context.Queue()
    process = context.Process(target=_ask, args=(stop, answer))
    process.start()

    def finish() -> list[float]:
        stop.set()
        waits: list[float] = answer.get()
        process.join()
        return waits

    return finish


def _ask(stop, answer) -> None:  # type: ignore[no-untyped-def]
    from bans.actions import checks
    from participants import area_lock, clock
    from participants.models import Device

    from .counter_growth import lift_limits

    lift_limits()
    device = Device.objects.select_related("shop__area", "shop__business").filter(shop__area__slug="open-0").first()
    assert device is not None
    area_lock.enter(device.shop.area)
    waits = []
    while not stop.is_set():
        waits.append(timed(lambda: checks.check(
            shop=device.shop, family_name="Quwerty", given_name="Xerxes", device=device, at=clock.now()
        )))  # fmt: skip
        time.sleep(0.02)
    answer.put(waits)


if __name__ == "__main__":
    sys.exit(main())
