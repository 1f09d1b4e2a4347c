"""The numbers of one report as a network, so that small ones can be hidden against reckoning back (R70).

A report counts the same requests by several things, one after another: by right, by when they were answered, by their
outcome. Two neighbours that are counted together make a table. All of it is judged at once, because a total that is
hidden in one table could stand in the next.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from bans.rules.figures import Figure, Hidden, hide

TOTAL = "total"


@dataclass(frozen=True)
class Dimension:
    """Something by which is counted, with all its possible values; `crossed` with the dimension after it."""

    name: str
    values: tuple[str, ...]
    crossed: bool = False


@dataclass(frozen=True)
class Report:
    """What was counted, and what of it is not shown."""

    figures: Mapping[Hashable, Figure]
    hidden: Hidden

    def shown(self, key: Hashable) -> int | None:
        """The number, or None where it is not shown."""
        return None if key in self.hidden.keys else self.figures[key].value

    @property
    def too_few(self) -> bool:
        """So few in all that there is nothing to tell."""
        return self.hidden.only_small and TOTAL in self.hidden.keys


def report(dimensions: Sequence[Dimension], cases: Sequence[Mapping[str, str]]) -> Report:
    """Count these cases, each of which has a value in every dimension, and hide what is small."""
    figures = _network(dimensions, cases)
    return Report(figures, hide(figures))


def value_key(name: str, value: str) -> Hashable:
    """Where it stands how many have this value."""
    return (name, value)


def cell_key(name: str, value: str, other: str, other_value: str) -> Hashable:
    """Where it stands how many have both; in the order of the dimensions."""
    return ((name, value), (other, other_value))


def _network(dimensions: Sequence[Dimension], cases: Sequence[Mapping[str, str]]) -> dict[Hashable, Figure]:
    """Cells before their totals, for of equal numbers the first is hidden."""
    cells: dict[Hashable, Figure] = {}
    totals: dict[Hashable, Figure] = {}
    for place, dimension in enumerate(dimensions):
        comes_crossed = place > 0 and dimensions[place - 1].crossed
        count = Counter(case[dimension.name] for case in cases)
        for value in dimension.values:
            here = (dimension.name, value)
            source = (*here, "in") if comes_crossed else ("between", place)
            sink = (*here, "out") if dimension.crossed else ("between", place + 1)
            totals[value_key(*here)] = Figure(source, sink, count[value])
        if dimension.crossed:
            cells |= _crossing(dimension, dimensions[place + 1], cases)
    totals[TOTAL] = Figure(("between", len(dimensions)), ("between", 0), len(cases))
    return {**cells, **totals}


def _crossing(first: Dimension, second: Dimension, cases: Sequence[Mapping[str, str]]) -> dict[Hashable, Figure]:
    count = Counter((case[first.name], case[second.name]) for case in cases)
    return {
        cell_key(first.name, one, second.name, other): Figure(
            (first.name, one, "out"), (second.name, other, "in"), count[one, other]
        )
        for one in first.values
        for other in second.values
    }
