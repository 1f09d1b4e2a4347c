"""Beginning a test, answering its questions, and closing it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..catalogue.shelf import measure_for
from . import facts
from .judging import standing
from .models import LegalAnswer, LegalTest
from .questions import questions
from .rules import may_close
from .vocabulary import Answer

SHORTEST_TITLE, LONGEST_TITLE = 5, 120
SHORTEST_REASON, LONGEST_REASON = 10, 2000


@transaction.atomic
def begin(
    area: ShoppingArea, *, measure_code: str, title: str, by: User, at: dt.datetime, follows: LegalTest | None = None
) -> LegalTest:
    """Begin a test of a measure that the catalogue holds today."""
    require(by, Permission.MAKE_PLANS, area=area, on=dutch_date(at))
    measure = measure_for(measure_code, on=dutch_date(at))
    if measure is None:
        raise Refusal("no_such_measure", _("Deze maatregel staat niet in de catalogus."), field="measure_code")
    title = _text(title, "title", SHORTEST_TITLE, LONGEST_TITLE)
    test = LegalTest(area=area, measure_code=measure.code, measure_version=measure.version, title=title)
    test.begun_by, test.begun_at, test.follows = by, at, follows
    test.save()
    record("legal_test.begun", subject=_subject(test), by=by, area=area, measure=measure.code)
    return test


def begin_again(test: LegalTest, *, by: User, at: dt.datetime) -> LegalTest:
    """A new test of the same measure at the same place. Its questions are asked anew, beside the earlier answers."""
    if not test.is_closed:
        raise Refusal("test_open", _("Deze toets is nog niet afgesloten. Ga daarmee verder."))
    return begin(test.area, measure_code=test.measure_code, title=test.title, by=by, at=at, follows=test)


@transaction.atomic
def give_answer(
    test: LegalTest, *, question: str, answer: str, reason: str, given: Mapping[str, Any], by: User, at: dt.datetime
) -> LegalAnswer:
    """Answer one question, or answer it differently. `given` is what the question asks besides (`facts.clean`)."""
    test = _still_open(test, by=by, at=at)
    if answer not in Answer.values:
        raise Refusal("no_answer", _("Kies ja, nee of nog niet bekend."), field="answer")
    reason = _text(reason, "reason", SHORTEST_REASON, LONGEST_REASON)
    measure = standing(test, on=dutch_date(at)).measure
    kept = facts.clean(questions()[question], measure, answer, given, on=dutch_date(at))
    values = {"area": test.area, "answer": answer, "reason": reason, "facts": kept}
    row, _made = LegalAnswer.objects.update_or_create(
        test=test, question=question, defaults={**values, "answered_by": by, "answered_at": at}
    )
    record("legal_test.answered", subject=_subject(test), by=by, area=test.area, question=question, answer=answer)
    return row


@transaction.atomic
def close(test: LegalTest, *, by: User, at: dt.datetime) -> LegalTest:
    """Freeze the test: its outcome and why, the version of the measure, the permit, by whom and when."""
    test = _still_open(test, by=by, at=at)
    stands = standing(test, on=dutch_date(at))
    if not may_close(stands.verdict):
        raise Refusal("not_answered", _("Nog niet elke vraag heeft een antwoord. Beantwoord eerst de rest."))
    test.outcome, test.findings = stands.verdict.outcome, [list(finding) for finding in stands.verdict.findings]
    test.measure_version, test.measure_checksum = stands.measure.version, stands.measure.checksum
    test.permit_status, test.permit_number = stands.permit.status, stands.permit.number
    test.closed_by, test.closed_at = by, at
    test.save()
    record("legal_test.closed", subject=_subject(test), by=by, area=test.area, outcome=str(test.outcome))
    return test


def _still_open(test: LegalTest, *, by: User, at: dt.datetime) -> LegalTest:
    """The row itself, held until this is done, so that nobody answers a test that another is closing."""
    require(by, Permission.MAKE_PLANS, area=test.area, on=dutch_date(at))
    held = LegalTest.objects.select_for_update().get(pk=test.pk)
    if held.is_closed:
        raise Refusal("test_closed", _("Deze toets is afgesloten en verandert niet meer. Begin een nieuwe."))
    return held


def _text(text: str, field: str, shortest: int, longest: int) -> str:
    text = text.strip()
    if not shortest <= len(text) <= longest:
        sentence = _("Schrijf ten minste %(shortest)s en ten hoogste %(longest)s tekens.")
        raise Refusal("wrong_length", sentence % {"shortest": shortest, "longest": longest}, field=field)
    return check_free_text(text, field)


def _subject(test: LegalTest) -> str:
    return f"legal-test:{test.pk}"
