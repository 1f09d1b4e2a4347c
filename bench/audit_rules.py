"""All rules over a register of any size, and over one area again after one change (quality.md, Audit).

    python -m bench.audit_rules --size national [--lines 200000] [--postgresql DATABASE_URL]

The register is written in bulk and past the software, so that most checks find something: only the time counts here.
"""

import argparse
import tempfile
import time
from pathlib import Path

from bench.filled_register import SIZES, fill, prepare


def lines_of_log(areas: int, lines: int) -> None:
    """So many lines of the log, spread over the areas, about the sanctions that there are."""
    from django.db import transaction

    from audit.models import Event
    from bans.models import Sanction

    subjects = list(Sanction.objects.values_list("reference", "area__slug"))
    made = 0
    while made < lines:
        with transaction.atomic():
            rows = [
                Event(action="counter.asked", subject=f"sanction:{subjects[n % len(subjects)][0]}", actor="device:1",
                      area=subjects[n % len(subjects)][1], purpose="entry", door="bench", operation="0" * 32,
                      result="done", facts={"outcome": "welcome"})
                for n in range(made, min(made + 20_000, lines))
            ]  # fmt: skip
            Event.objects.bulk_create(rows, batch_size=1000)
        made += len(rows)
    print(f"{made} lines of the log over {areas} areas")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="typical")
    parser.add_argument("--lines", type=int, default=200_000)
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        from django.core.management import call_command

        from bans.models import Sanction
        from oversight.checks.running import report_of
        from participants import area_lock, clock
        from participants.models import ShoppingArea

        call_command("migrate", verbosity=0)
        areas, shops, people = SIZES[options.size]
        fill(areas, shops, people)
        with area_lock.all_areas():
            lines_of_log(areas, options.lines)
            began, judged = time.perf_counter(), 0
            for area in ShoppingArea.objects.all():
                judged += report_of(area, on=clock.today()).judged
            whole = time.perf_counter() - began
            area = ShoppingArea.objects.order_by("pk").first()
            assert area is not None
            Sanction.objects.filter(area=area).update(months=6)
            began = time.perf_counter()
            report_of(area, on=clock.today())
            again = time.perf_counter() - began
            count = Sanction.objects.count()
        print(f"{areas} areas, {areas * shops} shops, {count} measures: {judged} verdicts in {whole:.1f} s")
        print(f"one area again after a change: {again:.2f} s")


if __name__ == "__main__":
    main()
