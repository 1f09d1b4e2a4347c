"""Forms of the plans. The actions judge; a form only reads."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.clock import dutch_date
from participants.pages.inputs import DateInput

from ..catalogue.models import Measure
from ..catalogue.vocabulary import Party
from ..legal_test.models import LegalTest
from .actions.evaluations import EvaluationDraft
from .actions.parts import PartDraft, ready_tests
from .actions.plans import PlanDraft
from .exchange import MOST_EUROS
from .models import Indicator, Outcome, Plan, PlanPart

NOBODY = gettext_lazy("Noem niemand, en geen groep mensen. Schrijf op wat er gebeurt, waar en wanneer.")
LONGEST = 5000


def _long(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, widget=widget, required=required, help_text=help_text, strip=True
    )


def _euros(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_EUROS, initial=0)


class PlanForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("naam van het plan"), max_length=120)
    problem = _long(gettext_lazy("wat is het probleem?"), help_text=NOBODY)
    goal = _long(gettext_lazy("wat moet er veranderen?"), rows=3)
    starts_on = forms.DateField(label=gettext_lazy("eerste dag"), widget=DateInput())
    ends_on = forms.DateField(label=gettext_lazy("laatste dag"), widget=DateInput())
    budget = _euros(gettext_lazy("budget in hele euro's"))

    def draft(self) -> PlanDraft:
        return PlanDraft(**self.cleaned_data)

    @staticmethod
    def of(plan: Plan) -> dict[str, Any]:
        return {name: getattr(plan, name) for name in PlanForm.base_fields}


class LegalTestChoice(forms.ModelChoiceField):
    """Tests as somebody tells them apart: by place and day."""

    def label_from_instance(self, obj: LegalTest) -> str:
        day = date_format(dutch_date(obj.closed_at), "j F Y") if obj.closed_at else "–"
        return _("%(title)s, gesloten op %(day)s") % {"title": obj.title, "day": day}


class PartForm(forms.Form):
    owner = forms.ChoiceField(label=gettext_lazy("wie is verantwoordelijk?"))
    owner_role = forms.CharField(
        label=gettext_lazy("in welke rol?"),
        max_length=80,
        help_text=gettext_lazy("Een functie en geen naam, bijvoorbeeld: adviseur veiligheid."),
    )
    starts_on = forms.DateField(label=gettext_lazy("eerste dag"), widget=DateInput())
    last_day = forms.DateField(label=gettext_lazy("laatste dag"), widget=DateInput())
    budget = _euros(gettext_lazy("budget in hele euro's"))
    indicator: "forms.ModelChoiceField[Indicator]" = forms.ModelChoiceField(
        label=gettext_lazy("aan welke cijfers ziet u of het helpt?"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("nog geen cijfers"),
    )
    legal_test = LegalTestChoice(
        label=gettext_lazy("juridische toets"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("geen"),
        help_text=gettext_lazy("Alleen toetsen van deze maatregel die klaar zijn."),
    )
    note = _long(gettext_lazy("opmerking"), rows=2, required=False)
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("wie helpen mee?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, plan: Plan, measure_code: str, measure: Measure | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure_code = measure_code
        fields: dict[str, Any] = self.fields
        fields["owner"].choices = _parties_first(measure.parties if measure else [])
        fields["partners"].choices = _parties_first(measure.partners if measure else [])
        fields["indicator"].queryset = plan.indicators.all()
        tests = [test.pk for test in ready_tests(plan, measure_code)]
        fields["legal_test"].queryset = LegalTest.objects.filter(pk__in=tests)

    def draft(self) -> PartDraft:
        return PartDraft(measure_code=self.measure_code, **self.cleaned_data)

    @staticmethod
    def of(part: PlanPart) -> dict[str, Any]:
        return {name: getattr(part, name) for name in PartForm.base_fields}


def _parties_first(likely: list[str]) -> list[tuple[str, str]]:
    """Every party, those that the measure names before the others."""
    choices = [(code, str(label)) for code, label in Party.choices]
    return sorted(choices, key=lambda choice: choice[0] not in likely)


class ReasonForm(forms.Form):
    reason = _long(gettext_lazy("reden"), rows=3)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("uw besluit"),
        choices=[
            ("approve", gettext_lazy("Goedkeuren. Het plan gaat lopen.")),
            ("send_back", gettext_lazy("Terugsturen. Het plan moet anders.")),
        ],
        widget=forms.RadioSelect,
    )
    reason = _long(gettext_lazy("reden, als u het terugstuurt"), rows=3, required=False)


class StopForm(forms.Form):
    reason = _long(gettext_lazy("waarom stopt het?"), rows=3)


class ExtendForm(forms.Form):
    last_day = forms.DateField(label=gettext_lazy("nieuwe laatste dag"), widget=DateInput())
    reason = _long(gettext_lazy("waarom duurt het langer?"), rows=3)


class FiguresForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("wat wordt geteld?"),
        max_length=120,
        help_text=gettext_lazy(
            "Bijvoorbeeld: meldingen van winkeldiefstal. Een naam die er al is krijgt er maanden bij."
        ),
    )
    unit = forms.CharField(label=gettext_lazy("eenheid"), max_length=40, initial=gettext_lazy("meldingen"))
    file = forms.FileField(
        label=gettext_lazy("CSV-bestand"),
        help_text=gettext_lazy("Twee kolommen: periode (2026-03) en aantal. Een regel voor elke maand."),
    )


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("bestand van het plan (JSON)"))


SEEN = [("no", gettext_lazy("Nee, we keken ernaar en zagen niets")), ("yes", gettext_lazy("Ja"))]


class EvaluationForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("hielp het?"), choices=Outcome.choices, widget=forms.RadioSelect)
    side_effects_seen = forms.ChoiceField(
        label=gettext_lazy("waren er bijwerkingen?"),
        choices=SEEN,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Bijvoorbeeld: klanten bleven weg, of mensen voelden zich onterecht bekeken."),
    )
    side_effects = _long(gettext_lazy("welke bijwerkingen?"), rows=3, required=False)
    displacement_seen = forms.ChoiceField(
        label=gettext_lazy("ging het probleem naar een andere plek of tijd?"),
        choices=SEEN,
        widget=forms.RadioSelect,
    )
    displacement = _long(gettext_lazy("waarheen?"), rows=3, required=False)
    learned = _long(gettext_lazy("wat hebt u geleerd?"), help_text=NOBODY)
    shared = forms.BooleanField(
        label=gettext_lazy("zet dit op de openbare bladzijde van de maatregel, met de gemeente erbij"),
        help_text=gettext_lazy("Iedereen kan dit dan lezen. Noem niemand bij naam."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What was seen is told; what was not seen has no text."""
        data = super().clean() or {}
        for name in ("side_effects", "displacement"):
            if data.get(f"{name}_seen") == "no":
                data[name] = ""
            elif data.get(f"{name}_seen") == "yes" and not data.get(name):
                self.add_error(name, _("Schrijf op wat u zag."))
        return data

    def draft(self) -> EvaluationDraft:
        names = ("outcome", "side_effects", "displacement", "learned", "shared")
        return EvaluationDraft(**{name: self.cleaned_data[name] for name in names})
