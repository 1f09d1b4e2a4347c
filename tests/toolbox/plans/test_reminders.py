"""What the one timetable tells of plans: to whom, from when, and until it is done."""

import pytest

from notices.reminders.due import everything
from participants.models import User
from tests.cast import Cast
from toolbox.plans.actions import parts, plans

from .making import DAY, add_part, make_evaluation, make_plan, running_part

pytestmark = pytest.mark.django_db


def told(cast: Cast, user: User, *, days: int = 0) -> list[tuple[str, str]]:
    on = cast.today + days * DAY
    found = everything(cast.area, user=user, on=on)
    return [(row.kind.code, row.stage.name) for row in found if row.kind.code.startswith("plan_")]


def test_plan_waits_for_another_to_decide(cast: Cast) -> None:
    """Whoever put it forward hears nothing of it."""
    plan = add_part(cast, make_plan(cast)).plan
    assert told(cast, cast.approver) == []
    plans.put_forward(plan, by=cast.municipality, at=cast.at)
    assert told(cast, cast.approver) == told(cast, cast.coordinator) == [("plan_decision", "0")]
    assert told(cast, cast.approver, days=7) == [("plan_decision", "+7")]
    assert told(cast, cast.municipality) == told(cast, cast.manager_a) == []
    plans.approve(plan, by=cast.approver, at=cast.at)
    assert [row for row in told(cast, cast.coordinator) if row[0] == "plan_decision"] == []


def test_end_of_a_part_is_told_until_it_is_extended_or_over(cast: Cast) -> None:
    """A month and a week before; then it is time to evaluate."""
    part = running_part(cast)
    assert told(cast, cast.municipality) == [("plan_part_ends", "-30")]
    assert told(cast, cast.municipality, days=23) == [("plan_part_ends", "-7")]
    assert told(cast, cast.approver, days=23) == []
    parts.extend(part, last_day=part.last_day + 60 * DAY, reason="Nog een groep.", by=cast.municipality, at=cast.at)
    assert told(cast, cast.municipality, days=23) == []


def test_part_that_ended_asks_for_its_evaluation_until_it_is_there(cast: Cast) -> None:
    """From the day after, and each month."""
    part = running_part(cast)
    assert told(cast, cast.municipality, days=31) == [("plan_evaluation", "+1")]
    assert told(cast, cast.municipality, days=61) == [("plan_evaluation", "+31")]
    make_evaluation(cast, part)
    assert told(cast, cast.municipality, days=61) == []


def test_reminder_names_the_plan_on_the_page_and_nobody_in_its_sentence(cast: Cast) -> None:
    """A mail says no more than that there is something."""
    running_part(cast)
    (row,) = [
        row for row in everything(cast.area, user=cast.municipality, on=cast.today) if row.kind.code == "plan_part_ends"
    ]
    assert row.fact.name == "Minder diefstal op de Markt" and row.fact.name not in row.sentence
