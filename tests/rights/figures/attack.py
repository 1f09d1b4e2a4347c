"""Whoever sees a report and wants to know what it hides: linear programming, which knows nothing of how it is hidden.

The numbers are reckoned with as in any table: each total is the sum of what it counts, and none is below nought.
"""

from collections.abc import Hashable, Sequence
from fractions import Fraction

from rights.figures.suppressing import TOTAL, Dimension, Report, cell_key, value_key

Equation = dict[Hashable, int]


def sums(dimensions: Sequence[Dimension]) -> list[Equation]:
    """Each says that these numbers, with these signs, come to nought."""
    found: list[Equation] = []
    for place, one in enumerate(dimensions):
        found.append({TOTAL: -1, **{value_key(one.name, value): 1 for value in one.values}})
        if one.crossed:
            other = dimensions[place + 1]
            for a in one.values:
                cells = {cell_key(one.name, a, other.name, b): 1 for b in other.values}
                found.append({value_key(one.name, a): -1, **cells})
            for b in other.values:
                cells = {cell_key(one.name, a, other.name, b): 1 for a in one.values}
                found.append({value_key(other.name, b): -1, **cells})
    return found


def bounds(dimensions: Sequence[Dimension], seen: Report) -> dict[Hashable, tuple[float, float]]:
    """Between which numbers each hidden one must lie, for who sees the others."""
    unknown = sorted(seen.hidden.keys, key=str)
    place = {key: number for number, key in enumerate(unknown)}
    rows, right = [], []
    for equation in sums(dimensions):
        row = [Fraction(0)] * len(unknown)
        known = 0
        for key, sign in equation.items():
            if key in place:
                row[place[key]] += sign
            else:
                known += sign * seen.figures[key].value
        if any(row):
            rows.append(row)
            right.append(Fraction(-known))
    found = {}
    for number, key in enumerate(unknown):
        least = [Fraction(int(column == number)) for column in range(len(unknown))]
        most = [-value for value in least]
        found[key] = (float(minimum(rows, right, least)), -float(minimum(rows, right, most)))
    return found


def minimum(rows: list[list[Fraction]], right: list[Fraction], costs: list[Fraction]) -> Fraction | float:
    """The least of `costs` over all numbers from nought up that satisfy these rows: the simplex, in two stages."""
    count = len(costs)
    if not rows:
        return Fraction(0) if all(cost >= 0 for cost in costs) else -float("inf")
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
