"""Everything that an audit asks, over a register of national size, and how each grows (quality.md, Audit; G37).

    python -m bench.audit_national                           51 areas, 5,000 measures, 10,000,000 lines of the log
    python -m bench.audit_national --size typical --lines 100000

Measured in one run: all checks over all areas, one area again after a change, verification of every chain by the
stand-alone verifier, drawing a sample and showing its files, figures of five years, and what is missing in them.
The register is written in bulk and past the software, so that most checks find something: only the time counts here.
"""

import argparse
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.filled_history import ask_questions, askers, erase
from bench.filled_log import write_log
from bench.filled_register import SIZES, fill, prepare

DAY = dt.timedelta(days=1)
COUNTED = {"questions", "verdicts"}
GROWTH = {"small": 10_000, "typical": 100_000, "large": 1_000_000, "national": 10_000_000}


@contextmanager
def timed(told: dict[str, float], what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    told[what] = time.perf_counter() - began


def rules(told: dict[str, float], areas: list[Any]) -> None:
    from bans.models import Sanction
    from oversight.checks.running import report_of
    from participants import clock

    with timed(told, "all checks, all areas"):
        told["verdicts"] = sum(report_of(area, on=clock.today()).judged for area in areas)
    Sanction.objects.filter(area=areas[0]).update(months=6)
    with timed(told, "one area again after a change"):
        report_of(areas[0], on=clock.today())


def chains(told: dict[str, float], areas: list[Any]) -> None:
    from audit import verifier
    from audit.export import export_lines
    from audit.heads import newest_head
    from audit.signing import verifier_key

    def verify(slug: str) -> None:
        head = newest_head(slug)
        assert head is not None
        code, said = verifier.verify(
            export_lines(head, sealed=True), heads=head.note, keys=[verifier_key(slug)], lang="en"
        )
        assert code == verifier.SOUND, said

    with timed(told, "exporting and verifying every chain"):
        for area in areas:
            verify(area.slug)


def sample(told: dict[str, float], areas: list[Any]) -> None:
    from oversight.sampling.actions.drawing import draw_sample
    from oversight.sampling.files import shown_of
    from participants import clock
    from participants.models import Membership, User
    from participants.roles import Role

    town = User.objects.create_user(email="gemeente@voorbeeld.example", name="gemeente")
    Membership.objects.create(user=town, area=areas[0], role=Role.MUNICIPALITY)
    with timed(told, "a sample drawn"):
        drawn = draw_sample(areas[0], confidence=95, share=5, by=town, at=clock.now())
    times = []
    for item in drawn.items.select_related("area", "sample__area", "sanction", "counter_check"):
        began = time.perf_counter()
        shown_of(item, on=clock.today())
        times.append(time.perf_counter() - began)
    told["a file of it shown, median"], told["slowest"] = statistics.median(times), max(times)


def figures(told: dict[str, float], areas: list[Any]) -> None:
    from oversight.figures.periods import years
    from oversight.figures.tables import durations, sections
    from oversight.gaps import gaps_of
    from participants import clock

    on = clock.today()
    known = years(on.year - 5, on=on, running=False)
    with timed(told, "figures of five years of an area"):
        for year in known:
            sections(areas[0], year, known)
            durations(areas[0], year)
    with timed(told, "what is missing in five years"):
        gaps_of(areas[0], first=dt.date(on.year - 5, 1, 1), last=on, on=on)


PARTS: tuple[Callable[[dict[str, float], list[Any]], None], ...] = (rules, chains, sample, figures)


def measure(size: str, lines: int) -> dict[str, float]:
    """Fill a new register of that size, and time each part of an audit over it."""
    from django.core.management import call_command

    from participants import area_lock, clock
    from participants.models import ShoppingArea

    call_command("migrate", verbosity=0)
    told: dict[str, float] = {}
    with timed(told, "filling"):
        fill(*SIZES[size])
        with area_lock.all_areas():
            areas = list(ShoppingArea.objects.order_by("pk"))
            # Until yesterday, so that a sample can be drawn today.
            until = clock.now() - DAY
            write_log([area.slug for area in areas], lines, until=until)
            askers()
            told["questions"] = sum(ask_questions(area, until=until) for area in areas)
            for area in areas:
                erase(area, SIZES[size][2], until=until)
    with area_lock.all_areas():
        for part in PARTS:
            part(told, areas)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="national")
    parser.add_argument("--lines", type=int, default=0, help="lines of the log; by default what fits the size")
    parser.add_argument("--postgresql", default="", metavar="DATABASE_URL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        lines = options.lines or GROWTH[options.size]
        areas, shops, people = SIZES[options.size]
        print(f"{areas} areas, {areas * shops} shops, {areas * people} measures, {lines} lines", flush=True)
        for what, value in measure(options.size, lines).items():
            print(f"  {what}: {value:,.0f}" if what in COUNTED else f"  {what}: {value:.2f} s", flush=True)


if __name__ == "__main__":
    main()
