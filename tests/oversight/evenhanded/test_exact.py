"""The tests against chance, held against published values and against counting everything out."""

import math
import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oversight.evenhanded.exact import difference, fisher, holm, rank_test, ranks, wilson


@pytest.mark.parametrize(
    ("table", "published"),
    [
        # The lady who tastes tea (Fisher 1935): 34 of 70 divisions are as unlikely.
        ((3, 4, 1, 4), 34 / 70),
        # Fisher's twins (1935): 10 of 13 against 2 of 17.
        ((10, 13, 2, 17), 0.0005367),
        ((0, 5, 5, 5), 2 / 252),
    ],
)
def test_fisher_gives_the_published_chance(table: tuple[int, int, int, int], published: float) -> None:
    assert fisher(*table) == pytest.approx(published, rel=1e-3)


@given(st.integers(1, 7), st.integers(1, 7), st.data())
@settings(max_examples=60, deadline=None)
def test_fisher_is_every_division_counted(size: int, others: int, data: st.DataObject) -> None:
    hits, other = data.draw(st.integers(0, size)), data.draw(st.integers(0, others))
    found = [sum(place < size for place in chosen) for chosen in combinations(range(size + others), hits + other)]
    as_likely = found.count(hits)
    counted = sum(1 for one in found if found.count(one) <= as_likely) / len(found)
    assert fisher(hits, size, other, others) == pytest.approx(counted)


def test_interval_of_a_difference_as_published() -> None:
    """Newcombe 1998, table II, example (a), method 10: 56 of 70 against 48 of 80."""
    assert difference(56, 70, 48, 80) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert difference(0, 10, 0, 10) == pytest.approx((0.0, -0.2775, 0.2775), abs=5e-5)


def test_interval_of_a_share_as_published() -> None:
    """Newcombe 1998 (single proportion), 81 of 263."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_equal_values_share_a_rank() -> None:
    assert ranks([3, 1, 3, 7]) == [5, 2, 5, 8]


@given(st.lists(st.integers(1, 4), min_size=3, max_size=9), st.data())
@settings(max_examples=80, deadline=None)
def test_ranks_counted_out_are_every_choice(values: list[int], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(values) - 1))
    scored = ranks(values)
    middle = size * sum(scored) / len(scored)
    away = abs(sum(scored[:size]) - middle)
    choices = list(combinations(scored, size))
    counted = sum(abs(sum(one) - middle) >= away - 1e-9 for one in choices) / len(choices)
    assert rank_test([(values[:size], values[size:])]) == pytest.approx(counted)


def test_ranks_as_published() -> None:
    """Hollander and Wolfe, table 4.1 (permeability of membranes), two-sided: twice 0.1272."""
    term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    early = [1.15, 0.88, 0.90, 0.74, 1.21]
    assert rank_test([(term, early)]) == pytest.approx(0.2544, abs=5e-5)


def test_normal_curve_is_near_what_is_counted_out(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(9)
    for _round in range(20):
        pairs = [([dice.randrange(1, 8) for _ in range(6)], [dice.randrange(1, 8) for _ in range(8)]) for _ in "ab"]
        exact = rank_test(pairs)
        monkeypatch.setattr("oversight.evenhanded.exact.COUNTED_OUT", 0)
        assert rank_test(pairs) == pytest.approx(exact, abs=0.04)
        monkeypatch.undo()


def test_nothing_differs_where_all_are_alike() -> None:
    assert rank_test([([6] * 20, [6] * 40)]) == 1.0 and rank_test([]) == 1.0


def test_holm_as_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == [] and math.isclose(holm([0.2])[0], 0.2)
