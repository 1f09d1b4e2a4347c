"""Forms of the partnership. The actions judge; a form only reads."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import ShoppingArea
from participants.pages.inputs import DateInput

from .models import Covenant, Meeting, MeetingAction, Partner


class ReadingForm(forms.ModelForm):
    """The action writes and judges; an instance changed here would slip past it."""

    def _post_clean(self) -> None:
        pass


class PartnerForm(ReadingForm):
    class Meta:
        model = Partner
        fields = ("organisation", "party", "contact_name", "contact_email", "joined_on", "left_on")
        widgets = {"joined_on": DateInput(), "left_on": DateInput()}
        help_texts = {
            "contact_name": gettext_lazy("Alleen wie voor de organisatie het aanspreekpunt is."),
            "left_on": gettext_lazy("Laat leeg zolang de organisatie meedoet."),
        }


class CovenantForm(ReadingForm):
    link = forms.URLField(
        label=gettext_lazy("waar het document staat"), max_length=300, required=False, assume_scheme="https",
        help_text=gettext_lazy("Het adres van het getekende stuk. Drempel bewaart het stuk zelf niet."),
    )  # fmt: skip

    class Meta:
        model = Covenant
        fields = ("title", "signed_on", "ends_on", "review_on", "purpose", "data_class", "data_note", "link")
        widgets = {
            **{name: DateInput() for name in ("signed_on", "ends_on", "review_on")},
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "data_note": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "data_class": gettext_lazy("Kies het gevoeligste dat wordt gedeeld."),
            "data_note": gettext_lazy("Mag leeg blijven als er geen persoonsgegevens worden gedeeld."),
        }


class MeetingForm(ReadingForm):
    decisions = forms.CharField(
        label=gettext_lazy("besluiten"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Per regel een besluit. Schrijf geen namen van mensen op."),
    )

    class Meta:
        model = Meeting
        fields = ("held_on", "subject", "partners")
        widgets = {"held_on": DateInput(), "partners": forms.CheckboxSelectMultiple()}

    field_order = ("held_on", "subject", "partners", "decisions")

    def __init__(self, *args: Any, area: ShoppingArea, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = area.partners.all()
        if not self.instance.pk:
            known = known.taking_part(on)
        self.initial["decisions"] = "\n".join(self.instance.decisions)
        self.fields["partners"].queryset = known  # type: ignore[attr-defined]
        self.fields["partners"].label_from_instance = lambda partner: partner.organisation  # type: ignore[attr-defined]

    def lines(self) -> list[str]:
        return self.cleaned_data["decisions"].splitlines()


class ActionForm(ReadingForm):
    class Meta:
        model = MeetingAction
        fields = ("what", "partner", "due_on")
        widgets = {"due_on": DateInput()}

    def __init__(self, *args: Any, area: ShoppingArea, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = area.partners.taking_part(on)  # type: ignore[attr-defined]
        self.fields["partner"].label_from_instance = lambda partner: partner.organisation  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """An action is done on a day, or dropped for a reason."""

    DONE, DROPPED = "done", "dropped"
    outcome = forms.ChoiceField(
        label=gettext_lazy("hoe loopt het af?"),
        choices=[(DONE, gettext_lazy("Gedaan")), (DROPPED, gettext_lazy("Vervalt"))],
        widget=forms.RadioSelect,
    )
    done_on = forms.DateField(label=gettext_lazy("gedaan op"), required=False, widget=DateInput())
    dropped_reason = forms.CharField(
        label=gettext_lazy("waarom vervalt de actie?"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> None:
        done = self.cleaned_data.get("outcome") == self.DONE
        if done and "done_on" not in self.errors and not self.cleaned_data["done_on"]:
            self.add_error("done_on", _("Vul in op welke dag het klaar was."))
