"""Before and after: the numbers against tables that others made."""

import datetime as dt
import math

import pytest

from toolbox.plans.comparison import Stretch, before_and_after, compare


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390), (100, 81.36, 121.63)]
)
def test_interval_of_a_mean_is_garwoods(count: int, low: float, high: float) -> None:
    """As in the tables of exact Poisson limits."""
    assert Stretch(1, count).interval == pytest.approx((low, high), abs=0.01)


def test_interval_of_a_ratio_is_that_of_clopper_and_pearson() -> None:
    """As poisson.test(c(10, 20)) of R gives it: 0.5, from 0.209 to 1.119."""
    found = compare(Stretch(1, 20), Stretch(1, 10))
    assert (found.ratio, found.low, found.high) == pytest.approx((0.5, 0.20901, 1.11918), abs=1e-4)
    assert found.may_be_chance


def test_more_months_are_weighed() -> None:
    """The same rate over other months is the same rate."""
    found = compare(Stretch(12, 120), Stretch(6, 60))
    assert found.ratio == 1 and found.low < 1 < found.high


def test_nothing_before_or_after_has_an_end_at_one_side() -> None:
    """No ratio is made up out of nothing."""
    assert compare(Stretch(3, 0), Stretch(3, 12)).high == math.inf
    assert compare(Stretch(3, 0), Stretch(3, 12)).ratio is None
    assert compare(Stretch(3, 12), Stretch(3, 0)).low == 0


def test_small_numbers_say_so() -> None:
    """Fewer than ten in both."""
    assert compare(Stretch(6, 9), Stretch(6, 9)).too_few
    assert not compare(Stretch(6, 10), Stretch(6, 2)).too_few


def test_large_numbers_are_quick_and_sure() -> None:
    """A difference of a quarter in thousands is no chance."""
    assert compare(Stretch(24, 200_000), Stretch(24, 150_000)).fewer


def month(number: int) -> dt.date:
    return dt.date(2026, number, 1)


def test_month_in_which_it_began_counts_for_neither() -> None:
    """Half a month is no month."""
    months = {month(number): number for number in range(1, 7)}
    found = before_and_after(months, starts_on=dt.date(2026, 3, 15), last_day=dt.date(2026, 5, 31))
    assert found and (found.before, found.after) == (Stretch(2, 3), Stretch(2, 9))
    found = before_and_after(months, starts_on=month(3), last_day=dt.date(2026, 5, 31))
    assert found and found.after == Stretch(3, 12)


def test_month_that_is_not_told_leaves_no_comparison() -> None:
    """Leaving it out would leave out the quiet months alone."""
    months = {month(1): 10, month(2): None, month(4): 10}
    assert before_and_after(months, starts_on=month(4), last_day=month(6)) is None
