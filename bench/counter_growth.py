"""How the cost of one counter check grows: with the people of an area, with areas, and with the age of the log.

    .venv/bin/python -m bench.counter_growth [--postgresql postgres://…/scratch] [--log 10000000] [--areas 10000]

Each figure is the median over many whole checks (budget, names, receipt, log) in one process, by the clock and by
the processor. The rows of the log are written past the chain, for only their number matters here.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import filled_register
from .filled_register import Listed

ROUNDS = 300


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", default="", help="address of an empty scratch database; without it SQLite")
    parser.add_argument("--log", type=int, default=10_000_000, help="lines of the oldest log")
    parser.add_argument("--areas", type=int, default=10_000, help="areas of the largest site")
    parser.add_argument("--only", choices=("people", "areas", "log"), nargs="+", default=["people", "areas", "log"])
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-growth-"))
    try:
        filled_register.prepare(folder, options.postgresql)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        lift_limits()
        print(f"seed {options.seed}, load {os.getloadavg()[0]:.1f}, {ROUNDS} checks each, "
              f"{'PostgreSQL' if options.postgresql else 'SQLite'}")  # fmt: skip
        for part in options.only:
            {"people": by_people, "areas": by_areas, "log": by_log}[part](options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def lift_limits() -> None:
    import datetime as dt

    from bans import budgets

    budgets.BETWEEN = budgets.MINUTE = budgets.HOUR = budgets.DAY = dt.timedelta()


def by_people(options: argparse.Namespace) -> None:
    print("\npeople in force in the area: first check of a process, the next ones, and each person beyond the smallest")
    base = None
    for people in (15, 60, 200, 600, 2000, 5000):
        listed = filled_register.fill(1, 3, people, seed=options.seed, slug=f"p{people}", limits=False)
        first, after = cold(listed), measure(listed)
        base = base or (people, after[1])
        slope = (after[1] - base[1]) / (people - base[0]) * 1000 if people > base[0] else 0
        print(f"{people:>12,}   first {first:8.1f} ms   next {show(after)}   {slope:6.1f} µs a person")


def by_areas(options: argparse.Namespace) -> None:
    print("\nareas of the site, ten people each")
    made, base, seen = 0, 0.0, []
    for areas in (10, 100, 1000, 10_000):
        if areas > options.areas:
            break
        seen += filled_register.fill(areas - made, 1, 10, seed=options.seed, slug=f"g{areas}", limits=False)
        made = areas
        after = measure(seen[:100])
        base = base or after[0]
        print(f"{areas:>12,}   {show(after)}   {after[0] / base:.2f} ×")


def by_log(options: argparse.Namespace) -> None:
    print("\nlines in the log")
    listed = filled_register.fill(1, 20, 60, seed=options.seed, slug="log", limits=False)
    base, made = 0.0, 0
    for lines in (0, 100_000, 1_000_000, 10_000_000):
        if lines > options.log:
            break
        write_lines(lines - made)
        made = lines
        after = measure(listed)
        base = base or after[0]
        print(f"{lines:>12,}   {show(after)}   {after[0] / base:.2f} ×")


def write_lines(count: int) -> None:
    """Lines of looks in areas that are there, spread over a year."""
    from django.db import connection

    columns = "at, action, subject, actor, roles, organisation, area, purpose, door, operation, result, facts"
    number = "CAST(n AS text)"
    values = f"'counter.asked', 'nobody', 'user:' || {number}, '', '', 'log-0', 'entry', 'page', '', 'done', '{{}}'"
    if connection.vendor == "postgresql":
        source = f"SELECT now() - n * interval '3 seconds', {values} FROM generate_series(1, %s) AS n"
    else:
        source = (
            f"SELECT datetime('now', '-' || n || ' seconds'), {values} FROM (WITH RECURSIVE c(n) AS"
            f" (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %s) SELECT n FROM c)"
        )
    if count:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO audit_event ({columns}) {source}", [count])


def asker(listed: list[Listed]) -> Callable[[], None]:
    """A question about nobody, from any till of these areas."""
    from bans.actions import checks
    from participants import area_lock, clock
    from participants.accounts import tills

    dice = random.Random(1)
    on = clock.today()
    devices = [tills.system_of(token, on=on) for token in dict.fromkeys(person.till for person in listed)]

    def ask() -> None:
        device = dice.choice(devices)
        area_lock.enter(device.shop.area)
        checks.check(shop=device.shop, family_name="Quwerty", given_name="Xerxes", device=device, at=clock.now())

    return ask


def cold(listed: list[Listed]) -> float:
    """Milliseconds of the first check, when nothing was opened and folded yet."""
    from bans import keyring

    ask = asker(listed)
    keyring._local.forget()
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


def measure(listed: list[Listed]) -> tuple[float, float]:
    """Medians in milliseconds: by the clock, and by the processor of this process."""
    ask = asker(listed)
    for _warm in range(20):
        ask()
    clocks, processor = [], []
    for _round in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        ask()
        processor.append(time.process_time() - used)
        clocks.append(time.perf_counter() - began)
    return 1000 * statistics.median(clocks), 1000 * statistics.median(processor)


def show(after: tuple[float, float]) -> str:
    return f"clock {after[0]:7.2f} ms   processor {after[1]:7.2f} ms"


if __name__ == "__main__":
    sys.exit(main())
