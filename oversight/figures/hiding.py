"""The numbers of one year, and which of them are not shown (R70).

A subject (measures, incidents, …) counts cases by quarter, and by one thing or more besides. Its totals stand under
every table, so that they are settled first. A table may not give away a total that is hidden: where one is, there are
no quarters in it. And each table is hidden as if whoever reads it knows every total: so no two tables can be held
against each other to compute what either hides. Years share no case.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bans.rules.figures import SMALLEST_FIGURE, Figure, hide

from .periods import QUARTERS

WHOLE = 0
COLUMNS = (*QUARTERS, WHOLE)
# More than any register counts.
TOO_DEAR = 10**12


@dataclass(frozen=True)
class Case:
    """One thing that happened, by quarter and by whatever else it is counted."""

    quarter: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """One table: a number for each value and quarter, and for the year; None where it is not shown.

    Without `quarters` only the year is there."""

    name: str
    rows: Mapping[str, Mapping[int, int | None]]
    quarters: bool


@dataclass(frozen=True)
class Year:
    """All that is shown of a subject in a year. `too_few`: so little happened that nothing is told."""

    totals: Mapping[int, int | None]
    tables: Sequence[Counted]
    too_few: bool = False


def shown(counts: Iterable[tuple[Case, int]], dimensions: Mapping[str, Sequence[str]]) -> Year:
    """What of these cases is shown, counted by each of the dimensions with all its possible values."""
    cases = list(counts)
    by_quarter = Counter[int]()
    for case, number in cases:
        by_quarter[case.quarter] += number
    totals = {quarter: by_quarter[quarter] for quarter in QUARTERS} | {WHOLE: sum(by_quarter.values())}
    hidden = _hidden_totals(totals)
    if WHOLE in hidden:
        return Year(dict.fromkeys(COLUMNS), (), too_few=True)
    seen = {column: None if column in hidden else number for column, number in totals.items()}
    tables = [_table(name, values, cases, quarters=not hidden) for name, values in dimensions.items()]
    return Year(seen, tables)


def _hidden_totals(totals: Mapping[int, int]) -> frozenset[Hashable]:
    if totals[WHOLE] < SMALLEST_FIGURE:
        return frozenset(COLUMNS)
    figures: dict[Hashable, Figure] = {quarter: Figure("year", "all", totals[quarter]) for quarter in QUARTERS}
    figures[WHOLE] = Figure("all", "year", totals[WHOLE])
    return hide(figures, small_is_enough=False).keys


def _table(name: str, values: Sequence[str], cases: Iterable[tuple[Case, int]], *, quarters: bool) -> Counted:
    numbers: dict[tuple[str, int], int] = {(value, column): 0 for value in values for column in COLUMNS}
    for case, number in cases:
        value = case.values[name]
        numbers[value, case.quarter] += number
        numbers[value, WHOLE] += number
    hidden = _hidden_cells(numbers, values, quarters=quarters)
    columns = COLUMNS if quarters else (WHOLE,)
    rows = {
        value: {column: None if (value, column) in hidden else numbers[value, column] for column in columns}
        for value in values
    }
    return Counted(name, rows, quarters)


def _hidden_cells(
    numbers: Mapping[tuple[str, int], int], values: Sequence[str], *, quarters: bool
) -> frozenset[Hashable]:
    """The totals of the columns are too dear to hide: whatever is hidden must be able to change while they stay. Where
    that cannot be, nothing of the table is shown."""
    figures: dict[Hashable, Figure] = {}
    for (value, column), number in numbers.items():
        if column == WHOLE:
            figures[value, column] = Figure("all", ("row", value) if quarters else "year", number)
        elif quarters:
            figures[value, column] = Figure(("row", value), ("column", column), number)
    if quarters:
        dear: dict[Hashable, Figure] = {
            ("total", quarter): Figure(("column", quarter), "all", TOO_DEAR) for quarter in QUARTERS
        }
    else:
        dear = {("total", WHOLE): Figure("year", "all", TOO_DEAR)}
    hidden = hide({**figures, **dear}, small_is_enough=False).keys
    return frozenset(figures) if hidden & dear.keys() else hidden


def hidden_among(numbers: Mapping[str, int]) -> frozenset[Hashable]:
    """Which of these numbers are not shown to who knows what they are together."""
    figures: dict[Hashable, Figure] = {name: Figure("all", "parts", number) for name, number in numbers.items()}
    dear: dict[Hashable, Figure] = {("total", WHOLE): Figure("parts", "all", TOO_DEAR)}
    hidden = hide({**figures, **dear}, small_is_enough=False).keys
    return frozenset(figures) if hidden & dear.keys() else hidden
