"""What a figure of the register may tell. Pure calculation (R70).

Numbers of a report and their totals form a network: a number flows from what it is counted in by row to what it is
counted in by column, a total flows to its rows. Whoever knows some of the flows can compute the others only as far as
a flow can still take another way. So it is known exactly, and not by a rule of thumb, within which bounds a number
that is not shown can be computed from those that are.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

# Fewer than this many are not told apart from none, so that nobody can be recognised in a figure (R70).
SMALLEST_FIGURE = 5
# A number that is told while it changes is told by so many at once (R70).
BAND = 10
# From a place to another: how much more can still go that way.
Room = dict[Hashable, dict[Hashable, int]]


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


@dataclass(frozen=True)
class Band:
    """Between which numbers one lies, both counted."""

    least: int
    most: int


def band(count: int) -> Band:
    """What is told of a number that changes from day to day (R70). Told exactly, whoever looks every day sees each
    single case come and go by subtraction, however large the number is."""
    least = count - count % BAND
    return Band(least, least + BAND - 1)


def hide(figures: Mapping[Hashable, Figure], *, small_is_enough: bool = True) -> Hidden:
    """Which of these figures are not shown: all that are small, nought too, and where a small one could be computed
    from what is left, others beside it, such that as little as possible is lost (R70).

    Afterwards no hidden figure can be computed to within five. With `small_is_enough` small ones may be hidden alone
    where each may still be anything below five.
    """
    small = frozenset(key for key, figure in figures.items() if figure.value < SMALLEST_FIGURE)
    least = SMALLEST_FIGURE - 1
    if small_is_enough and all(spread(figures, small, key, most=least) == least for key in small):
        return Hidden(small, only_small=True)
    hidden = set(small)
    # A figure that is safe stays safe when another is hidden too.
    waiting = deque(key for key in figures if key in small)
    while waiting:
        key = waiting[0]
        if spread(figures, hidden, key) >= SMALLEST_FIGURE:
            waiting.popleft()
            continue
        beside = _to_hide_beside(figures, hidden, key)
        hidden |= beside
        waiting += [other for other in figures if other in beside]
    return Hidden(frozenset(hidden), only_small=False)


def spread(
    figures: Mapping[Hashable, Figure], hidden: Collection[Hashable], key: Hashable, *, most: int | None = None
) -> int:
    """How far apart the smallest and the largest number are that this hidden figure may be, for who sees the others;
    five is far enough, and further is not looked. `most` is what a hidden figure is known to be at most."""
    return sum(flow for _room, _start, _end, flow, _limit in _both_ways(figures, hidden, key, most))


def _both_ways(
    figures: Mapping[Hashable, Figure], hidden: Collection[Hashable], key: Hashable, most: int | None
) -> Iterator[tuple[Room, Hashable, Hashable, int, int]]:
    """How much more this figure may be, and how much less: what is left of the room, from where to where, how much, and
    how much it could be at most. More of it goes back around by other ways; less of it goes by them in its place."""
    figure = figures[key]
    highest = SMALLEST_FIGURE if most is None else min(SMALLEST_FIGURE, most - figure.value)
    for start, end, limit in (
        (figure.sink, figure.source, highest),
        (figure.source, figure.sink, min(SMALLEST_FIGURE, figure.value)),
    ):
        room: Room = defaultdict(dict)
        for other in hidden:
            if other != key:
                beside = figures[other]
                up = SMALLEST_FIGURE if most is None else most - beside.value
                _widen(room, beside.source, beside.sink, up)
                _widen(room, beside.sink, beside.source, beside.value)
        yield room, start, end, _flow(room, start, end, most=limit), limit


def _widen(room: Room, start: Hashable, end: Hashable, by: int) -> None:
    room[start][end] = room[start].get(end, 0) + by


def _flow(room: Room, source: Hashable, sink: Hashable, *, most: int) -> int:
    """How much can go from one place to another, up to `most`; takes it from the room (Edmonds and Karp)."""
    done = 0
    while done < most:
        came: dict[Hashable, Hashable] = {source: source}
        queue = deque([source])
        while queue and sink not in came:
            place = queue.popleft()
            for further, left in room[place].items():
                if left > 0 and further not in came:
                    came[further] = place
                    queue.append(further)
        if sink not in came:
            break
        steps, place = [], sink
        while place != source:
            steps.append((came[place], place))
            place = came[place]
        step = min(most - done, *(room[start][end] for start, end in steps))
        for start, end in steps:
            _widen(room, start, end, -step)
            _widen(room, end, start, step)
        done += step
    return done


def _to_hide_beside(
    figures: Mapping[Hashable, Figure], hidden: Collection[Hashable], key: Hashable
) -> frozenset[Hashable]:
    """Figures by which this one gets more room when they are hidden too: the way around of the smallest sum."""
    ways = [
        _cheapest(figures, hidden, room, start, end)
        for room, start, end, flow, limit in _both_ways(figures, hidden, key, None)
        if flow < limit
    ]
    return min(ways, key=lambda way: way[0])[1]


def _cheapest(
    figures: Mapping[Hashable, Figure], hidden: Collection[Hashable], room: Room, start: Hashable, end: Hashable
) -> tuple[int, frozenset[Hashable]]:
    """The way from one place to another over what is left and over figures that are shown, each at the price of its
    number (Dijkstra). There always is one: the whole goes around."""
    ways: dict[Hashable, list[tuple[int, Hashable, Hashable | None]]] = defaultdict(list)
    for place, nearby in room.items():
        ways[place] += [(0, other, None) for other, left in nearby.items() if left > 0]
    for key, figure in figures.items():
        if key not in hidden:
            ways[figure.source].append((figure.value, figure.sink, key))
            ways[figure.sink].append((figure.value, figure.source, key))
    turn = count()
    queue = [(0, next(turn), start, frozenset[Hashable]())]
    seen = set()
    while queue[0][2] != end:
        price, _turn, place, taken = heappop(queue)
        if place not in seen:
            seen.add(place)
            for more, further, shown in ways[place]:
                heappush(queue, (price + more, next(turn), further, taken if shown is None else taken | {shown}))
    return queue[0][0], queue[0][3]
