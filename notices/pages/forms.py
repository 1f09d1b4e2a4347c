"""Forms of letters and service. They read; the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bans.signatures import LONGEST_TEXT
from participants.pages.inputs import DateInput, MomentInput

from ..models.service import Delivery, Receipt
from ..sheets.languages import given_languages, sheet_choices


class PrepareForm(forms.Form):
    by_post = forms.ChoiceField(
        label=_("hoe krijgt de persoon de brief?"),
        choices=[("", _("in de hand")), ("yes", _("aangetekend per post"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    starts_on = forms.DateField(
        label=_("dag van uitreiken"),
        required=False,
        widget=DateInput(),
        help_text=_("Deze dag staat in de brief."),
    )
    combined = forms.BooleanField(
        label=_("samen uitreiken: het winkelverbod en de collectieve waarschuwing in één brief"),
        required=False,
        initial=True,
    )

    sheet = forms.ChoiceField(
        label=_("uitleg in de taal van de lezer"),
        choices=lambda: [("", _("geen")), *sheet_choices()],
        required=False,
        help_text=_("Komt achter de brief. De Nederlandse brief blijft de officiële tekst."),
    )
    large_print = forms.BooleanField(label=_("de uitleg in grote letters"), required=False)

    def __init__(self, *args: Any, pair: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not pair:
            del self.fields["combined"]


ON_SCREEN = "screen"


class HandedOverForm(forms.Form):
    handed_at = forms.DateTimeField(label=_("datum en tijd"), widget=MomentInput())
    place = forms.CharField(
        label=_("waar?"), max_length=120, widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"})
    )
    server_name = forms.CharField(label=_("wie reikte uit?"), max_length=120)
    witness_name = forms.CharField(
        label=_("wie was getuige?"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("taal van de brief"), choices=given_languages)
    receipt = forms.ChoiceField(
        label=_("handtekening"),
        choices=[
            (ON_SCREEN, _("tekent hier, op het scherm")),
            (Receipt.SIGNED, _("tekent op papier")),
            (Receipt.REFUSED, _("weigert te tekenen")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Een handtekening is alleen voor ontvangst, niet voor schuld."),
    )
    # What was drawn, as a picture in text. What is too long is told of by who reads the picture.
    signature = forms.CharField(required=False, widget=forms.HiddenInput)

    def drawing(self) -> str:
        """What was drawn, for the page to show again; nothing of what is too long to be a drawing."""
        drawn = self["signature"].value() or ""
        return drawn if len(drawn) <= LONGEST_TEXT else ""


class SendForm(forms.Form):
    sent_on = forms.DateField(label=_("verstuurd op"), widget=DateInput())
    track_and_trace = forms.CharField(
        label=_("track-and-tracecode"),
        max_length=40,
        help_text=_("Deze code staat op het bewijs van verzending."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class DeliveryForm(forms.Form):
    delivery = forms.ChoiceField(
        label=_("wat gebeurde er met de brief?"),
        choices=[c for c in Delivery.choices if c[0] != Delivery.UNDERWAY],
        widget=forms.RadioSelect,
    )
    delivered_on = forms.DateField(label=_("bezorgd op"), required=False, widget=DateInput())


class RepresentativeForm(forms.Form):
    sent_on = forms.DateField(label=_("brief verstuurd of gegeven op"), required=False, widget=DateInput())
    impossible_reason = forms.CharField(
        label=_("of: waarom kan dat niet?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
