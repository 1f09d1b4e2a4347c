"""Tests against chance in whole numbers. Pure calculation: counts go in, a chance comes out."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

# Up to this many in all the distribution of ranks is counted out; above it the normal curve is near enough.
COUNTED_OUT = 30
Z95 = 1.959963984540054


def fisher(hits: int, size: int, other_hits: int, other_size: int) -> float:
    """Fisher's exact test, two-sided by the probability of the point: the chance of a division of the same hits over
    the same sizes that is as unlikely as this one, or more so."""
    total = hits + other_hits
    lowest, highest = max(0, total - other_size), min(size, total)
    way = math.comb(size, lowest) * math.comb(other_size, total - lowest)
    ways = [way]
    # Each from the one before, exactly: to count thousands of cases out anew takes minutes.
    for count in range(lowest, highest):
        way = way * (size - count) * (total - count) // ((count + 1) * (other_size - total + count + 1))
        ways.append(way)
    here = ways[hits - lowest]
    return float(Fraction(sum(way for way in ways if way <= here), sum(ways)))


def difference(hits: int, size: int, other_hits: int, other_size: int) -> tuple[float, float, float]:
    """How much larger the first share is, with an interval of 95 % (Newcombe 1998, method 10)."""
    share, other = hits / size, other_hits / other_size
    low, high = wilson(hits, size)
    other_low, other_high = wilson(other_hits, other_size)
    gap = share - other
    return (
        gap,
        gap - math.hypot(share - low, other_high - other),
        gap + math.hypot(high - share, other - other_low),
    )


def wilson(hits: int, size: int) -> tuple[float, float]:
    """Wilson's interval of 95 % around a share."""
    share, square = hits / size, Z95 * Z95
    middle = share + square / (2 * size)
    half = Z95 * math.sqrt(share * (1 - share) / size + square / (4 * size * size))
    whole = 1 + square / size
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def ranks(values: Sequence[float]) -> list[int]:
    """Twice the rank of each value; equal values share the mean of their ranks, so that all stay whole."""
    counts = Counter(values)
    found, before = {}, 0
    for value in sorted(counts):
        found[value] = 2 * before + counts[value] + 1
        before += counts[value]
    return [found[value] for value in values]


def rank_test(strata: Iterable[tuple[Sequence[float], Sequence[float]]]) -> float:
    """Whether the first of each pair tends to be higher or lower than the second, compared only within its own stratum
    (Wilcoxon's rank sum, summed over strata). Two-sided; ties share a rank."""
    pairs = [(list(own), list(rest)) for own, rest in strata if own and rest]
    scored = [(ranks([*own, *rest]), len(own)) for own, rest in pairs]
    total = sum(sum(score[:size]) for score, size in scored)
    if sum(len(score) for score, _size in scored) <= COUNTED_OUT:
        return _counted_out(scored, total)
    mean = variance = 0.0
    for score, size in scored:
        count = len(score)
        middle = sum(score) / count
        spread = sum((value - middle) ** 2 for value in score) / (count - 1)
        mean += size * middle
        variance += size * (count - size) / count * spread
    if not variance:
        return 1.0
    # Half a step of the doubled ranks, towards the middle.
    distance = max(0.0, abs(total - mean) - 1)
    return math.erfc(distance / math.sqrt(2 * variance))


def _counted_out(scored: Sequence[tuple[Sequence[int], int]], total: int) -> float:
    ways: Counter[int] = Counter({0: 1})
    for score, size in scored:
        chosen: dict[int, Counter[int]] = defaultdict(Counter, {0: Counter({0: 1})})
        for value in score:
            for count in range(size - 1, -1, -1):
                for sum_so_far, number in chosen[count].items():
                    chosen[count + 1][sum_so_far + value] += number
        together: Counter[int] = Counter()
        for one, number in ways.items():
            for other, more in chosen[size].items():
                together[one + other] += number * more
        ways = together
    all_ways = sum(ways.values())
    middle = Fraction(sum(value * number for value, number in ways.items()), all_ways)
    away = abs(total - middle)
    return float(Fraction(sum(number for value, number in ways.items() if abs(value - middle) >= away), all_ways))


def holm(chances: Sequence[float]) -> list[float]:
    """Each chance corrected for how many comparisons there are (Holm 1979), in the same order."""
    found = [1.0] * len(chances)
    highest = 0.0
    for place, number in enumerate(sorted(range(len(chances)), key=lambda one: chances[one])):
        highest = max(highest, min(1.0, (len(chances) - place) * chances[number]))
        found[number] = highest
    return found
