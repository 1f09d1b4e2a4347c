"""The coordinator hears of certificates that end."""

import datetime as dt

from notices.reminders.due import everything
from participants.actions.people import revoke
from participants.models import Membership
from tests.cast import Cast
from toolbox.models import Training, TrainingSession
from toolbox.trainings import attendance

from .conftest import certify, plan


def told(cast: Cast, who: str, on: dt.date) -> list[str]:
    found = everything(cast.area, user=getattr(cast, who), on=on)
    return [row.fact.name for row in found if row.kind.code == "training_renewal"]


ENDS = dt.date(2027, 3, 16)
BEFORE = ENDS - dt.timedelta(days=30)


def test_coordinator_hears_thirty_days_before_and_afterwards(cast: Cast, session: TrainingSession) -> None:
    """With the name, that only the page shows; the sentence of the mail names nobody."""
    (made,) = certify(cast, session, cast.counter_a)
    assert told(cast, "coordinator", BEFORE - dt.timedelta(days=1)) == []
    assert told(cast, "coordinator", BEFORE) == ["counter_a, Rustig blijven"]
    assert told(cast, "coordinator", ENDS + dt.timedelta(days=90)) == ["counter_a, Rustig blijven"]
    found = everything(cast.area, user=cast.coordinator, on=BEFORE)
    reminder = next(row for row in found if row.kind.code == "training_renewal")
    assert "counter_a" not in reminder.sentence and "16 maart 2027" in reminder.sentence
    assert reminder.fact.address == made.get_absolute_url()


def test_nobody_else_hears_of_it(cast: Cast, session: TrainingSession) -> None:
    """Not the municipality either, which may make plans and sees no names."""
    certify(cast, session, cast.counter_a)
    assert not any(told(cast, who, BEFORE) for who in ("municipality", "manager_a", "counter_a", "approver"))


def test_later_certificate_of_the_same_training_quiets_it(cast: Cast, session: TrainingSession) -> None:
    """One of another training does not, nor one that was closed."""
    certify(cast, session, cast.counter_a)
    later = plan(cast, session.training, days=20)
    at = cast.at + dt.timedelta(days=20)
    (newer,) = certify(cast, later, cast.counter_a, at=at)
    assert told(cast, "coordinator", BEFORE) == []
    attendance.close_certificate(newer, reason="Was er niet.", by=cast.coordinator, at=at)
    assert told(cast, "coordinator", BEFORE) == ["counter_a, Rustig blijven"]


def test_closed_certificate_is_quiet(cast: Cast, session: TrainingSession) -> None:
    (made,) = certify(cast, session, cast.counter_a)
    attendance.close_certificate(made, reason="Was er niet.", by=cast.coordinator, at=cast.at)
    assert told(cast, "coordinator", BEFORE) == []


def test_who_has_left_needs_no_renewal(cast: Cast, session: TrainingSession, training: Training) -> None:
    certify(cast, session, cast.counter_a)
    revoke(Membership.objects.get(user=cast.counter_a), by=cast.coordinator, at=cast.at)
    assert told(cast, "coordinator", BEFORE) == []
