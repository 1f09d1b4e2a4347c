"""How many of a population must be looked at, so that a share that is wrong does not stay unseen."""

from math import ceil

CONFIDENCES = (90, 95, 99)
SHARES = (1, 2, 5, 10)


def needed(population: int, *, confidence: int, share: int) -> int:
    """The smallest number to draw, so that with this confidence at least one fault is among them.

    It holds when at least `share` per cent of the population is wrong. Both are whole per cents. Exact: drawing is
    without putting back (hypergeometric), counted in whole numbers. Of a small population that is all of it.
    """
    if not 0 < confidence < 100 or not 0 < share <= 100:
        raise ValueError("Confidence and share are per cents between nothing and all.")
    if population <= 0:
        return 0
    wrong = ceil(population * share / 100)
    unseen, ways = 1, 1
    for drawn in range(1, population + 1):
        # The chance that none of the first `drawn` is wrong is unseen / ways.
        unseen *= population - wrong - (drawn - 1)
        ways *= population - (drawn - 1)
        if unseen * 100 <= (100 - confidence) * ways:
            return drawn
    return population


def needed_within(least: int, most: int, *, confidence: int, share: int) -> int:
    """So many that it holds for each population from `least` to `most`: the number drawn tells nothing more (R70)."""
    return max(needed(size, confidence=confidence, share=share) for size in range(least, most + 1))
