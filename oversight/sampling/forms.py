"""Forms of the samples. The actions judge; a form only reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Choice, Ground
from .size import CONFIDENCES, SHARES

MOST = 2000


class DrawForm(forms.Form):
    confidence = forms.TypedChoiceField(
        label=_("hoe zeker wilt u zijn?"), coerce=int, initial=95, choices=[(one, f"{one} %") for one in CONFIDENCES]
    )
    share = forms.TypedChoiceField(
        label=_("welk aandeel fouten mag u niet ontgaan?"), coerce=int, initial=5,
        choices=[(one, f"{one} %") for one in SHARES],
        help_text=_("Zit dit deel of meer fout, dan zit er met die zekerheid minstens één fout in de steekproef."),
    )  # fmt: skip


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(label=_("wat vindt u van dit dossier?"), choices=Choice, widget=forms.RadioSelect)


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("tekst"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Schrijf geen namen op."),
    )  # fmt: skip


class NameForm(WordsForm):
    ground = forms.ChoiceField(
        label=_("waarom is de naam echt nodig?"), choices=[("", _("Kies een reden")), *Ground.choices]
    )
    field_order = ("ground", "words")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("waarom niet?"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Schrijf geen namen op."),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button says it."""
