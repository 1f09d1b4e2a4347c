"""An area with a training in it, and the two subjects of the catalogue that can be taught."""

import datetime as dt
from typing import Any

import pytest

from participants.models import User
from tests.cast import Cast
from tests.screens import cast, screens
from tests.toolbox.catalogue.conftest import facts
from toolbox.catalogue.models import Measure
from toolbox.models import Certificate, Training, TrainingSession
from toolbox.trainings import actions, attendance

__all__ = ["cast", "screens"]
SUBJECTS = {
    "resilience-training-retail": "Weerbaarheidstraining voor winkelpersoneel",
    "e-learning-retail": "E-learning veilig winkelen en werken",
    "shop-house-rules": "Huisregels bij de deur",
}


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    for code, title in SUBJECTS.items():
        told = facts(code, title_nl=title)
        Measure.objects.create(code=code, version=1, valid_from=dt.date(2020, 1, 1), checksum="x", facts=told)


def add(cast: Cast, **changes: Any) -> Training:
    told = {
        "measure_code": "resilience-training-retail",
        "title": "Rustig blijven",
        "practised": "Aanspreken, afstand houden en hulp halen.",
        "valid_months": 12,
        "opens_counter": False,
    }
    return actions.add_training(cast.area, **{**told, **changes}, by=cast.coordinator, at=cast.at)


def plan(cast: Cast, training: Training, *, days: int = 0, **changes: Any) -> TrainingSession:
    told = {
        "held_on": cast.today + dt.timedelta(days=days),
        "place": "Buurthuis",
        "trainer": "Trainers bv",
        "seats": 10,
    }
    return actions.plan_session(training, **{**told, **changes}, by=cast.coordinator, at=cast.at)


def certify(cast: Cast, session: TrainingSession, *users: User, at: dt.datetime | None = None) -> list[Certificate]:
    """These people were there: signed up and marked by the coordinator."""
    at = at or cast.at
    attendance.sign_up(session, people=users, by=cast.coordinator, at=at)
    here = session.participants.filter(user__in=users)
    made = attendance.mark_presence(session, present=here, by=cast.coordinator, at=at)
    return sorted(made, key=lambda row: [user.pk for user in users].index(row.holder.pk))


@pytest.fixture
def training(cast: Cast) -> Training:
    return add(cast)


@pytest.fixture
def session(cast: Cast, training: Training) -> TrainingSession:
    """One that is given today."""
    return plan(cast, training)
