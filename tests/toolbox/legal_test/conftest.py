"""A small catalogue in the database, and tests of its measures that went through the real actions."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from participants.models import User
from tests.cast import Cast
from tests.screens import cast, screens
from tests.toolbox.measures import CATALOGUE, measure
from toolbox.catalogue.models import Measure
from toolbox.legal_test import actions
from toolbox.legal_test.facts import asked_deciders, conditions_of
from toolbox.legal_test.judging import standing
from toolbox.legal_test.models import LegalTest
from toolbox.legal_test.questions import questions

__all__ = ["cast", "screens"]

REASON = "Dat staat in het verslag van de vergadering."


@pytest.fixture
def catalogue(db: None) -> dict[str, Measure]:
    return {row.code: row for row in Measure.objects.bulk_create(measure(code) for code in CATALOGUE)}


@dataclass
class Examiner:
    """Tests made by the municipality, on the day on which the tests play."""

    cast: Cast

    def begin(self, code: str = "individual-shop-ban", title: str = "Diefstal aan de Markt") -> LegalTest:
        return actions.begin(self.cast.area, measure_code=code, title=title, by=self.by, at=self.cast.at)

    @property
    def by(self) -> User:
        return self.cast.municipality

    def given(self, test: LegalTest, question: str) -> dict[str, Any]:
        """What makes a yes whole."""
        row = standing(test, on=self.cast.today).measure
        day = self.cast.today
        return {
            "article": "Huisrecht",
            "deciders": dict.fromkeys(asked_deciders(row), "yes"),
            "conditions": dict.fromkeys(conditions_of(row), "Zie het verslag"),
            "data": "Naam en dag",
            "ground": "Gerechtvaardigd belang",
            "retention": "Een jaar",
            "assessment": "done",
            "ends_on": day + dt.timedelta(days=180),
            "evaluated_on": day + dt.timedelta(days=150),
            "owner": "De voorzitter",
        }

    def answer(self, test: LegalTest, question: str, answer: str = "yes", reason: str = REASON, **given: Any) -> None:
        actions.give_answer(
            test, question=question, answer=answer, reason=reason, given={**self.given(test, question), **given},
            by=self.by, at=self.cast.at,
        )  # fmt: skip

    def answer_all(self, test: LegalTest, **answers: str) -> LegalTest:
        """Yes to everything but these."""
        for question in questions():
            self.answer(test, question, answers.get(question.replace("-", "_"), "yes"))
        return test

    def close(self, test: LegalTest, *, at: dt.datetime | None = None) -> LegalTest:
        return actions.close(test, by=self.by, at=at or self.cast.at)

    def outcome(self, test: LegalTest) -> str:
        return standing(LegalTest.objects.get(pk=test.pk), on=self.cast.today).verdict.outcome


@pytest.fixture
def tests(cast: Cast, catalogue: dict[str, Measure]) -> Examiner:
    return Examiner(cast)
