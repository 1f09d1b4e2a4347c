"""Before and after, with honest uncertainty: two rates of a count by month, and how sure their ratio is.

Counts by month are taken to be Poisson. Given the sum of both, the count afterwards is then binomial, with
p = r·n2 / (r·n2 + n1), where r is the ratio of the rates and n1 and n2 the numbers of months. The 95 % interval of p is
the exact one of Clopper and Pearson, found by halving; it gives that of r. The interval of one mean by month is that of
Garwood, found in the same way. Exact intervals are rather too wide than too narrow, which for small numbers is right.
"""

import datetime as dt
import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

TAIL = 0.025
# Below this in both, no ratio is told: whatever came out would be chance.
TOO_FEW = 10
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Months in a row, and how many were counted in them together."""

    months: int
    count: int

    @property
    def mean(self) -> float:
        return self.count / self.months

    @property
    def interval(self) -> tuple[float, float]:
        """Between which means by month the true one lies, in 95 of 100 cases (Garwood)."""
        low = _halved(lambda mean: 1 - _poisson_below(self.count, mean) - TAIL) if self.count else 0.0
        high = _halved(lambda mean: TAIL - _poisson_below(self.count + 1, mean))
        return low / self.months, high / self.months


@dataclass(frozen=True)
class Comparison:
    """`ratio` is the rate afterwards to that before: 0.5 is half as many. `high` has no end where there was none."""

    before: Stretch
    after: Stretch
    ratio: float | None
    low: float
    high: float

    @property
    def too_few(self) -> bool:
        return max(self.before.count, self.after.count) < TOO_FEW

    @property
    def may_be_chance(self) -> bool:
        return self.low <= 1 <= self.high

    @property
    def fewer(self) -> bool:
        return self.high < 1


def before_and_after(
    months: Mapping[dt.date, int | None], *, starts_on: dt.date, last_day: dt.date
) -> Comparison | None:
    """The months that were over when it began, against the whole ones from its first day to its last.

    The month in which it began or ended in the middle counts for neither. None where a stretch has no month, or one of
    which the count is not told: to leave that one out would leave out the quiet months alone.
    """
    before = [count for month, count in months.items() if _next(month) <= starts_on]
    after = [count for month, count in months.items() if starts_on <= month and _next(month) - DAY <= last_day]
    if not before or not after or None in before or None in after:
        return None
    first = Stretch(len(before), sum(count or 0 for count in before))
    second = Stretch(len(after), sum(count or 0 for count in after))
    return compare(first, second)


def compare(before: Stretch, after: Stretch) -> Comparison:
    total, months = before.count + after.count, before.months / after.months
    low, high = 0.0, math.inf
    if after.count:
        share = _halved(lambda p: _binomial_from(after.count, total, p) - TAIL, top=1.0)
        low = share / (1 - share) * months
    if before.count:
        share = _halved(lambda p: TAIL - (1 - _binomial_from(after.count + 1, total, p)), top=1.0)
        high = share / (1 - share) * months
    return Comparison(before, after, after.mean / before.mean if before.count else None, low, high)


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=32)).replace(day=1)


def _poisson_below(count: int, mean: float) -> float:
    """The chance of fewer than `count`."""
    if mean <= 0:
        return 1.0

    def chance(k: int) -> float:
        return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))

    return _tail(chance, range(count - 1, -1, -1)) if count <= mean else 1 - _tail(chance, itertools.count(count))


def _binomial_from(count: int, total: int, p: float) -> float:
    """The chance of `count` or more out of `total`."""
    if p in (0.0, 1.0):
        return float(p == 1.0 or count == 0)

    def chance(k: int) -> float:
        ways = math.lgamma(total + 1) - math.lgamma(k + 1) - math.lgamma(total - k + 1)
        return math.exp(ways + k * math.log(p) + (total - k) * math.log1p(-p))

    upwards, downwards = range(count, total + 1), range(count - 1, -1, -1)
    return _tail(chance, upwards) if count > total * p else 1 - _tail(chance, downwards)


def _tail(chance: Callable[[int], float], counts: Iterable[int]) -> float:
    """Their sum, from the likeliest on, until what follows no longer weighs."""
    total = 0.0
    for count in counts:
        one = chance(count)
        total += one
        if one <= total * 1e-16:
            break
    return total


def _halved(rising: Callable[[float], float], *, top: float = 0.0) -> float:
    """Where a function that rises passes zero, above nought and, if there is one, below `top`."""
    low, high = 0.0, top or 1.0
    while not top and rising(high) < 0:
        high *= 2
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
