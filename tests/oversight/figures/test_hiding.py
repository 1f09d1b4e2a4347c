"""Nobody can compute a small number from everything that there is to take along (R70, T36)."""

import random
from collections.abc import Mapping, Sequence

import pytest

from bans.rules.figures import SMALLEST_FIGURE
from oversight.figures.counting import SUBJECTS
from oversight.figures.hiding import COLUMNS, WHOLE, Case, Year, shown
from oversight.figures.periods import QUARTERS
from tests.size import size

from .attack import equations, exactly, fixed, known, narrowed, open_rows

REGISTERS = size(300, 1000)
DIMENSIONS = [{name: tuple(labels) for name, (_title, labels) in one.dimensions.items()} for one in SUBJECTS]
Shape = Mapping[str, Sequence[str]]
Counts = list[tuple[Case, int]]


def register(dice: random.Random, shape: Shape) -> Counts:
    """As many as there are in a village or a city, most of them in a few cells and in a few quarters."""
    how_many = dice.choice((2, 5, 9, 20, 60, 150, 400))
    quarters = dice.choice((QUARTERS, QUARTERS, (1, 1, 1, 2), (3, 4, 4, 4)))
    uneven = dice.choice((False, True))

    def draw(values: Sequence[str]) -> str:
        first = dice.randrange(len(values))
        return values[min(first, dice.randrange(len(values))) if uneven else first]

    def case() -> Case:
        return Case(dice.choice(quarters), {name: draw(values) for name, values in shape.items()})

    return [(case(), 1) for _ in range(how_many)]


def hidden_of(seen: Year, shape: Shape) -> list:
    """Each number that the page has a place for and does not show."""
    keys = [("total", column) for column in COLUMNS]
    keys += [(table.name, value, column) for table in seen.tables for value in shape[table.name] for column in COLUMNS]
    return [key for key in keys if key not in known(seen)]


@pytest.mark.parametrize("shape", DIMENSIONS, ids=[one.code for one in SUBJECTS])
def test_r70_no_hidden_number_of_many_registers_is_computed(shape: Shape) -> None:
    dice = random.Random(36)
    found = 0
    for _register in range(REGISTERS // len(DIMENSIONS)):
        counts = register(dice, shape)
        seen = shown(counts, shape)
        assert all(number >= SMALLEST_FIGURE for number in known(seen).values())
        rows = open_rows(equations(shape), known(seen))
        solved = fixed(rows)
        bounds = narrowed(rows)
        for key in hidden_of(seen, shape):
            low, high = bounds[key]
            assert low <= truth(counts, key) <= high
            found += key in solved or high - low < SMALLEST_FIGURE
    assert found == 0


@pytest.mark.parametrize("shape", DIMENSIONS, ids=[one.code for one in SUBJECTS])
def test_r70_how_near_anybody_comes_exactly(shape: Shape) -> None:
    """Linear programming over fewer registers, for it takes longer: no bounds are less than five apart."""
    dice = random.Random(37)
    for _register in range(size(2, 6)):
        counts = register(dice, shape)
        seen = shown(counts, shape)
        rows = open_rows(equations(shape), known(seen))
        for key in hidden_of(seen, shape):
            low, high = exactly(rows, key)
            assert low <= truth(counts, key) <= high
            assert high - low >= SMALLEST_FIGURE, (key, low, high)


def truth(counts: Counts, key: tuple) -> int:
    *about, column = key
    in_column = [(case, number) for case, number in counts if column in (WHOLE, case.quarter)]
    if about == ["total"]:
        return sum(number for _case, number in in_column)
    name, value = about
    return sum(number for case, number in in_column if case.values[name] == value)


def test_the_attack_finds_what_is_hidden_badly() -> None:
    """One number alone is hidden beside its total: both ways say what it is."""
    shape = {"what": ("a", "b")}
    totals = {1: 20, 2: 20, 3: 20, 4: 20, WHOLE: 80}
    seen = {("total", column): number for column, number in totals.items()}
    seen |= {("what", value, quarter): 10 for value in "ab" for quarter in QUARTERS[1:]}
    seen |= {("what", "a", 1): 17, ("what", "a", WHOLE): 47}
    rows = open_rows(equations(shape), seen)
    assert ("what", "b", 1) in fixed(rows) and narrowed(rows)["what", "b", 1] == (3, 3)
    assert exactly(rows, ("what", "b", 1)) == (3, 3)


def many(numbers: Mapping[int, int]) -> Counts:
    return [(Case(quarter), number) for quarter, number in numbers.items()]


def test_r70_small_quarter_takes_another_with_it() -> None:
    assert shown(many({1: 3, 2: 9, 3: 30, 4: 40}), {}).totals == {1: None, 2: None, 3: 30, 4: 40, WHOLE: 82}


def test_r70_four_in_a_year_are_too_few() -> None:
    seen = shown(many({1: 2, 3: 2}), {"what": ("a", "b")})
    assert seen.too_few and not seen.tables and set(seen.totals.values()) == {None}


def test_r70_where_a_quarter_is_hidden_no_table_has_quarters() -> None:
    counts = [(Case(quarter, {"what": what}), n) for what in "ab" for quarter, n in ((1, 1), (2, 9), (3, 30), (4, 40))]
    (table,) = shown(counts, {"what": ("a", "b")}).tables
    assert not table.quarters and table.rows == {"a": {WHOLE: 80}, "b": {WHOLE: 80}}


def test_large_numbers_are_all_shown() -> None:
    counts = [(Case(quarter, {"what": what}), 7) for what in "ab" for quarter in QUARTERS]
    seen = shown(counts, {"what": ("a", "b")})
    assert set(seen.totals.values()) == {14, 56} and seen.tables[0].rows["a"] == {1: 7, 2: 7, 3: 7, 4: 7, WHOLE: 28}


def test_year_without_anything_is_too_few() -> None:
    assert shown([], {"what": ("a", "b")}).too_few
