"""Each shop and each reporter against the rest of the area. Pure calculation over cases without names."""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bans.rules.figures import SMALLEST_FIGURE

from .exact import Z95, difference, fisher, holm, rank_test

# How seldom chance alone may raise any question in a whole area.
RAISES_A_QUESTION = 0.05


class By(StrEnum):
    """Whose records are held against the rest."""

    SHOP = "shop"
    REPORTER = "reporter"


class Measure(StrEnum):
    """What is compared. Nothing of who somebody is."""

    BANS = "bans"
    OVERTURNED = "overturned"
    TERM = "term"
    NAMELESS = "nameless"
    EVENING = "evening"


@dataclass(frozen=True)
class Case:
    """One record by what is compared of it; None where that is not known (any more).

    `step` is the rule, kind and scope: terms are compared within it alone."""

    shop: int | None
    reporter: str
    ban: bool | None = None
    overturned: bool | None = None
    months: int | None = None
    step: Hashable = None
    nameless: bool | None = None
    evening: bool | None = None


@dataclass(frozen=True)
class Comparison:
    """One of them held against the rest. `chance` is corrected for all comparisons; None where nothing was tested,
    because either side is smaller than five."""

    by: By
    who: Hashable
    measure: Measure
    chance: float | None = None
    own: float = 0.0
    rest: float = 0.0
    gap: float = 0.0
    low: float = 0.0
    high: float = 0.0

    @property
    def tested(self) -> bool:
        return self.chance is not None

    @property
    def question(self) -> bool:
        """Whether it deviates more than chance explains: a reason to ask, never a verdict."""
        return self.chance is not None and self.chance <= RAISES_A_QUESTION


SHARES: dict[Measure, Callable[[Case], bool | None]] = {
    Measure.BANS: lambda case: case.ban,
    Measure.OVERTURNED: lambda case: case.overturned,
    Measure.NAMELESS: lambda case: case.nameless,
    Measure.EVENING: lambda case: case.evening,
}


@dataclass
class _Raw:
    by: By
    who: Hashable
    measure: Measure
    chance: float | None = None
    effect: tuple[float, ...] = field(default=(0.0,) * 5)


def compare(cases: Iterable[Case]) -> list[Comparison]:
    """Every shop and every reporter on every measure, corrected together (Holm)."""
    rows = list(cases)
    raw = [one for by in By for one in _of_kind(rows, by)]
    tested = [one for one in raw if one.chance is not None]
    corrected = dict(zip(map(id, tested), holm([one.chance or 0.0 for one in tested]), strict=True))
    return [Comparison(one.by, one.who, one.measure, corrected.get(id(one)), *one.effect) for one in raw]


def _of_kind(rows: Sequence[Case], by: By) -> Iterable[_Raw]:
    def who_of(case: Case) -> Hashable:
        return case.shop if by is By.SHOP else case.reporter

    known = [case for case in rows if who_of(case)]
    everybody = sorted({who_of(case) for case in known}, key=str)
    for measure, ask in SHARES.items():
        hits: dict[Hashable, int] = defaultdict(int)
        sizes: dict[Hashable, int] = defaultdict(int)
        for case in known:
            answer = ask(case)
            if answer is not None:
                sizes[who_of(case)] += 1
                hits[who_of(case)] += answer
        all_hits, all_sizes = sum(hits.values()), sum(sizes.values())
        for who in everybody:
            yield _share(by, who, measure, hits[who], sizes[who], all_hits - hits[who], all_sizes - sizes[who])
    for who in everybody:
        yield _term(by, who, known, who_of)


def _share(by: By, who: Hashable, measure: Measure, hits: int, size: int, other: int, others: int) -> _Raw:
    if min(size, others) < SMALLEST_FIGURE:
        return _Raw(by, who, measure)
    effect = (hits / size, other / others, *difference(hits, size, other, others))
    return _Raw(by, who, measure, fisher(hits, size, other, others), effect)


def _term(by: By, who: Hashable, known: Sequence[Case], who_of: Callable[[Case], Hashable]) -> _Raw:
    strata: dict[Hashable, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for case in known:
        if case.months is not None:
            strata[case.step][who_of(case) != who].append(case.months)
    pairs = [(own, rest) for own, rest in strata.values() if own and rest]
    size, others = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    if min(size, others) < SMALLEST_FIGURE:
        return _Raw(by, who, Measure.TERM)
    return _Raw(by, who, Measure.TERM, rank_test(pairs), _months(pairs))


def _months(pairs: Sequence[tuple[list[float], list[float]]]) -> tuple[float, ...]:
    """Mean months of both, and how many more for the same step, with an interval: a mean over steps, each weighing as
    much as it tells."""
    weights = [len(own) * len(rest) / (len(own) + len(rest)) for own, rest in pairs]
    total = sum(weights)
    means = [(sum(own) / len(own), sum(rest) / len(rest)) for own, rest in pairs]
    own_mean = sum(weight * mean[0] for weight, mean in zip(weights, means, strict=True)) / total
    rest_mean = sum(weight * mean[1] for weight, mean in zip(weights, means, strict=True)) / total
    variance = 0.0
    for weight, (own, rest), (mean, other) in zip(weights, pairs, means, strict=True):
        squares = sum((value - mean) ** 2 for value in own) + sum((value - other) ** 2 for value in rest)
        variance += weight * squares / max(1, len(own) + len(rest) - 2)
    half = Z95 * math.sqrt(variance) / total
    gap = own_mean - rest_mean
    return own_mean, rest_mean, gap, gap - half, gap + half
