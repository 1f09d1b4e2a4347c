"""What a question asks besides a yes or a no: which fields that makes, and what may be filled in."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bans.free_text import check_free_text
from participants.refusals import Refusal

from ..catalogue.models import Measure, tongue
from ..catalogue.vocabulary import Party
from .questions import Fact, Question
from .rules import UNDER_A_PERMIT
from .vocabulary import Answer, Assessment

LONGEST_FACT = 200


def conditions_of(measure: Measure) -> list[str]:
    """The conditions in Dutch, which is how an answer knows them."""
    return list(measure.facts.get("conditions_nl", []))


def condition_spoken(measure: Measure, condition: str) -> str:
    """This condition in the reader's language; as it stands where the measure no longer has it."""
    known = conditions_of(measure)
    told = measure.facts.get(f"conditions_{tongue()}", known)
    return told[known.index(condition)] if condition in known and len(told) == len(known) else condition


def condition_key(condition: str) -> str:
    """A short name for a field: a condition that changed while somebody typed is another one."""
    return hashlib.sha256(condition.encode()).hexdigest()[:8]


def asked_deciders(measure: Measure) -> list[str]:
    """Who must decide. Of the permit of the area the register knows, so that nobody is asked for it."""
    known = {Party.DPA} if measure.code in UNDER_A_PERMIT else set()
    return [party for party in measure.deciders if party not in known]


def clean(
    question: Question, measure: Measure, answer: str, given: Mapping[str, Any], *, on: dt.date
) -> dict[str, Any]:
    """What an answer keeps of what was filled in. With a yes every fact is needed; refuses what cannot be."""
    facts: dict[str, Any] = {}
    for fact in question.facts:
        value = _READ[fact.kind](fact, given.get(fact.code))
        if value:
            facts[fact.code] = value
        elif answer == Answer.YES:
            raise Refusal("fact_missing", _("Vul dit in als het antwoord ja is: %s") % fact.label, field=fact.code)
    if question.code == "competence":
        facts["deciders"] = _deciders(measure, given.get("deciders", {}))
    if question.code == "conditions":
        facts["conditions"] = _conditions(measure, given.get("conditions", {}))
    if answer == Answer.YES:
        _refuse_contradiction(facts, on=on)
    return facts


def _text(fact: Fact, value: Any) -> str:
    return _short_text(str(value or ""), fact.code)


def _day(fact: Fact, value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else ""


def _assessment(fact: Fact, value: Any) -> str:
    return value if value in Assessment.values else ""


_READ: dict[str, Callable[[Fact, Any], str]] = {"text": _text, "day": _day, "assessment": _assessment}


def _short_text(text: str, field: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_FACT:
        raise Refusal("too_long", _("Gebruik hier ten hoogste %s tekens.") % LONGEST_FACT, field=field)
    return check_free_text(text, field)


def _deciders(measure: Measure, given: Mapping[str, str]) -> dict[str, str]:
    decide = {party: given.get(party) for party in asked_deciders(measure)}
    for party, answer in decide.items():
        if answer not in Answer.values:
            sentence = _("Zeg of deze partij hierover beslist: %s") % Party(party).label
            raise Refusal("decider_missing", sentence, field=f"decider_{party}")
    return {party: str(answer) for party, answer in decide.items()}


def _conditions(measure: Measure, given: Mapping[str, str]) -> dict[str, str]:
    """The conditions that are met, each with what shows it."""
    met = {}
    for condition in conditions_of(measure):
        if condition in given:
            field = f"shown_{condition_key(condition)}"
            met[condition] = _short_text(given[condition], field)
            if not met[condition]:
                sentence = _("Schrijf waaruit blijkt dat hieraan is voldaan: %s")
                raise Refusal("not_shown", sentence % condition_spoken(measure, condition), field=field)
    return met


def _refuse_contradiction(facts: Mapping[str, Any], *, on: dt.date) -> None:
    """A yes that its own facts deny."""
    if facts.get("assessment") == Assessment.TO_DO:
        sentence = _("De privacytoets of de vergunning moet er nog komen. Kies dan ‘nee’ of ‘nog niet bekend’.")
        raise Refusal("assessment_to_do", sentence, field="assessment")
    # Days as they are written sort as they come.
    ends_on, evaluated_on = facts.get("ends_on"), facts.get("evaluated_on")
    if ends_on and ends_on <= on.isoformat():
        raise Refusal("ends_too_soon", _("Kies een laatste dag na vandaag."), field="ends_on")
    if ends_on and evaluated_on and not on.isoformat() <= evaluated_on <= ends_on:
        raise Refusal(
            "evaluated_too_late",
            _("De evaluatie is vandaag of later, en niet na de laatste dag."),
            field="evaluated_on",
        )
