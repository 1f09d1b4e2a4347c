"""The small files of a package: what the municipality may see on the pages, as data."""

import datetime as dt
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.utils.translation import override

import audit.verifier
import audit.verify_package
from audit.canonical import to_json, utc
from audit.cells import csv_table
from audit.models import Head
from audit.signing import verifier_key
from participants.clock import dutch_date
from participants.models import ShoppingArea

from ..figures.composing import Told, told
from ..figures.held import Held, known_since, known_years
from ..figures.hiding import COLUMNS, WHOLE
from ..figures.hiding import Year as Seen
from ..figures.periods import Year
from ..figures.tables import durations, lines, sections
from ..gaps import gaps_of
from ..sampling.actions.drawing import outcome_of
from ..sampling.models import Sample
from .findings import findings_of
from .settings_history import settings_of

README = "readme.txt"
COLUMN_NAMES = {column: "year" if column == WHOLE else f"quarter_{column}" for column in COLUMNS}


def first_day_of(area: ShoppingArea, *, on: dt.date) -> dt.date:
    """The first day of which anything is known."""
    return known_since(area) or on


def small_files(area: ShoppingArea, head: Head, *, at: dt.datetime) -> list[tuple[str, bytes]]:
    """Name and content, in the order in which they are packed; all but the log itself."""
    on = dutch_date(at)
    known = known_years(Held(area), on=on, running=False)
    with override("nl"):
        return [
            (README, _readme(area, head, at=at)),
            ("figures.csv", _figures_table(area, known)),
            (
                "figures.json",
                _json({"years": _figures(told(area, known))}),
            ),
            ("checks.json", _json(findings_of(area, on=on))),
            ("samples.json", _json(_samples(area))),
            ("settings.json", _json(settings_of(area))),
            ("gaps.json", _json(_gaps(area, on=on))),
            ("heads.txt", "\n".join(_notes(area)).encode()),
            ("key.txt", (verifier_key(area.slug) + "\n").encode()),
            *((name, content) for name, content in programs().items()),
        ]


def programs() -> dict[str, bytes]:
    """What checks a package, and the log in it."""
    modules = {"verifier.py": audit.verifier, "verify_package.py": audit.verify_package}
    return {name: Path(str(module.__file__)).read_bytes() for name, module in modules.items()}


def _json(value: Any) -> bytes:
    return (to_json(value) + "\n").encode()


def _readme(area: ShoppingArea, head: Head, *, at: dt.datetime) -> bytes:
    text = files(__package__).joinpath(README).read_text(encoding="utf-8")
    facts = {"area": area.name, "made_at": utc(at)[:16].replace("T", " "), "size": head.size, "serial": head.serial}
    return text.format(**facts, key=verifier_key(area.slug)).encode()


def _notes(area: ShoppingArea) -> list[str]:
    return list(Head.objects.filter(area=area.slug).order_by("serial").values_list("note", flat=True))


def _figures_table(area: ShoppingArea, known: list[Year]) -> bytes:
    """The same file as the page gives, one year after another."""
    rows = [[area.name]]
    for year in known:
        rows += [[], [str(year.number)], *lines(sections(area, year, known), durations(area, year))]
    return csv_table(rows)


def _figures(found: dict[Year, Told | None]) -> list[dict[str, Any]]:
    return [
        {
            "year": year.number,
            "subjects": {code: _subject(seen) for code, seen in one.seen.items()},
            "middle_days": dict(one.middles),
        }
        for year, one in found.items()
        if one
    ]


def _subject(seen: Seen) -> dict[str, Any]:
    """What is not shown is null."""
    return {
        "totals": {COLUMN_NAMES[column]: number for column, number in seen.totals.items()},
        "by": {
            table.name: {
                value: {COLUMN_NAMES[column]: number for column, number in cells.items()}
                for value, cells in table.rows.items()
            }
            for table in seen.tables
        },
    }


def _samples(area: ShoppingArea) -> dict[str, Any]:
    """Those that were closed, as counts; of the others how many there are."""
    rows = list(Sample.objects.filter(area=area).order_by("drawn_at"))
    closed = [row for row in rows if row.closed_at]
    return {"not_closed": len(rows) - len(closed), "closed": [_sample(row) for row in closed]}


def _sample(row: Sample) -> dict[str, Any]:
    return {
        "drawn_on": row.drawn_on.isoformat(),
        "closed_on": dutch_date(row.closed_at).isoformat() if row.closed_at else None,
        "seed": row.seed,
        "head_serial": row.head_serial,
        "confidence": row.confidence,
        "share": row.share,
        "population": {kind.value: {"at_least": of.least, "at_most": of.most} for kind, of in row.drawn_from.items()},
        "population_digest": row.population_digest,
        "drawn": row.drawn,
        "outcome": outcome_of(row),
    }


def _gaps(area: ShoppingArea, *, on: dt.date) -> list[dict[str, Any]]:
    # From the first day of which there ever was something: of what went by now that is said as well.
    began = Held(area).began
    found = gaps_of(area, first=dt.date(began, 1, 1) if began else on, last=on, on=on)
    return [
        {
            "code": gap.code,
            "says": str(gap.says),
            "since": gap.since.isoformat() if gap.since else None,
            "until": gap.until.isoformat() if gap.until else None,
        }
        for gap in found
    ]
