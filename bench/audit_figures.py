"""The figures of five years: computed from the log, closed by the night, and shown afterwards.

    python -m bench.audit_figures [--lines 200000] [--postgresql DATABASE_URL]

Shown are all five years, each with its tables, its middles and the course over the years, as its page does. After the
closing the log is pruned to a year, and the same must be shown.
"""

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.filled_log import write_log
from bench.filled_register import SIZES, fill, prepare


def shown(area: Any, on: dt.date) -> tuple[list[list[str]], float]:
    """Everything that the pages of the years that are over tell, and how long it took."""
    from oversight.figures.held import Held, known_years
    from oversight.figures.tables import durations, lines, sections

    began, told = time.perf_counter(), []
    known = known_years(Held(area), on=on, running=False)
    for year in known:
        told += lines(sections(area, year, known), durations(area, year))
    return told, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=200_000)
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        from django.core.management import call_command

        from audit import pruning
        from audit.models import Event
        from oversight.figures.closing import close_area
        from participants import area_lock, clock
        from participants.clock import DUTCH_TIME
        from participants.models import ShoppingArea

        call_command("migrate", verbosity=0)
        fill(*SIZES["typical"])
        on = dt.date(clock.today().year, 1, 1)
        at = dt.datetime.combine(on, dt.time(0, 5), DUTCH_TIME)
        with area_lock.all_areas():
            area = ShoppingArea.objects.get()
            write_log([area.slug], options.lines, until=at)
            before, live = shown(area, on)
            began = time.perf_counter()
            done = close_area(area, on=on, at=at)
            closing = time.perf_counter() - began
            pruning.prune(area.slug, at=at)
            after, kept = shown(area, on)
            left = Event.objects.filter(area=area.slug).count()
        assert before == after, "something else is shown after the closing"
        print(f"{options.lines} lines: all years shown from the log in {live:.2f} s")
        print(f"closed {done['years']} years of {done['quarters']} quarters in {closing:.2f} s")
        print(f"pruned to {left} lines: the same shown in {kept:.3f} s")


if __name__ == "__main__":
    main()
