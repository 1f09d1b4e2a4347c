"""How many must be looked at: against trying every population by hand, and against values of the textbooks."""

from fractions import Fraction
from itertools import combinations
from math import ceil, comb

import pytest

from oversight.sampling.actions.drawing import drawn_from
from oversight.sampling.size import CONFIDENCES, SHARES, needed, needed_within


def seen(population: int, wrong: int, drawn: int) -> Fraction:
    """The chance of at least one fault, by counting every possible draw."""
    draws = list(combinations(range(population), drawn))
    return Fraction(sum(any(one < wrong for one in draw) for draw in draws), len(draws))


@pytest.mark.parametrize("population", range(1, 13))
@pytest.mark.parametrize(("confidence", "share"), [(90, 10), (95, 20), (80, 25), (99, 50)])
def test_smallest_number_by_counting_every_draw(population: int, confidence: int, share: int) -> None:
    wrong, found = ceil(population * share / 100), needed(population, confidence=confidence, share=share)
    assert seen(population, wrong, found) >= Fraction(confidence, 100)
    assert found == 1 or seen(population, wrong, found - 1) < Fraction(confidence, 100)


@pytest.mark.parametrize("population", [60, 500, 5000])
def test_smallest_number_by_the_formula(population: int) -> None:
    wrong, found = ceil(population * 0.05), needed(population, confidence=95, share=5)
    assert comb(population - wrong, found) * 20 <= comb(population, found)
    assert comb(population - wrong, found - 1) * 20 > comb(population, found - 1)


@pytest.mark.parametrize(("confidence", "share", "known"), [(95, 5, 59), (95, 1, 299), (90, 10, 22), (99, 1, 459)])
def test_of_a_very_large_population_it_is_the_known_value(confidence: int, share: int, known: int) -> None:
    assert needed(10_000_000, confidence=confidence, share=share) == known


def test_of_a_small_population_it_is_all_of_it() -> None:
    assert needed(0, confidence=95, share=5) == 0
    assert [needed(count, confidence=95, share=5) for count in (1, 5, 19)] == [1, 5, 19]
    assert needed(20, confidence=95, share=5) == 19 and needed(100, confidence=95, share=1) == 95


def test_per_cents_that_are_none_are_refused() -> None:
    for confidence, share in ((0, 5), (100, 5), (95, 0), (95, 101)):
        with pytest.raises(ValueError, match="per cents"):
            needed(10, confidence=confidence, share=share)


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("least", [0, 10, 50, 100, 990])
def test_r70_number_drawn_tells_no_more_than_the_band(confidence: int, share: int, least: int) -> None:
    """It holds for each population of the band, and is the same whichever it is."""
    within = needed_within(least, least + 9, confidence=confidence, share=share)
    assert all(within >= needed(size, confidence=confidence, share=share) for size in range(least, least + 10))
    for size in (least + 3, least + 9):
        population = {"ban.area": [str(n) for n in range(size)]}
        drawn = drawn_from(population, seed="x", confidence=confidence, share=share)
        assert len(drawn) == min(within, size)
