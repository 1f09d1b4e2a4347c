"""Whoever takes along everything that there is to take, and computes what is hidden.

It knows how the tables hang together and not how they were hidden: a subject's tables count the same cases, so
that the totals of all of them are one. Three ways: elimination finds what is fixed by equations alone, narrowing finds
between which whole numbers each must lie, and linear programming finds exactly how far apart its bounds are.
"""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

from oversight.figures.hiding import COLUMNS, WHOLE, Year
from oversight.figures.periods import QUARTERS

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


def minimum(rows: list[list[Fraction]], right: list[Fraction], costs: list[Fraction]) -> Fraction | float:
    """The least of `costs` over all numbers from nought up that satisfy these rows: the simplex, in two stages."""
    count = len(costs)
    table = []
    for number, (row, value) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if value < 0 else 1
        helpers = [Fraction(int(number == other)) for other in range(len(rows))]
        table.append([sign * cell for cell in row] + helpers + [sign * value])
    basis = [count + number for number in range(len(rows))]
    first = [Fraction(0)] * count + [Fraction(1)] * len(rows)
    assert _lowest(table, basis, first, count + len(rows)) == 0, "what is shown contradicts itself"
    for number, column in enumerate(basis):
        swap = next((c for c in range(count) if table[number][c] != 0), None) if column >= count else None
        if swap is not None:
            _turn(table, basis, number, swap)
    return _lowest(table, basis, costs + [Fraction(0)] * len(rows), count)


def _lowest(table: list[list[Fraction]], basis: list[int], costs: list[Fraction], columns: int) -> Fraction | float:
    prices = [*costs, Fraction(0)]
    for number, column in enumerate(basis):
        if prices[column]:
            prices = [a - prices[column] * b for a, b in zip(prices, table[number], strict=True)]
    while True:
        column = next((c for c in range(columns) if prices[c] < 0), -1)
        if column < 0:
            return -prices[-1]
        ratios = [(row[-1] / row[column], basis[n], n) for n, row in enumerate(table) if row[column] > 0]
        if not ratios:
            return -float("inf")
        number = min(ratios)[2]
        _turn(table, basis, number, column)
        prices = [a - prices[column] * b for a, b in zip(prices, table[number], strict=True)]


def _turn(table: list[list[Fraction]], basis: list[int], number: int, column: int) -> None:
    by = table[number][column]
    table[number] = [cell / by for cell in table[number]]
    for other, row in enumerate(table):
        if other != number and row[column]:
            table[other] = [a - row[column] * b for a, b in zip(row, table[number], strict=True)]
    basis[number] = column
