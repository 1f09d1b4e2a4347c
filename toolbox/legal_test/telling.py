"""A test in words: why it came to its outcome, what one may do instead, and what was filled in."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..catalogue.models import Measure
from ..catalogue.shelf import Shelf
from ..catalogue.taxonomy import taxonomy
from ..catalogue.vocabulary import Party, Status
from .facts import condition_spoken, conditions_of
from .judging import Standing
from .models import LegalAnswer
from .questions import Fact, Question, questions
from .rules import Finding
from .vocabulary import Answer, Assessment, Outcome

MAY_HELP_INSTEAD = (Outcome.NO, Outcome.LIGHTER)


def reasons(stands: Standing) -> list[str]:
    """A sentence for everything that was found. Questions without an answer are told as one number."""
    found = [finding for finding in stands.verdict.findings if finding.code != "unanswered"]
    return [_SENTENCES[finding.code](stands, finding) for finding in found]


def _ended(stands: Standing, finding: Finding) -> str:
    return _("Deze maatregel bestaat niet meer. Niemand kan hem nog nemen.")


def _excluded(stands: Standing, finding: Finding) -> str:
    practice = next((row for row in taxonomy().excluded if row.code == finding.about), None)
    if practice is None:
        return _("De tekst vraagt om iets wat niemand doet.")
    told = _("De tekst vraagt om iets wat niemand doet: %(title)s. %(reason)s")
    sentence = told % {"title": practice.title, "reason": practice.reason}
    if stands.test.is_closed:
        return sentence
    return f"{sentence} {_('Bedoelt u juist dat u dit niet doet? Schrijf er dan ‘geen’ of ‘zonder’ voor.')}"


def _no_permit(stands: Standing, finding: Finding) -> str:
    return _(
        "Het gebied heeft geen geldige vergunning van de Autoriteit Persoonsgegevens. Zonder die vergunning "
        "mag dit niet. Dit staat in het register en kan hier niet worden veranderd."
    )


def _no_decider(stands: Standing, finding: Finding) -> str:
    return _("%s beslist hier niet over, en zonder dat besluit mag het niet.") % Party(finding.about).label


def _decider_unknown(stands: Standing, finding: Finding) -> str:
    return _("Vraag of deze partij hierover beslist: %s.") % Party(finding.about).label


def _answered_no(stands: Standing, finding: Finding) -> str:
    question = questions()[finding.about]
    return f"{question.short}: {question.if_no}"


def _unknown(stands: Standing, finding: Finding) -> str:
    question = questions()[finding.about]
    return _("%(short)s: zoek dit nog uit. %(question)s") % {"short": question.short, "question": question.question}


def _condition(stands: Standing, finding: Finding) -> str:
    return _("Nog te regelen: %s") % condition_spoken(stands.measure, finding.about)


_SENTENCES: dict[str, Callable[[Standing, Finding], str]] = {
    "ended": _ended,
    "excluded": _excluded,
    "no_permit": _no_permit,
    "no_decider": _no_decider,
    "decider_unknown": _decider_unknown,
    "answered_no": _answered_no,
    "unknown": _unknown,
    "condition": _condition,
}


def instead(stands: Standing, books: Shelf) -> list[Measure]:
    """The measures that may do where this one may not: what replaced it, what is lighter, what there is in the
    place of a practice that nobody does."""
    if stands.verdict.outcome not in MAY_HELP_INSTEAD:
        return []
    excluded = {finding.about for finding in stands.verdict.findings if finding.code == "excluded"}
    codes = [code for practice in taxonomy().excluded if practice.code in excluded for code in practice.instead]
    codes += [row.b for row in taxonomy().about(stands.measure.code) if row.kind == "replaced_by"]
    codes += [measure.code for measure in lighter(stands.measure, books)]
    measures = books.named(tuple(dict.fromkeys(codes)))
    return [row for row in measures if row.status != Status.ENDED and row.code != stands.measure.code]


def lighter(measure: Measure, books: Shelf) -> list[Measure]:
    """The lighter alternatives that the measure names, and the steps below it on its ladders."""
    codes = list(measure.lighter)
    for ladder in taxonomy().ladders:
        if measure.code in ladder.steps:
            codes += ladder.steps[: ladder.steps.index(measure.code)]
    return [row for row in books.named(tuple(dict.fromkeys(codes))) if row.status != Status.ENDED]


class Told(NamedTuple):
    """One question of the test with what was answered, for a page and for paper."""

    question: Question
    row: LegalAnswer | None
    facts: list[tuple[str, str]]


def conversation(stands: Standing) -> list[Told]:
    """All questions in order, each with its answer if there is one."""
    return [
        Told(question, row, list(_facts(question, row, stands.measure)) if row else [])
        for question, row in ((question, stands.answers.get(code)) for code, question in questions().items())
    ]


def _facts(question: Question, row: LegalAnswer, measure: Measure) -> Iterator[tuple[str, str]]:
    for fact in question.facts:
        if value := row.facts.get(fact.code):
            yield fact.label, _value(fact, value)
    for party, decides in row.facts.get("deciders", {}).items():
        yield _("Beslist: %s") % Party(party).label, str(Answer(decides).label)
    if question.code == "conditions":
        met = row.facts.get("conditions", {})
        for condition in conditions_of(measure):
            yield condition_spoken(measure, condition), met.get(condition) or _("nog niet in orde")


def _value(fact: Fact, value: str) -> str:
    if fact.kind == "day":
        return date_format(dt.date.fromisoformat(value), "j F Y")
    return str(Assessment(value).label) if fact.kind == "assessment" else value
