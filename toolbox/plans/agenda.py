"""What runs when, over all approved plans of an area: the board, the months, and a file for one's own calendar."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from participants.models import ShoppingArea

from ..catalogue.models import Measure
from ..catalogue.shelf import shelf
from .models import PlanPart, Stage

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Row:
    """A part with the words for its measure, and whether that follows a procedure in the place of conduct."""

    part: PlanPart
    title: str
    by_procedure: bool = False


def rows_of(area: ShoppingArea, *, on: dt.date) -> list[Row]:
    """Every part of a plan that two people agreed on and that is not closed, by its first day."""
    books = shelf(on).by_code
    parts = PlanPart.objects.filter(area=area, plan__closed_at=None).exclude(plan__approved_at=None)
    return [_row(part, books.get(part.measure_code)) for part in parts.select_related("plan", "area", "evaluation")]


def _row(part: PlanPart, measure: Measure | None) -> Row:
    return Row(part, measure.title, measure.follows_a_procedure) if measure else Row(part, part.measure_code)


def board(rows: Iterable[Row], *, on: dt.date) -> list[tuple[Stage, list[Row]]]:
    """The rows under each stage, also under one that has none."""
    rows = list(rows)
    return [(stage, [row for row in rows if row.part.stage(on) is stage]) for stage in Stage]


def months(rows: Iterable[Row], *, since: dt.date) -> list[tuple[dt.date, list[Row]]]:
    """A year of months from the one of that day on, each with what runs on one of its days."""
    rows, found = list(rows), []
    for count in range(since.year * 12 + since.month - 1, since.year * 12 + since.month - 1 + MONTHS_SHOWN):
        first = dt.date(count // 12, count % 12 + 1, 1)
        last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        found.append((first, [row for row in rows if row.part.starts_on <= last and row.part.last_day >= first]))
    return found


def as_calendar(rows: Iterable[Row], *, at: dt.datetime) -> bytes:
    """The rows as whole days by RFC 5545: lines of at most 75 octets, an end that is the first day after."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Drempel//Plannen//NL", "CALSCALE:GREGORIAN"]
    for row in rows:
        part = row.part
        lines += [
            "BEGIN:VEVENT",
            f"UID:drempel-{part.area.slug}-{part.pk}@drempel",
            f"DTSTAMP:{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{part.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{part.last_day + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(row.title)}",
            f"DESCRIPTION:{_escaped(part.plan.title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{piece}\r\n" for line in [*lines, "END:VCALENDAR"] for piece in _folded(line)).encode()


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never through a letter; those after the first begin with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > 75:
            yield piece
            piece = " "
        piece += letter
    yield piece
