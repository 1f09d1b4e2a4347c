"""Where a test stands: the measure, the answers, the permit, and what that comes to until closing freezes it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from participants.models import ShoppingArea

from ..catalogue.models import Measure
from ..catalogue.shelf import measure_for
from ..catalogue.taxonomy import taxonomy
from ..catalogue.vocabulary import Status
from .facts import asked_deciders, conditions_of
from .models import LegalAnswer, LegalTest
from .questions import questions
from .rules import UNDER_A_PERMIT, Case, Finding, Verdict, judge, practices_in
from .vocabulary import Answer, PermitStatus


@dataclass(frozen=True)
class Permit:
    """How the area stands with the permit of the data protection authority, as far as this measure needs one."""

    status: str
    number: str = ""


@dataclass(frozen=True)
class Standing:
    test: LegalTest
    measure: Measure
    answers: dict[str, LegalAnswer]
    permit: Permit
    verdict: Verdict

    @property
    def changed_since(self) -> bool:
        """Whether the measure got another version while the test was open."""
        return not self.test.is_closed and self.measure.version != self.test.measure_version

    @property
    def next_question(self) -> str | None:
        """The first that has no answer yet."""
        return next((code for code in questions() if code not in self.answers), None)

    def next_after(self, question: str) -> str | None:
        """The next without an answer from here on, and else the first that was passed over."""
        codes = list(questions())
        place = codes.index(question) + 1
        return next((code for code in (*codes[place:], *codes[:place]) if code not in self.answers), None)


def permit_of(area: ShoppingArea, measure_code: str, *, on: dt.date) -> Permit:
    """What the register says; nobody can say otherwise (R1)."""
    if measure_code not in UNDER_A_PERMIT:
        return Permit(PermitStatus.NOT_NEEDED)
    permit = area.permit_on(on)
    return Permit(PermitStatus.IN_FORCE, permit.number) if permit else Permit(PermitStatus.MISSING)


def standing(test: LegalTest, *, on: dt.date) -> Standing:
    """An open test by what holds today; a closed one as it was frozen."""
    order = list(questions())
    answers = {row.question: row for row in sorted(test.answers.all(), key=lambda row: order.index(row.question))}
    if test.is_closed:
        measure = Measure.objects.get(code=test.measure_code, version=test.measure_version)
        verdict = Verdict(test.outcome, tuple(Finding(*finding) for finding in test.findings))
        return Standing(test, measure, answers, Permit(test.permit_status, test.permit_number), verdict)
    held = measure_for(test.measure_code, on=on)
    measure = held or Measure.objects.filter(code=test.measure_code).latest("version")
    permit = permit_of(test.area, test.measure_code, on=on)
    ended = held is None or held.status == Status.ENDED
    return Standing(test, measure, answers, permit, judge(_case(test, measure, answers, permit, ended=ended)))


def _case(test: LegalTest, measure: Measure, answers: dict[str, LegalAnswer], permit: Permit, *, ended: bool) -> Case:
    facts = {code: row.facts for code, row in answers.items()}
    met = facts.get("conditions", {}).get("conditions", {})
    decide = facts.get("competence", {}).get("deciders", {})
    return Case(
        answers={code: row.answer for code, row in answers.items()},
        conditions={condition: condition in met for condition in conditions_of(measure)},
        deciders={party: decide.get(party, Answer.UNKNOWN) for party in asked_deciders(measure)},
        permit=permit.status,
        ended=ended,
        excluded=practices_in(_texts(test, answers.values()), {p.code: p.words for p in taxonomy().excluded}),
    )


def _texts(test: LegalTest, answers: Iterable[LegalAnswer]) -> Iterator[str]:
    """Everything that somebody typed."""
    yield test.title
    for row in answers:
        yield row.reason
        yield from _typed(row.facts)


def _typed(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _typed(inner)
    elif isinstance(value, str):
        yield value
