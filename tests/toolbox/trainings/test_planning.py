"""Setting up a training, and the days on which it is given."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from tests.cast import Cast
from tests.refused import refused
from toolbox.models import Training, TrainingSession
from toolbox.trainings import actions
from toolbox.trainings.models import State
from toolbox.trainings.subjects import subjects

from .conftest import add, certify, plan


def test_subjects_are_the_measures_that_teach(cast: Cast) -> None:
    """House rules can be put on a door and not be taught."""
    assert [row.code for row in subjects(cast.today)] == ["e-learning-retail", "resilience-training-retail"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"measure_code": "shop-house-rules"}, "unknown_subject"),
        ({"measure_code": "nothing"}, "unknown_subject"),
        ({"valid_months": 0}, "months"),
        ({"valid_months": 61}, "months"),
        ({"title": "  "}, "missing"),
        ({"practised": ""}, "missing"),
        ({"practised": "Burgerservicenummer 111222333 noteren."}, "citizen_number"),
    ],
)
def test_training_that_cannot_be_is_refused_and_leaves_nothing(cast: Cast, changes: dict, code: str) -> None:
    before = Event.objects.count()
    with refused(code):
        add(cast, **changes)
    assert not Training.objects.exists() and Event.objects.count() == before


def test_second_training_of_one_name_is_refused(cast: Cast, training: Training) -> None:
    with refused("title_exists"):
        add(cast)


def test_only_who_makes_plans_adds_a_training(cast: Cast) -> None:
    """The municipality may; that a training opens the counter is for the coordinator alone to say."""
    told = {
        "measure_code": "e-learning-retail", "practised": "Oefenen.", "valid_months": 6, "at": cast.at,
    }  # fmt: skip
    for who in (cast.manager_a, cast.counter_a, cast.approver, cast.stranger):
        with refused("not_allowed"):
            actions.add_training(cast.area, title="Een", **told, by=who)
    with refused("not_allowed"):
        actions.add_training(cast.area, title="Een", **told, opens_counter=True, by=cast.municipality)
    assert actions.add_training(cast.area, title="Een", **told, by=cast.municipality).pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_on": dt.date(206, 3, 1)}, "odd_day"),
        ({"held_on": dt.date(2028, 3, 17)}, "odd_day"),
        ({"starts_at": dt.time(10)}, "odd_hours"),
        ({"ends_at": dt.time(10)}, "odd_hours"),
        ({"starts_at": dt.time(12), "ends_at": dt.time(10)}, "odd_hours"),
        ({"seats": 0}, "odd_seats"),
        ({"seats": 501}, "odd_seats"),
        ({"place": " "}, "missing"),
        ({"trainer": ""}, "missing"),
    ],
)
def test_session_that_cannot_be_is_refused(cast: Cast, training: Training, changes: dict, code: str) -> None:
    with refused(code):
        plan(cast, training, **changes)
    assert not TrainingSession.objects.exists()


def test_state_follows_from_the_days(cast: Cast, training: Training) -> None:
    """Planned on its day too, until presence is marked; held the day after, or as soon as it is marked."""
    today, past = plan(cast, training), plan(cast, training, days=-1)
    assert [row.state(cast.today) for row in (past, today)] == [State.HELD, State.PLANNED]
    certify(cast, today, cast.counter_a)
    today.refresh_from_db()
    assert today.state(cast.today) is State.HELD


def test_session_is_cancelled_once_and_with_a_reason(cast: Cast, training: Training) -> None:
    row = plan(cast, training, days=7)
    told = {"by": cast.coordinator, "at": cast.at}
    with refused("missing"):
        actions.cancel_session(row, reason=" ", **told)
    cancelled = actions.cancel_session(row, reason="De trainer is ziek.", **told)
    assert cancelled.state(cast.today) is State.CANCELLED
    with refused("already_cancelled"):
        actions.cancel_session(row, reason="Nog eens.", **told)
    assert not TrainingSession.objects.ahead(cast.today).exists()


def test_what_was_held_is_not_cancelled(cast: Cast, session: TrainingSession) -> None:
    certify(cast, session, cast.counter_a)
    with refused("already_held"):
        actions.cancel_session(session, reason="Toch niet.", by=cast.coordinator, at=cast.at)


@pytest.mark.parametrize(
    "broken",
    [
        {"seats": 0},
        {"starts_at": dt.time(12), "ends_at": dt.time(10)},
        {"cancel_reason": "Zonder dag."},
        {"cancel_reason": "Zonder wie.", "cancelled_at": dt.datetime(2026, 3, 16, tzinfo=dt.UTC)},
        {"presence_marked_at": dt.datetime(2026, 3, 16, tzinfo=dt.UTC)},
    ],
)
def test_database_keeps_no_half_session(session: TrainingSession, broken: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingSession.objects.filter(pk=session.pk).update(**broken)


def test_log_tells_the_deed_and_no_text(cast: Cast, session: TrainingSession) -> None:
    """Codes and counts; what somebody typed stays out of the log."""
    lines = list(Event.objects.filter(action__startswith="training.").order_by("pk"))
    assert [line.action for line in lines] == ["training.added", "training.planned"]
    assert not any(word in str(line.facts) for line in lines for word in ("Rustig", "Buurthuis", "Trainers"))
