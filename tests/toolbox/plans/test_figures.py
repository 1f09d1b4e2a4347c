"""The figures of a plan: read whole or not at all, and never so small that they tell of somebody."""

import datetime as dt

import pytest

from bans.rules.figures import SMALLEST_FIGURE
from tests.cast import Cast
from tests.factories import make_incident
from tests.refused import refused
from toolbox.plans.actions.figures import NAME, add_own_figures, count_in_register
from toolbox.plans.baseline import counted_in_register, months_before, read_figures, total_of
from toolbox.plans.figures import picture_of
from toolbox.plans.models import Figure, PlanPart

from .making import add_part, approve, make_plan

pytestmark = pytest.mark.django_db
JAN, FEB, MAR, APR, MAY = (dt.date(2026, number, 1) for number in range(1, 6))


def add(cast: Cast, plan, months, name: str = "Meldingen"):
    return add_own_figures(plan, name=name, unit="meldingen", months=months, by=cast.municipality, at=cast.at)


def test_table_is_read_by_month() -> None:
    """As a Dutch spreadsheet makes it, with semicolons."""
    table = read_figures(b"periode;aantal\n2026-01;12\n2026-02;0\n")
    assert [(row.values["month"], row.values["count"]) for row in table.rows] == [(JAN, 12), (FEB, 0)]


def test_table_of_text_is_refused_line_by_line() -> None:
    """Every mistake with its line and its column."""
    table = read_figures(b"periode;aantal\njanuari;veel\n2026-13;3\n2026-02;-4\n2026-03;1\n2026-03;2\n")
    assert [(problem.line, problem.column) for problem in table.problems] == [
        (2, "periode"), (2, "aantal"), (3, "periode"), (4, "aantal"), (5, "periode"), (6, "periode"),
    ]  # fmt: skip
    assert read_figures(b"wanneer;hoeveel\n2026-01;1\n").problems


@pytest.mark.parametrize("month", ["9999-12", "1999-12", "2206-03"])
def test_month_that_nobody_counted_is_refused(month: str) -> None:
    """Long ago, or still to come: a typing error that would stay for good."""
    table = read_figures(f"periode;aantal\n{month};5\n".encode())
    assert [problem.column for problem in table.problems] == ["periode"]


def test_figures_are_kept_by_name(cast: Cast) -> None:
    """A second table under the same name adds its months, and in a draft it may correct."""
    plan = make_plan(cast)
    add(cast, plan, {JAN: 12, FEB: 9})
    add(cast, plan, {FEB: 8, MAR: 7})
    assert plan.indicators.get().months() == {JAN: 12, FEB: 8, MAR: 7}


def test_month_before_the_measure_is_fixed_by_the_decision(cast: Cast) -> None:
    """Two high months of long ago, added afterwards, would make any measure look as if it helped."""
    plan = make_plan(cast)
    indicator = add(cast, plan, {JAN: 5})
    add_part(cast, plan, indicator=indicator, starts_on=MAR, last_day=dt.date(2026, 12, 31))
    approve(cast, plan)
    with refused("months_are_fixed"):
        add(cast, plan, {dt.date(2025, 12, 1): 90})
    assert add(cast, plan, {MAR: 4}).months() == {JAN: 5, MAR: 4}


def test_own_figures_do_not_take_the_name_of_the_register(cast: Cast) -> None:
    """A clear sentence in the place of two series under one name."""
    plan = make_plan(cast)
    add(cast, plan, {JAN: 5}, name=NAME)
    with refused("name_taken"):
        count_in_register(plan, by=cast.municipality, at=cast.at)


def test_month_of_an_approved_plan_stays(cast: Cast) -> None:
    """New months come in; what was decided on does not change, and nothing is kept by half."""
    plan = add_part(cast, make_plan(cast)).plan
    add(cast, plan, {JAN: 12})
    plan = approve(cast, plan)
    with refused("month_is_there"):
        add(cast, plan, {JAN: 1, FEB: 9})
    assert Figure.objects.count() == 1
    add(cast, plan, {FEB: 9})
    assert plan.indicators.get().months() == {JAN: 12, FEB: 9}


def test_r70_register_tells_no_small_counts(cast: Cast) -> None:
    """Four and none look the same; months before the first that is told are left out; this month is not over."""
    for month, count in ((dt.datetime(2026, 1, 10), SMALLEST_FIGURE), (dt.datetime(2026, 2, 10), SMALLEST_FIGURE - 1)):
        for _each in range(count):
            make_incident(cast, at=month.replace(tzinfo=cast.at.tzinfo))
    make_incident(cast)
    counted = counted_in_register(cast.area, on=cast.today)
    assert (counted[JAN], counted[FEB]) == (SMALLEST_FIGURE, None)
    # A quiet month before the busy one is told as quiet, and not left out of what came before.
    assert len(counted) == 24 and counted[dt.date(2025, 12, 1)] is None


def test_r70_no_total_beside_an_empty_cell() -> None:
    """With a total the empty one could be worked out."""
    assert total_of({JAN: 5, FEB: None}) is None
    assert total_of({JAN: 5, FEB: 6}) == 11


def test_counting_again_changes_no_month(cast: Cast) -> None:
    """A month that grew by one would tell of one, also from another plan."""
    plan, at = make_plan(cast), dt.datetime(2026, 1, 10, tzinfo=cast.at.tzinfo)
    for _each in range(SMALLEST_FIGURE):
        make_incident(cast, at=at)
    count_in_register(plan, by=cast.municipality, at=cast.at)
    make_incident(cast, at=at)
    count_in_register(plan, by=cast.municipality, at=cast.at)
    other = count_in_register(make_plan(cast), by=cast.municipality, at=cast.at)
    assert plan.indicators.get().months()[JAN] == other.months()[JAN] == SMALLEST_FIGURE
    with refused("name_taken"):
        add(cast, plan, {JAN: 1}, name=plan.indicators.get().name)


def test_months_before_a_day_are_whole() -> None:
    """Over the turn of the year too."""
    assert months_before(dt.date(2026, 1, 31), 2) == [dt.date(2025, 11, 1), dt.date(2025, 12, 1)]


def part_with(cast: Cast, months) -> PlanPart:
    plan = make_plan(cast)
    return add_part(cast, plan, indicator=add(cast, plan, months), starts_on=MAR, last_day=dt.date(2026, 5, 31))


@pytest.mark.parametrize(
    ("after", "words"),
    [(2, "te klein"), (100, "meer dan eerst")],
)
def test_picture_says_how_sure_it_is(cast: Cast, after: int, words: str) -> None:
    """Small numbers are called small."""
    picture = picture_of(part_with(cast, {JAN: 3, FEB: 2, MAR: after, APR: after}))
    assert picture and words in picture.sentence
    assert [bar.side for bar in picture.bars] == ["before", "before", "after", "after"]


def test_picture_of_a_month_that_is_not_told_compares_nothing(cast: Cast) -> None:
    """It says that it cannot."""
    picture = picture_of(part_with(cast, {JAN: 30, FEB: None, MAR: 20}))
    assert picture and "niet te vergelijken" in picture.sentence and not picture.bands


def test_part_without_figures_has_no_picture(cast: Cast) -> None:
    """And no empty axes."""
    assert picture_of(add_part(cast, make_plan(cast))) is None
    assert picture_of(part_with(cast, {})) is None


def test_bars_stay_inside_the_picture(cast: Cast) -> None:
    """The band of uncertainty too."""
    picture = picture_of(part_with(cast, {JAN: 40, FEB: 30, MAR: 20, MAY: 1}))
    assert picture
    for band in picture.bands:
        assert picture.ceiling <= band.high <= band.mean <= band.low <= picture.floor
    assert all(picture.ceiling <= bar.y <= picture.floor for bar in picture.bars)
