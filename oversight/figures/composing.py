"""What is told of a year: as it was closed, or else composed of quarters that were counted and quarters of the log."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participants.models import ShoppingArea

from .counting import SUBJECTS, UNKNOWN, WAITS, middle_of, possible
from .held import Held, gone_until
from .hiding import Case, Counted, shown
from .hiding import Year as Seen
from .models import ClosedYear, QuarterCounts
from .periods import Quarter, Year

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Counts:
    """What was counted in a quarter, before anything is hidden; codes that none of them has are possible too."""

    quarter: int
    cases: Mapping[str, Counter[Values]]
    possible: Mapping[str, Mapping[str, Sequence[str]]]
    waits: Mapping[str, Counter[int]]
    since: dt.date


@dataclass(frozen=True)
class Told:
    """All that is told of a year. A subject or a wait that was not counted then is not in it."""

    name: str
    seen: Mapping[str, Seen]
    middles: Mapping[str, int | None]
    since: dt.date


def told(area: ShoppingArea, years: Iterable[Year]) -> dict[Year, Told | None]:
    """What is told of these years; None where a part of the log went before it was counted."""
    held = Held(area)
    return {year: _told(held, year) for year in years}


def _told(held: Held, year: Year) -> Told | None:
    row = held.closed.get(year.number)
    if row:
        return told_of_row(row)
    if not held.tells(year):
        return None
    counted = held.counted.get(year.number, {})
    quarters = [
        counts_of_row(counted[quarter.number]) if quarter.number in counted else count(held, quarter)
        for quarter in year.quarters
    ]
    whole = [quarter for quarter in quarters if quarter]
    return compose(held.area, whole) if len(whole) == len(quarters) else None


def told_middles(area: ShoppingArea, year: Year) -> Mapping[str, int | None] | None:
    """The middles of a year alone, without counting the rest of it."""
    held = Held(area)
    row = held.closed.get(year.number)
    if row:
        return row.middles
    if not held.tells(year):
        return None
    counted = held.counted.get(year.number, {})
    found = [
        counts_of_row(counted[quarter.number]).waits if quarter.number in counted else _waits(held, quarter)
        for quarter in year.quarters
    ]
    # While lines went, something of it may have been left out.
    held.gone_until = gone_until(area)
    return _middles(found) if held.tells(year) else None


def _waits(held: Held, quarter: Quarter) -> dict[str, Counter[int]]:
    return {wait.code: wait.days(held.area, quarter) for wait in WAITS}


def count(held: Held, quarter: Quarter) -> Counts | None:
    """Count a quarter of which the log holds everything; None where lines of it went meanwhile."""
    cases: dict[str, Counter[Values]] = {}
    codes: dict[str, dict[str, list[str]]] = {}
    for subject in SUBJECTS:
        found: Counter[Values] = Counter()
        codes[subject.code] = possible(subject, held.area)
        for case, number in subject.count(held.area, quarter):
            found[tuple(sorted(case.values.items()))] += number
            for name, value in case.values.items():
                # A code of which this version knows nothing more is counted all the same.
                if value not in codes[subject.code][name]:
                    codes[subject.code][name].append(value)
        cases[subject.code] = found
    waits = _waits(held, quarter)
    if not held.still_in_log(quarter):
        return None
    return Counts(quarter.number, cases, codes, waits, held.since(quarter))


def compose(area: ShoppingArea, quarters: Sequence[Counts]) -> Told:
    """The year of these quarters, after hiding (R70)."""
    seen = {}
    for subject in SUBJECTS:
        if all(subject.code in quarter.cases for quarter in quarters):
            cases = [
                (Case(quarter.quarter, dict(values)), number)
                for quarter in quarters
                for values, number in quarter.cases[subject.code].items()
            ]
            seen[subject.code] = shown(cases, _dimensions(subject.code, quarters))
    return Told(area.name, seen, _middles([quarter.waits for quarter in quarters]), quarters[0].since)


def _middles(quarters: Iterable[Mapping[str, Counter[int]]]) -> dict[str, int | None]:
    waits: dict[str, Counter[int]] = defaultdict(Counter)
    for quarter in quarters:
        for code, days in quarter.items():
            waits[code] += days
    return {code: middle_of(days) for code, days in waits.items()}


def _dimensions(code: str, quarters: Sequence[Counts]) -> dict[str, list[str]]:
    """By what all quarters counted, with the codes of any: by kind of shop only where there was more than one kind."""
    first, *others = [quarter.possible[code] for quarter in quarters]
    found = {}
    for name, values in first.items():
        if all(name in other for other in others):
            merged = dict.fromkeys([*values, *(value for other in others for value in other[name])])
            # Those of whom it is not known stand last, also where a kind joined later in the year.
            found[name] = sorted(merged, key=lambda value: value == UNKNOWN)
    if len(found.get("sector", [])) <= 2:
        found.pop("sector", None)
    return found


def row_of_counts(counts: Counts) -> dict[str, Any]:
    """The fields in which the counts of a quarter are kept."""
    return {
        "cases": {
            code: [[dict(values), number] for values, number in cases.items()] for code, cases in counts.cases.items()
        },
        "possible": counts.possible,
        "waits": {code: {str(n): times for n, times in days.items()} for code, days in counts.waits.items()},
        "since": counts.since,
    }


def counts_of_row(row: QuarterCounts) -> Counts:
    return Counts(
        row.quarter,
        {
            code: Counter({tuple(sorted(values.items())): number for values, number in cases})
            for code, cases in row.cases.items()
        },
        row.possible,
        {code: Counter({int(n): times for n, times in days.items()}) for code, days in row.waits.items()},
        row.since,
    )


def row_of_told(found: Told) -> dict[str, Any]:
    """The fields in which is kept what is told of a year."""
    subjects = {
        code: {
            "totals": _texts(year.totals),
            "tables": [
                # A list, for a database keeps the order of a list and not that of keys.
                [table.name, table.quarters, [[value, _texts(cells)] for value, cells in table.rows.items()]]
                for table in year.tables
            ],
            "too_few": year.too_few,
        }
        for code, year in found.seen.items()
    }
    return {"name": found.name, "subjects": subjects, "middles": dict(found.middles), "since": found.since}


def told_of_row(row: ClosedYear) -> Told:
    seen = {
        code: Seen(
            _numbers(kept["totals"]),
            [
                Counted(name, {value: _numbers(cells) for value, cells in rows}, quarters)
                for name, quarters, rows in kept["tables"]
            ],
            kept["too_few"],
        )
        for code, kept in row.subjects.items()
    }
    return Told(row.name, seen, row.middles, row.since)


def _texts(cells: Mapping[int, int | None]) -> dict[str, int | None]:
    return {str(column): number for column, number in cells.items()}


def _numbers(cells: Mapping[str, int | None]) -> dict[int, int | None]:
    return {int(column): number for column, number in cells.items()}
