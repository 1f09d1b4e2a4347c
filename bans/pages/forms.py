"""Forms of the register. They read; the actions judge."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from participants.models import Shop
from participants.pages.inputs import DateInput, MomentInput, TimeInput

from ..appearance import LISTS
from ..conduct import CLASS_LABELS, REPORTABLE, ConductClass
from ..models.counter_check import OpenReason
from ..models.entry_exception import ForWhat
from ..models.person import IdentityBasis

APPEARANCE_LABELS = {
    "approximate_age": _("leeftijd ongeveer"),
    "build": _("bouw"),
    "hair": _("haar"),
    "clothing": _("kleding"),
    "tattoo_place": _("tatoeage"),
}


def conduct_choices() -> list[tuple[Any, Any]]:
    """The closed list, grouped by class."""
    groups = (ConductClass.NUISANCE, ConductClass.OFFENCE, ConductClass.SERIOUS)
    return [("", "—")] + [
        (CLASS_LABELS[group], [(c.code, c.label) for c in REPORTABLE if c.conduct_class is group]) for group in groups
    ]


class IncidentForm(forms.Form):
    shop = forms.ModelChoiceField(label=_("winkel"), queryset=Shop.objects.none(), empty_label=None)
    conduct_code = forms.ChoiceField(label=_("wat gebeurde er?"))
    happened_at = forms.DateTimeField(label=_("wanneer?"), widget=MomentInput())
    place = forms.CharField(label=_("waar in de winkel?"), max_length=120, help_text=_("Bijvoorbeeld: bij de kassa"))
    observed_by = forms.CharField(label=_("wie zag het?"), max_length=120)
    observer_function = forms.CharField(
        label=_("functie van wie het zag"),
        max_length=80,
        help_text=_("Deze functie komt in de brief, de naam niet."),
    )
    narrative = forms.CharField(
        label=_("wat gebeurde er precies?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("Alleen wat iemand deed. Deze tekst staat in de brief."),
    )
    police_report = forms.CharField(label=_("nummer van de aangifte"), max_length=60, required=False)
    family_name = forms.CharField(label=_("achternaam"), max_length=80, required=False)
    given_name = forms.CharField(label=_("voornaam"), max_length=80, required=False)
    birth_date = forms.DateField(label=_("geboortedatum"), required=False, widget=DateInput())
    address = forms.CharField(label=_("adres voor de brief"), max_length=200, required=False)
    identity_basis = forms.ChoiceField(
        label=_("hoe is vastgesteld wie het is?"),
        choices=IdentityBasis.choices,
        initial=IdentityBasis.UNKNOWN,
    )
    apparently_minor = forms.BooleanField(label=_("lijkt jonger dan 18"), required=False)
    photo = forms.FileField(label=_("foto"), required=False, help_text=_("Eén stilstaand beeld, hoogstens 8 MB."))
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    asked_person = forms.BooleanField(required=False, widget=forms.HiddenInput)
    submission_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [shop.pk for shop in shops]
        self.fields["shop"].queryset = Shop.objects.filter(pk__in=keys).select_related("area")  # type: ignore[attr-defined]
        self.fields["shop"].initial = keys[0] if keys else None
        self.fields["conduct_code"].choices = conduct_choices()  # type: ignore[attr-defined]
        self.fields["photo"].widget.attrs.update({"accept": "image/jpeg,image/png,image/webp"})
        for name, words in LISTS.items():
            self.fields[name] = forms.ChoiceField(
                label=APPEARANCE_LABELS[name], required=False, choices=[("", "—"), *words.items()]
            )

    def appearance(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LISTS}


class ProposalForm(forms.Form):
    kind = forms.CharField(widget=forms.HiddenInput)
    scope = forms.CharField(widget=forms.HiddenInput)
    months = forms.IntegerField(label=_("termijn in maanden"))
    reason = forms.CharField(
        label=_("waarom deze maatregel en deze termijn?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    door_override_reason = forms.CharField(
        label=_("waarom mag dit zonder sticker of huisregels?"), required=False, max_length=500
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("reden"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class HoldForm(ReasonForm):
    until = forms.DateField(label=_("opnieuw bekijken op"), widget=DateInput())


class CheckForm(forms.Form):
    shop = forms.ModelChoiceField(label=_("winkel"), queryset=Shop.objects.none(), empty_label=None)
    family_name = forms.CharField(
        label=_("achternaam"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    given_name = forms.CharField(
        label=_("voornaam"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_year = forms.IntegerField(
        label=_("of geboortejaar"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [shop.pk for shop in shops]
        self.fields["shop"].queryset = Shop.objects.filter(pk__in=keys).select_related("area")  # type: ignore[attr-defined]
        self.fields["shop"].initial = keys[0] if keys else None
        if len(keys) == 1:
            self.fields["shop"].widget = forms.HiddenInput()


class OpenForm(forms.Form):
    reason = forms.ChoiceField(label=_("waarom wilt u dit zien?"), choices=OpenReason.choices, widget=forms.RadioSelect)


class BreachForm(forms.Form):
    shop = forms.ModelChoiceField(label=_("winkel"), queryset=Shop.objects.none(), empty_label=None)
    happened_at = forms.DateTimeField(label=_("wanneer?"), widget=MomentInput())
    place = forms.CharField(label=_("waar in de winkel?"), max_length=120)
    observed_by = forms.CharField(label=_("wie zag het?"), max_length=120)
    observer_function = forms.CharField(label=_("functie van wie het zag"), max_length=80)
    narrative = forms.CharField(
        label=_("bijzonderheden"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    submission_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [shop.pk for shop in shops]
        self.fields["shop"].queryset = Shop.objects.filter(pk__in=keys).select_related("area")  # type: ignore[attr-defined]


class ExceptionForm(forms.Form):
    shop = forms.ModelChoiceField(label=_("winkel"), queryset=Shop.objects.none(), empty_label=None)
    for_what = forms.ChoiceField(label=_("waarvoor?"), choices=ForWhat.choices, widget=forms.RadioSelect)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("op welke dagen?"),
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets gekozen is elke dag."),
    )
    starts_at = forms.TimeField(label=_("vanaf"), required=False, widget=TimeInput())
    ends_at = forms.TimeField(
        label=_("tot"),
        required=False,
        widget=TimeInput(),
        help_text=_("Niets ingevuld is: zolang de winkel open is."),
    )
    last_day = forms.DateField(label=_("tot en met"), widget=DateInput())

    def __init__(self, *args: Any, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [shop.pk for shop in shops]
        self.fields["shop"].queryset = Shop.objects.filter(pk__in=keys).order_by("name", "pk")  # type: ignore[attr-defined]


class ImportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("wat staat er in het bestand?"),
        choices=[("shops", _("winkels")), ("sanctions", _("lopende maatregelen"))],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("CSV-bestand"), help_text=_("UTF-8, met een kopregel; zie de handleiding."))
    really = forms.BooleanField(label=_("echt inlezen (anders alleen proberen)"), required=False)
