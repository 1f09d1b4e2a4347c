"""Forms for putting something right. They read; the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bans.appearance import LISTS
from bans.models import Photo, Sanction
from bans.models.person import IdentityBasis
from bans.pages.forms import APPEARANCE_LABELS
from notices.requests import Outcome
from participants.pages.inputs import DateInput, MomentInput

from ..requests.models import Cause
from .models import Kind

# What cannot be the reason of a correction of this kind.
NOT_FOR = {
    Kind.RECTIFIED: (Cause.NONE, Cause.TOO_HEAVY),
    Kind.ANNULLED: (Cause.NONE, Cause.CHANGED),
}
TAKEN_AWAY = {
    "photo": _("de foto"),
    "birth_date": _("de geboortedatum"),
    "address": _("het adres"),
}


class CorrectForm(forms.Form):
    """Why, and that somebody looked at what it touches."""

    cause = forms.ChoiceField(label=_("wat was er mis?"))
    reason = forms.CharField(
        label=_("reden"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Deze tekst staat in de brief aan de persoon. Noem geen andere mensen."),
    )
    sure = forms.BooleanField(label=_("ik heb gezien wat dit raakt"))

    def __init__(self, *args: Any, sanction: Sanction, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [choice for choice in Cause.choices if choice[0] not in NOT_FOR.get(kind, ())]
        self.fields["cause"].choices = [("", "—"), *left]  # type: ignore[attr-defined]
        if sanction.lifted_at or sanction.annulled_at:
            # It was given when the measure ended.
            del self.fields["reason"]

    def changes(self) -> dict[str, object]:
        """What is rectified, by field."""
        return {}


class EraseForm(CorrectForm):
    everything = forms.ChoiceField(
        label=_("wat moet weg?"),
        choices=[("no", _("alleen deze maatregel")), ("yes", _("alles van deze persoon"))],
        initial="no",
        widget=forms.RadioSelect,
    )
    field_order = ("everything", "cause", "reason", "sure")


class RectifyForm(CorrectForm):
    """What the register says now; address and birth date are not shown, for they open only after a proof (D16)."""

    family_name = forms.CharField(label=_("achternaam"), max_length=80, required=False)
    given_name = forms.CharField(label=_("voornaam"), max_length=80, required=False)
    identity_basis = forms.ChoiceField(label=_("hoe is vastgesteld wie het is?"), choices=IdentityBasis.choices)
    birth_date = forms.DateField(
        label=_("andere geboortedatum"), required=False, widget=DateInput(), help_text=_("Laat leeg wat blijft.")
    )
    address = forms.CharField(
        label=_("ander adres voor de brief"), max_length=200, required=False, help_text=_("Laat leeg wat blijft.")
    )
    happened_at = forms.DateTimeField(label=_("wanneer?"), widget=MomentInput())
    place = forms.CharField(label=_("waar in de winkel?"), max_length=120)
    narrative = forms.CharField(
        label=_("wat gebeurde er precies?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    take_away = forms.MultipleChoiceField(
        label=_("wat moet weg?"), required=False, widget=forms.CheckboxSelectMultiple, choices=list(TAKEN_AWAY.items())
    )
    PERSON = ("family_name", "given_name", "identity_basis", "birth_date", "address", *LISTS)
    INCIDENT = ("happened_at", "place", "narrative")
    PLAIN = ("family_name", "given_name", "identity_basis", *INCIDENT)

    def __init__(self, *args: Any, sanction: Sanction, kind: Kind, **kwargs: Any) -> None:
        person, incident = sanction.person, sanction.incident
        rows = {**dict.fromkeys(self.PLAIN[:3], person), **dict.fromkeys(self.INCIDENT, incident)}
        initial = {name: getattr(row, name) for name, row in rows.items()} | dict(person.appearance)
        initial |= kwargs.pop("initial", None) or {}
        super().__init__(*args, sanction=sanction, kind=kind, initial=initial, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("waarom?"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Dit blijft bij de maatregel staan zolang die er is."),
        )
        if not Photo.objects.filter(person=person).exists():
            left = [choice for choice in TAKEN_AWAY.items() if choice[0] != "photo"]
            self.fields["take_away"].choices = left  # type: ignore[attr-defined]
        for name, words in LISTS.items():
            self.fields[name] = forms.ChoiceField(
                label=APPEARANCE_LABELS[name], required=False, choices=[("", "—"), *words.items()]
            )

    def of_person(self) -> list[forms.BoundField]:
        return [self[name] for name in self.PERSON]

    def of_incident(self) -> list[forms.BoundField]:
        return [self[name] for name in self.INCIDENT]

    def of_answer(self) -> list[forms.BoundField]:
        """Why, below what changes."""
        return [self[name] for name in ("cause", "reason", "sure") if name in self.fields]

    def changes(self) -> dict[str, object]:
        given = self.cleaned_data
        changed: dict[str, object] = {name: given[name] for name in self.PLAIN}
        changed["appearance"] = {name: given[name] for name in LISTS if given[name]}
        changed |= {name: given[name] for name in ("birth_date", "address") if given[name]}
        away = {"photo": ("remove_photo", True), "birth_date": ("birth_date", None), "address": ("address", "")}
        return changed | dict(away[name] for name in given["take_away"])


class AnswerRectifyForm(RectifyForm):
    """The same as the answer to a request: what was decided, and reasons that stand in the letter (R60)."""

    outcome = forms.ChoiceField(
        label=_("wat is besloten?"),
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.REFUSED],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, sanction: Sanction, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, sanction=sanction, kind=kind, **kwargs)
        del self.fields["reason"]
        self.fields["reasons"] = forms.CharField(
            label=_("waarom?"),
            max_length=2000,
            strip=False,
            widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
            help_text=_("Dit staat in de brief. Ga in op wat de persoon zei. Gebruik gewone woorden."),
        )

    def of_answer(self) -> list[forms.BoundField]:
        return [self[name] for name in ("outcome", "cause", "reasons", "sure")]


FORMS: dict[Kind, type[CorrectForm]] = {Kind.RECTIFIED: RectifyForm, Kind.ERASED: EraseForm}


def form_for(kind: Kind) -> type[CorrectForm]:
    return FORMS.get(kind, CorrectForm)
