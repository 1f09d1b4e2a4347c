"""The forms of the legal test. The actions judge; a form only reads."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.pages.inputs import DateInput

from ..catalogue.models import Measure
from ..catalogue.vocabulary import Category, Party
from .actions import LONGEST_REASON, LONGEST_TITLE
from .facts import LONGEST_FACT, asked_deciders, condition_key, condition_spoken, conditions_of
from .models import LegalAnswer
from .questions import Fact, Question
from .vocabulary import Answer, Assessment


class NewTestForm(forms.Form):
    measure_code = forms.ChoiceField(label=gettext_lazy("Welke maatregel?"))
    title = forms.CharField(
        label=gettext_lazy("Waar, en welk probleem?"),
        help_text=gettext_lazy("Kort. Bijvoorbeeld: diefstal in de winkels aan de Markt."),
        max_length=LONGEST_TITLE,
    )

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {str(label): [] for label in Category.labels}
        for measure in sorted(measures, key=lambda row: row.title.casefold()):
            groups[measure.category_label].append((measure.code, measure.title))
        choices = [("", _("Kies een maatregel")), *((label, rows) for label, rows in groups.items() if rows)]
        self.fields["measure_code"].choices = choices  # type: ignore[attr-defined]


IF_YES = gettext_lazy("Nodig als uw antwoord ja is.")


def _field_for(fact: Fact, *, required: bool) -> forms.Field:
    about: dict[str, Any] = {"label": fact.label, "help_text": IF_YES, "required": required}
    if fact.kind == "day":
        return forms.DateField(widget=DateInput(), **about)
    if fact.kind == "assessment":
        return forms.ChoiceField(choices=Assessment.choices, widget=forms.RadioSelect, **about)
    return forms.CharField(max_length=LONGEST_FACT, **about)


class AnswerForm(forms.Form):
    """One question. What it asks besides stands between the answer and the reason."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Uw antwoord"), choices=Answer.choices, widget=forms.RadioSelect, required=True
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Verplicht. Schrijf feiten, en niets over een bepaald mens."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, question: Question, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.measure = question, measure
        # Whoever says no or does not know has nothing to fill in.
        needed = self.data.get("answer", Answer.YES) == Answer.YES
        for fact in question.facts:
            self.fields[fact.code] = _field_for(fact, required=needed)
        if question.code == "competence":
            self._ask_deciders()
        if question.code == "conditions":
            self._ask_conditions()
        self.order_fields(["answer", *(name for name in self.fields if name not in ("answer", "reason")), "reason"])

    def _ask_deciders(self) -> None:
        choices = [
            (Answer.YES, _("Ja: het besluit is er, of volgt op deze toets")),
            (Answer.NO, _("Nee")),
            (Answer.UNKNOWN, _("Nog niet gevraagd")),
        ]
        for party in asked_deciders(self.measure):
            label = _("Beslist deze partij hierover? %s") % Party(party).label
            field = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
            self.fields[f"decider_{party}"] = field

    def _ask_conditions(self) -> None:
        for number, condition in enumerate(conditions_of(self.measure), start=1):
            key = condition_key(condition)
            label = f"{number}. {condition_spoken(self.measure, condition)}"
            self.fields[f"met_{key}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"shown_{key}"] = forms.CharField(
                label=_("Waaruit blijkt %s?") % number, max_length=LONGEST_FACT, required=False
            )

    def given(self) -> dict[str, Any]:
        """What the question asks besides, as `actions.give_answer` takes it."""
        data = self.cleaned_data
        given = {fact.code: data.get(fact.code) for fact in self.question.facts}
        if self.question.code == "competence":
            given["deciders"] = {party: data.get(f"decider_{party}") for party in asked_deciders(self.measure)}
        if self.question.code == "conditions":
            keys = {condition: condition_key(condition) for condition in conditions_of(self.measure)}
            met = {condition: data.get(f"shown_{key}", "") for condition, key in keys.items() if data.get(f"met_{key}")}
            given["conditions"] = met
        return given


def initial_of(row: LegalAnswer | None) -> dict[str, Any]:
    """An answer as the form shows it: to change it, or to look at it again in a test that follows."""
    if row is None:
        return {}
    facts: Mapping[str, Any] = row.facts
    shown: dict[str, Any] = {"answer": row.answer, "reason": row.reason}
    shown |= {name: value for name, value in facts.items() if isinstance(value, str)}
    for name in ("ends_on", "evaluated_on"):
        if name in shown:
            shown[name] = dt.date.fromisoformat(shown[name])
    shown |= {f"decider_{party}": answer for party, answer in facts.get("deciders", {}).items()}
    for condition, proof in facts.get("conditions", {}).items():
        shown |= {f"met_{condition_key(condition)}": True, f"shown_{condition_key(condition)}": proof}
    return shown
