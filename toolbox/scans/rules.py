"""What follows from what was found. Plain values in, an answer out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .checklist import Checklist, Point, Room

IN_ORDER, NOT_IN_ORDER, NOT_APPLICABLE = "in_order", "not_in_order", "not_applicable"
ANSWERED = frozenset({IN_ORDER, NOT_IN_ORDER, NOT_APPLICABLE})
# What is fine or not there at all asks for nothing.
FINE = frozenset({IN_ORDER, NOT_APPLICABLE})


@dataclass(frozen=True)
class Change:
    """What the same place shows since the scan before: points that are mended, still wrong, newly wrong, or that
    were wrong and were not looked at again."""

    mended: tuple[Point, ...]
    still: tuple[Point, ...]
    new: tuple[Point, ...]
    unseen: tuple[Point, ...]


def found_wrong(checklist: Checklist, states: Mapping[str, str]) -> list[tuple[Room, list[Point]]]:
    """The findings, by room and in the order of the walk."""
    rows = [
        (room, [point for point in room.points if states.get(point.code) == NOT_IN_ORDER]) for room in checklist.rooms
    ]
    return [(room, points) for room, points in rows if points]


def proposed(points: Iterable[Point], severity: Mapping[str, int]) -> list[tuple[str, int]]:
    """The measures that these findings point to, with how many do: the most first, the lighter before the heavier.

    A measure that is not in `severity` is no longer in the catalogue and is not proposed.
    """
    counts = Counter(code for point in points for code in point.measures if code in severity)
    return sorted(counts.items(), key=lambda item: (-item[1], severity[item[0]], item[0]))


def changes(checklist: Checklist, now: Mapping[str, str], before: Mapping[str, str]) -> Change:
    """What changed since the scan before, by the list of the scan now."""

    def those(was_wrong: bool, states: frozenset[str]) -> tuple[Point, ...]:
        return tuple(
            point
            for point in checklist.points
            if (before.get(point.code) == NOT_IN_ORDER) is was_wrong and now.get(point.code, "") in states
        )

    return Change(
        mended=those(True, FINE),
        still=those(True, frozenset({NOT_IN_ORDER})),
        new=those(False, frozenset({NOT_IN_ORDER})),
        unseen=those(True, frozenset({"", "skipped"})),
    )


def answered(points: Iterable[Point], states: Mapping[str, str]) -> int:
    """How many of these points were looked at."""
    return sum(states.get(point.code) in ANSWERED for point in points)
