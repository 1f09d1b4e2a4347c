"""Turning eighteen, and half of a term that has passed quietly (R26)."""

import datetime as dt

import pytest
from django.utils import translation

from bans.actions.breaches import report_breach
from bans.actions.proposals import steps_for
from bans.models import Sanction
from bans.rules.status import Status
from bans.rules.terms import half_way
from notices.reminders.facts_of_files import quiet_since_half_way
from notices.requests import Right
from participants.actions.evaluations import record_evaluation
from rights.requests.actions.receiving import Asking, receive_by_code
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction
from tests.notices.reminders.waiting import kinds_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(cast: Cast) -> None:
    record_evaluation(cast.area, held_on=cast.today, by=cast.coordinator, at=cast.at)
    translation.activate("nl")


def minors_ban(cast: Cast, *, eighteen_in: int, months: int = 12) -> Sanction:
    birthday = cast.today + eighteen_in * DAY
    return make_sanction(cast, months=months, birth_date=birthday.replace(year=birthday.year - 18))


def facts_of(cast: Cast, ban: Sanction, days: int) -> tuple:
    on = cast.today + days * DAY
    seen = Sanction.objects.visible_at_counter_of(cast.shop_b, on).filter(pk=ban.pk).exists()
    counted = Sanction.objects.counted_by_ladder(on).filter(pk=ban.pk).exists()
    fresh = Sanction.objects.get(pk=ban.pk)
    return fresh.last_day, fresh.status(on), seen, counted, fresh.person.is_minor(on)


def test_r26_turning_eighteen_changes_nothing_of_a_running_ban(cast: Cast) -> None:
    ban = minors_ban(cast, eighteen_in=30)
    before, after = facts_of(cast, ban, 29), facts_of(cast, ban, 30)
    assert before[:-1] == after[:-1] == (dt.date(2027, 3, 15), Status.IN_FORCE, True, True)
    assert (before[-1], after[-1]) == (True, False)


def test_r26_age_at_the_conduct_counts_and_not_that_of_the_proposal(cast: Cast) -> None:
    """Somebody of seventeen robs a shop the day before the birthday: the longest term is that of minors."""
    day_before = make_incident(
        cast, "robbery", at=cast.at - DAY, birth_date=cast.today.replace(year=cast.today.year - 18)
    )
    after = make_incident(cast, "robbery", person=day_before.person, at=cast.at)
    most = [
        max(step.max_months for step in steps_for(incident, on=cast.today, by=cast.manager_a))
        for incident in (day_before, after)
    ]
    assert most == [12, 24]


def test_r26_the_coordinator_hears_of_it_a_week_before_and_on_the_day(cast: Cast) -> None:
    minors_ban(cast, eighteen_in=30)
    told = [days for days in range(20, 45) if "turns_eighteen" in kinds_for(cast, cast.coordinator, days=days)]
    assert told == list(range(23, 37))
    assert "turns_eighteen" not in kinds_for(cast, cast.manager_a, days=30)


@pytest.mark.parametrize(("eighteen_in", "months"), [(62, 2), (-1, 2), (0, 2)])
def test_r26_no_word_of_a_birthday_after_the_last_day_or_before_the_first(
    cast: Cast, eighteen_in: int, months: int
) -> None:
    """16 March and two months: the last day is 15 May, sixty days on."""
    minors_ban(cast, eighteen_in=eighteen_in, months=months)
    assert not [d for d in range(61) if "turns_eighteen" in kinds_for(cast, cast.coordinator, days=d)]


def test_r26_birthday_on_the_last_day_is_told(cast: Cast) -> None:
    minors_ban(cast, eighteen_in=60, months=2)
    assert "turns_eighteen" in kinds_for(cast, cast.coordinator, days=60)


# Half-way


def over_half(cast: Cast, days: int) -> list[tuple[Sanction, dt.date]]:
    rows = Sanction.objects.select_related("protocol", "person")
    return list(quiet_since_half_way(rows, on=cast.today + days * DAY))


def test_half_way_is_the_first_day_of_the_second_half(cast: Cast) -> None:
    ban = make_sanction(cast, months=2)
    day = half_way(ban.starts_on, ban.last_day)  # type: ignore[arg-type]
    assert day == dt.date(2026, 4, 15)
    first_half, second_half = (day - ban.starts_on).days, (ban.last_day - day).days + 1  # type: ignore[operator]
    assert second_half - first_half in (0, 1)
    assert [over_half(cast, days) for days in (29, 30)] == [[], [(ban, day)]]


def test_breach_in_the_first_half_is_not_nothing(cast: Cast) -> None:
    ban = make_sanction(cast, months=2)
    at = cast.at + 10 * DAY
    report_breach(
        ban, shop=cast.shop_b, happened_at=at, place="ingang", observed_by="R.", observer_function="verkoper",
        by=cast.counter_b, at=at,
    )  # fmt: skip
    assert over_half(cast, 35) == []


def test_objection_in_the_first_half_is_no_conduct_and_weighs_nothing_against_anybody(cast: Cast) -> None:
    ban = make_sanction(cast, months=2)
    receive_by_code(ban, Asking(Right.OBJECTION, words="Ik was het niet."), at=cast.at + 10 * DAY)
    assert [row for row, _day in over_half(cast, 35)] == [ban]
