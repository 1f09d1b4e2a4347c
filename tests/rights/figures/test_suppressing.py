"""No small number of a report can be computed from what is shown (R70)."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bans.rules.figures import SMALLEST_FIGURE, Figure, hide
from rights.figures.suppressing import TOTAL, Dimension, Report, cell_key, report, value_key
from tests.size import size

from .attack import bounds

ONE_WAY = [Dimension("a", ("x", "y", "z"))]
TWO_WAY = [Dimension("a", ("x", "y", "z"), crossed=True), Dimension("b", ("p", "q"))]
# As the page has it: tables in a row that share totals, and lists between them that share the whole alone.
LINKED = [
    Dimension("a", ("x", "y"), crossed=True),
    Dimension("b", ("p", "q")),
    Dimension("c", ("k", "l", "m")),
    Dimension("d", ("r", "s"), crossed=True),
    Dimension("e", ("t", "u"), crossed=True),
    Dimension("f", ("v", "w")),
]
SHAPES = {"one": ONE_WAY, "two": TWO_WAY, "linked": LINKED}


def cases_of(dimensions: list[Dimension], drawn: list[tuple[list[int], int]]) -> list[dict[str, str]]:
    """Groups of alike cases: which value each has in every dimension, and how many there are."""
    found = []
    for choices, count in drawn:
        values = [one.values[n % len(one.values)] for one, n in zip(dimensions, choices, strict=True)]
        found += [dict(zip((one.name for one in dimensions), values, strict=True))] * count
    return found


def groups(shape: list[Dimension], largest: int) -> st.SearchStrategy[Any]:
    choices = st.lists(st.integers(0, 5), min_size=len(shape), max_size=len(shape))
    return st.lists(st.tuples(choices, st.integers(0, largest)), max_size=8).map(lambda drawn: cases_of(shape, drawn))


def attack(shape: list[Dimension], seen: Report) -> None:
    for key, figure in seen.figures.items():
        if figure.value < SMALLEST_FIGURE:
            assert seen.shown(key) is None
    for key, (least, most) in bounds(shape, seen).items():
        assert least <= seen.figures[key].value <= most
        if not seen.hidden.only_small:
            assert most - least >= SMALLEST_FIGURE, (key, least, most)


@pytest.mark.parametrize("name", SHAPES)
@given(data=st.data())
@settings(max_examples=size(8, 30), deadline=None)
def test_r70_no_hidden_number_is_computed_to_within_five(name: str, data: st.DataObject) -> None:
    shape = SHAPES[name]
    attack(shape, report(shape, data.draw(groups(shape, largest=data.draw(st.sampled_from([3, 9, 40]))))))


def test_r70_reports_of_the_size_of_a_town() -> None:
    """Numbers as they come: most in a few cells, few in the others."""
    dice = random.Random(70)
    for _round in range(20):
        for shape in SHAPES.values():
            drawn = [([min(dice.randrange(6), dice.randrange(6)) for _ in shape], dice.randrange(12)) for _ in range(9)]
            attack(shape, report(shape, cases_of(shape, drawn)))


@given(cells=st.lists(st.integers(0, 12), min_size=2, max_size=6))
@settings(max_examples=200, deadline=None)
def test_r70_where_small_ones_are_named_each_may_still_be_anything_below_five(cells: list[int]) -> None:
    """Where a hidden number is said to be less than five, nought and four must both be possible, whatever the total."""
    shape = [Dimension("a", tuple(str(n) for n in range(len(cells))))]
    seen = report(shape, [{"a": str(n)} for n, count in enumerate(cells) for _ in range(count)])
    if not seen.hidden.only_small:
        return
    small = [count for count in cells if count < SMALLEST_FIGURE]
    if small and seen.shown(TOTAL) is not None:
        # For one to be nought the others must make up their sum; for one to be four it must reach four.
        assert SMALLEST_FIGURE - 1 <= sum(small) <= (SMALLEST_FIGURE - 1) * (len(small) - 1)


def only(values: dict[str, int]) -> Report:
    shape = [Dimension("a", tuple(values))]
    return report(shape, [{"a": name} for name, count in values.items() for _ in range(count)])


def shown(seen: Report, *names: str) -> list[int | None]:
    return [seen.shown(value_key("a", name)) for name in names] + [seen.shown(TOTAL)]


def test_r70_a_single_small_number_takes_the_smallest_other_with_it() -> None:
    assert shown(only({"x": 3, "y": 20, "z": 10}), "x", "y", "z") == [None, 20, None, 33]


def test_r70_nought_is_hidden_as_any_small_number() -> None:
    assert shown(only({"x": 0, "y": 20, "z": 10}), "x", "y", "z") == [None, 20, None, 30]


def test_r70_two_small_numbers_that_are_nearly_nothing_together_are_not_enough() -> None:
    """One and nought: their sum is one, so that either would be known to within one."""
    assert shown(only({"x": 1, "y": 0, "z": 10, "w": 30}), "x", "y", "z", "w") == [None, None, None, 30, 41]


def test_r70_small_numbers_alone_are_enough_where_any_of_them_may_be_anything() -> None:
    seen = only({"x": 4, "y": 4, "z": 0, "w": 0, "v": 30})
    assert shown(seen, "x", "y", "z", "w", "v") == [None] * 4 + [30, 38]
    assert seen.hidden.only_small


def test_r70_large_numbers_are_all_shown() -> None:
    seen = only({"x": 5, "y": 20})
    assert (shown(seen, "x", "y"), seen.hidden.keys, seen.too_few) == ([5, 20, 25], frozenset(), False)


def test_r70_so_few_that_the_total_is_small_is_too_few() -> None:
    assert only({"x": 1, "y": 3}).too_few and only({"x": 0, "y": 0}).too_few
    assert not only({"x": 5, "y": 0}).too_few


def test_r70_total_that_stands_in_two_tables_gives_nothing_away() -> None:
    """The small number of the first table could be computed by the totals that the second shows."""
    shape = LINKED[3:]
    cases = cases_of(shape, [([0, 0, 0], 3), ([1, 0, 1], 30), ([0, 1, 0], 25), ([1, 1, 1], 22)])
    seen = report(shape, cases)
    assert seen.shown(cell_key("d", "r", "e", "t")) is None
    attack(shape, seen)
    # Two by two nothing inside is left; every total is.
    totals = [seen.shown(value_key(one.name, value)) for one in shape for value in one.values]
    assert [*totals, seen.shown(TOTAL)] == [28, 52, 33, 47, 28, 52, 80]


def test_figures_of_any_other_report_can_be_hidden_in_the_same_way() -> None:
    """Two shops and their sum, without any dimension."""
    figures = {"a": Figure(1, 2, 2), "b": Figure(1, 2, 9), "sum": Figure(2, 1, 11)}
    assert hide(figures).keys == {"a", "b"}
