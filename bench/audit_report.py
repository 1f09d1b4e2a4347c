"""The yearly report over registers of growing size: one area's, and those of all areas (at most ten seconds each).

    python -m bench.audit_report [--size national] [--lines 2400000] [--all] [--postgresql DATABASE_URL]

Without --size each size in turn. The lines are those of one year over all areas, spread as a register has them: most
are questions at counters. The register is written in bulk and past the software, so that most rules find something.
"""

import argparse
import datetime as dt
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.filled_register import SIZES, fill, prepare

DAY = dt.timedelta(days=1)
# A register with so many areas and shops has so many lines a year: 200,000 a month for a national one.
LINES = {"small": 2_000, "typical": 47_000, "large": 940_000, "national": 2_400_000}


def lines_of_a_year(lines: int, year: int) -> None:
    """One measure and one incident in fifty lines, the rest questions; four times a day a head."""
    from django.db import connection, transaction

    from audit.models import Event
    from participants.models import ShoppingArea

    dice = random.Random(5)
    areas = list(ShoppingArea.objects.values_list("pk", "slug"))
    shops = {pk: list(ShoppingArea.objects.get(pk=pk).shops.values_list("pk", flat=True)) for pk, _slug in areas}
    field = Event._meta.get_field("at")
    field.auto_now_add = False  # type: ignore[union-attr]
    begin = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    made = 0
    while made < lines:
        rows = []
        for number in range(made, min(made + 20_000, lines)):
            pk, slug = areas[number % len(areas)]
            at = begin + dt.timedelta(seconds=number * 364 * 86400 // lines)
            rows.append(Event(at=at, area=slug, **_line(number, dice, shops[pk])))
        with transaction.atomic():
            Event.objects.bulk_create(rows, batch_size=1000)
        made += len(rows)
    field.auto_now_add = True  # type: ignore[union-attr]
    _heads(begin, [slug for _pk, slug in areas])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _line(number: int, dice: random.Random, shops: list[int]) -> dict:
    known = {"actor": "user:1", "door": "bench", "operation": "0" * 32, "organisation": f"shop:{dice.choice(shops)}"}
    subject = f"sanction:B-{number // 200}"
    if number // 51 % 50 == 0:
        kind, scope = dice.choice([("warning", "shop"), ("warning", "area"), ("ban", "shop"), ("ban", "area")])
        facts = {"kind": kind, "scope": scope, "months": dice.choice([3, 6, 12]), "rule": "R12"}
        return {**known, "action": "sanction.proposed", "purpose": "measures", "subject": subject, "facts": facts}
    if number // 51 % 50 == 1:
        facts = {"conduct": dice.choice(["theft", "disturbing", "robbery"])}
        return {**known, "action": "incident.reported", "purpose": "measures", "subject": "incident:x", "facts": facts}
    if number // 51 % 50 == 2:
        return {**known, "action": "sanction.served", "purpose": "measures", "subject": subject, "facts": {}}
    facts = {"outcome": dice.choice(["welcome"] * 8 + ["warned", "banned"])}
    return {**known, "action": "counter.asked", "purpose": "entry", "subject": "counter:x", "facts": facts}


def _heads(begin: dt.datetime, slugs: list[str]) -> None:
    """Each hour of the year, as the duty of a register does."""
    from audit.models import Head

    rows = (
        Head(area=slug, serial=hour + 1, size=hour, hash="x", at=begin + dt.timedelta(hours=hour), reason="hour",
             note="", key="")
        for slug in slugs
        for hour in range(365 * 24)
    )  # fmt: skip
    Head.objects.bulk_create(rows, batch_size=5000)


def measure(every: bool) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from oversight.yearly.facts import report_facts
    from oversight.yearly.paper import as_pdf
    from participants import clock
    from participants.models import Protocol, ShoppingArea

    on, year = clock.today(), clock.today().year - 1
    Protocol.objects.update(valid_from=dt.date(year, 1, 1))
    area = ShoppingArea.objects.order_by("pk").first()
    assert area is not None
    as_pdf(area, year, on=on)  # the engine of PDFs starts once
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        report_facts(area, year, on=on)
    facts = time.perf_counter() - began
    began = time.perf_counter()
    pdf = as_pdf(area, year, on=on)
    whole = time.perf_counter() - began
    slowest = sorted(asked.captured_queries, key=lambda one: float(one["time"]))[-1]
    print(f"  one report: {whole:.1f} s ({facts:.1f} s of it facts, {len(asked)} queries), {len(pdf) // 1024} kB")
    print(f"  slowest query {slowest['time']} s: {slowest['sql'][:100]}")
    if every:
        times = []
        for one in ShoppingArea.objects.order_by("pk"):
            began = time.perf_counter()
            as_pdf(one, year, on=on)
            times.append(time.perf_counter() - began)
        told = f"median {statistics.median(times):.1f} s, slowest {max(times):.1f} s"
        print(f"  all {len(times)}: {sum(times):.0f} s, {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    if options.size is None:
        for size in SIZES:
            subprocess.run([sys.executable, "-m", "bench.audit_report", *sys.argv[1:], "--size", size], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        from django.core.management import call_command

        from participants import area_lock, clock

        call_command("migrate", verbosity=0)
        areas, shops, people = SIZES[options.size]
        lines = options.lines or LINES[options.size]
        fill(areas, shops, people)
        with area_lock.all_areas():
            lines_of_a_year(lines, clock.today().year - 1)
            print(f"{options.size}: {areas} areas of {shops} shops and {people} measures, {lines} lines in the year")
            measure(options.all)


if __name__ == "__main__":
    main()
