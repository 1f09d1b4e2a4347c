"""Whoever takes along everything that there is to take, and computes what is hidden.

It knows how the tables hang together and not how they were hidden: a subject's tables count the same cases, so
that the totals of all of them are one. Three ways: elimination finds what is fixed by equations alone, narrowing finds
between which whole numbers each must lie, and linear programming finds exactly how far apart its bounds are.
"""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

from oversight.figures.hiding import COLUMNS, WHOLE, Year
from oversight.figures.periods import QUARTERS
from tests.rights.figures.attack import minimum

Key = Hashable
Equation = dict[Key, int]
# Larger than anything that is counted, for elimination without fractions.
PRIME = 2**61 - 1


def known(year: Year) -> dict[Key, int]:
    """Every number that is shown."""
    found: dict[Key, int] = {("total", column): n for column, n in year.totals.items() if n is not None}
    for table in year.tables:
        for value, cells in table.rows.items():
            found |= {(table.name, value, column): n for column, n in cells.items() if n is not None}
    return found


def equations(dimensions: Mapping[str, Sequence[str]]) -> list[Equation]:
    """Each says that these numbers, with these signs, come to nought; cells without a column too."""
    found: list[Equation] = [{("total", WHOLE): -1, **{("total", quarter): 1 for quarter in QUARTERS}}]
    for name, values in dimensions.items():
        found += [{("total", c): -1, **{(name, value, c): 1 for value in values}} for c in COLUMNS]
        found += [{(name, v, WHOLE): -1, **{(name, v, q): 1 for q in QUARTERS}} for v in values]
    return found


def open_rows(rows: Sequence[Equation], seen: Mapping[Key, int]) -> list[tuple[Equation, int]]:
    """What is left to solve: the unknown with their signs, and what they must come to."""
    found = []
    for row in rows:
        unknown = {key: sign for key, sign in row.items() if key not in seen}
        if unknown:
            found.append((unknown, -sum(sign * seen[key] for key, sign in row.items() if key in seen)))
    return found


def fixed(rows: Sequence[tuple[Equation, int]]) -> set[Key]:
    """What the equations fix, whatever the numbers are: elimination until every row is reduced."""
    reduced: list[tuple[Key, Equation]] = []
    for row, _right in rows:
        left = dict(row)
        for pivot, other in reduced:
            _take(left, other, pivot)
        if not left:
            continue
        pivot = next(iter(left))
        inverse = pow(left[pivot], -1, PRIME)
        left = {key: number * inverse % PRIME for key, number in left.items()}
        for _pivot, other in reduced:
            _take(other, left, pivot)
        reduced.append((pivot, left))
    return {pivot for pivot, row in reduced if len(row) == 1}


def _take(row: Equation, other: Equation, pivot: Key) -> None:
    times = row.get(pivot, 0)
    if times:
        for key, number in other.items():
            row[key] = (row.get(key, 0) - times * number) % PRIME
            if not row[key]:
                del row[key]


def narrowed(rows: Sequence[tuple[Equation, int]]) -> dict[Key, tuple[float, float]]:
    """Between which whole numbers each lies, by going round the equations until nothing becomes narrower."""
    low: dict[Key, float] = {key: 0 for row, _right in rows for key in row}
    high: dict[Key, float] = dict.fromkeys(low, float("inf"))
    changed = True
    while changed:
        changed = False
        for row, right in rows:
            for key, sign in row.items():
                others = [(other, turn) for other, turn in row.items() if other != key]
                least = sum(low[o] if turn > 0 else -high[o] for o, turn in others)
                most = sum(high[o] if turn > 0 else -low[o] for o, turn in others)
                bottom, top = sorted((sign * (right - most), sign * (right - least)))
                if bottom > low[key] or top < high[key]:
                    low[key], high[key] = max(low[key], bottom), min(high[key], top)
                    changed = True
    return {key: (low[key], high[key]) for key in low}


def exactly(rows: Sequence[tuple[Equation, int]], key: Key) -> tuple[Fraction | float, Fraction | float]:
    """The least and the most that it can be."""
    unknown = list(dict.fromkeys(other for row, _right in rows for other in row))
    table = [[Fraction(row.get(other, 0)) for other in unknown] for row, _right in rows]
    right = [Fraction(number) for _row, number in rows]
    costs = [Fraction(int(other == key)) for other in unknown]
    return minimum(table, right, costs), -minimum(table, right, [-cost for cost in costs])
