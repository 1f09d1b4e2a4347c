"""Forms of the permit dossier. The actions judge; a form only reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.pages.inputs import DateInput

from .models import LONGEST_CASE_NUMBER, LONGEST_POINT, LONGEST_REMARK, Purpose


class MakeForm(forms.Form):
    purpose = forms.ChoiceField(label=_("waarvoor is het dossier?"), choices=Purpose, widget=forms.RadioSelect)
    case_number = forms.CharField(
        label=_("zaaknummer van de AP"), max_length=LONGEST_CASE_NUMBER, required=False,
        help_text=_("Van de vergunning die er al is. Bij een eerste aanvraag blijft dit leeg."),
    )  # fmt: skip


class FileForm(forms.Form):
    filed_on = forms.DateField(label=_("ingediend op"), widget=DateInput())
    case_number = forms.CharField(
        label=_("zaaknummer van de AP"), max_length=LONGEST_CASE_NUMBER, required=False,
        help_text=_("Zoals het in de ontvangstbevestiging staat."),
    )  # fmt: skip


class PointForm(forms.Form):
    words = forms.CharField(
        label=_("wat moet nog worden beslist?"), max_length=LONGEST_POINT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Het komt zo in de DPIA te staan. Schrijf geen namen van personen op."),
    )  # fmt: skip


class SettleForm(forms.Form):
    settled_on = forms.DateField(label=_("beslist op"), widget=DateInput())
    remark = forms.CharField(
        label=_("wat is er besloten, en waarom?"), max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Het komt zo in de DPIA te staan. Schrijf geen namen van personen op."),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button says it."""
