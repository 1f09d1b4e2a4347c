"""What a figure of the register may tell. Pure calculation (R70).

Numbers of a report and their totals form a network: a number flows from what it is counted in by row to what it is
counted in by column, a total flows to its rows. Whoever knows some of the flows can compute the others only as far as
a flow can still take another way. So it is known exactly, and not by a rule of thumb, within which bounds a number
that is not shown can be computed from those that are.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

# Fewer than this many are not told apart from none, so that nobody can be recognised in a figure (R70).
SMALLEST_FIGURE = 5


@dataclass(frozen=True)
class Figure:
    """A number of a report. At each place as much comes in as goes out: that is all that anybody can reckon with."""

    source: Hashable
    sink: Hashable
    value: int


@dataclass(frozen=True)
class Hidden:
    """The keys of the figures that are not shown. `only_small`: each of them is smaller than five, and nothing more can
    be computed of any; else larger ones are hidden beside them, and it is told of none which it is."""

    keys: frozenset[Hashable]
    only_small: bool


def hide(figures: Mapping[Hashable, Figure]) -> Hidden:
    """Which of these figures are not shown: all that are small, nought too, and where a small one could be computed
    from what is left, others beside it: the smallest first, and of equal ones the one that comes first (R70).

    Afterwards no hidden figure can be computed to within five.
    """
    small = frozenset(key for key, figure in figures.items() if figure.value < SMALLEST_FIGURE)
    least = SMALLEST_FIGURE - 1
    if all(spread(figures, small, key, most=least) == least for key in small):
        return Hidden(small, only_small=True)
    hidden = set(small)
    # A figure that is safe stays safe when another is hidden too.
    waiting = deque(key for key in figures if key in small)
    while waiting:
        key = waiting[0]
        if spread(figures, hidden, key) >= SMALLEST_FIGURE:
            waiting.popleft()
            continue
        beside = _next_to_hide(figures, hidden, key)
        if beside is None:
            break
        hidden.add(beside)
        waiting.append(beside)
    return Hidden(frozenset(hidden), only_small=False)


def spread(
    figures: Mapping[Hashable, Figure], hidden: Collection[Hashable], key: Hashable, *, most: int | None = None
) -> int:
    """How far apart the smallest and the largest number are that this hidden figure may be, for who sees the others;
    five is far enough, and further is not looked. `most` is what a hidden figure is known to be at most."""
    enough = SMALLEST_FIGURE
    value = figures[key].value
    room: dict[Hashable, dict[Hashable, int]] = defaultdict(lambda: defaultdict(int))
    for other in hidden:
        if other == key:
            continue
        figure = figures[other]
        up = enough if most is None else most - figure.value
        room[figure.source][figure.sink] += up
        room[figure.sink][figure.source] += figure.value
    source, sink = figures[key].source, figures[key].sink
    highest = enough if most is None else min(enough, most - value)
    more = _flow(_copy(room), sink, source, most=highest)
    less = _flow(_copy(room), source, sink, most=min(enough, value))
    return more + less


def _copy(room: Mapping[Hashable, Mapping[Hashable, int]]) -> dict[Hashable, dict[Hashable, int]]:
    return {place: dict(ways) for place, ways in room.items()}


def _flow(room: dict[Hashable, dict[Hashable, int]], source: Hashable, sink: Hashable, *, most: int) -> int:
    """How much can go from one place to another, up to `most` (Edmonds and Karp)."""
    done = 0
    while done < most:
        came: dict[Hashable, Hashable] = {source: source}
        queue = deque([source])
        while queue and sink not in came:
            place = queue.popleft()
            for further, left in room.get(place, {}).items():
                if left > 0 and further not in came:
                    came[further] = place
                    queue.append(further)
        if sink not in came:
            break
        way = [sink]
        while way[-1] != source:
            way.append(came[way[-1]])
        steps = list(zip(way[1:], way[:-1], strict=True))
        step = min(most - done, *(room[start][end] for start, end in steps))
        for start, end in steps:
            room[start][end] -= step
            room.setdefault(end, {})[start] = room.get(end, {}).get(start, 0) + step
        done += step
    return done


def _next_to_hide(figures: Mapping[Hashable, Figure], hidden: Collection[Hashable], key: Hashable) -> Hashable | None:
    """The smallest shown figure that is reckoned with together with this one; else the smallest of all."""
    exposed = figures[key]
    shown = [other for other in figures if other not in hidden]
    beside = [k for k in shown if {figures[k].source, figures[k].sink} & {exposed.source, exposed.sink}]
    return min(beside or shown, key=lambda k: figures[k].value, default=None)
