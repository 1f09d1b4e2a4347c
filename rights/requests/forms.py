"""Forms of a request. They read; the actions judge."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.requests import Outcome, Right
from participants.models import User
from participants.pages.inputs import DateInput

from ..corrections.models import Kind
from .models import Cause, Channel, Dispute, Identified, Request, Side

CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.PAGE]
HOW = [choice for choice in Identified.choices if choice[0] != Identified.CODE]
# What may change in the register, by what was asked; a request for anything else changes nothing there.
CHANGES = {
    Right.OBJECTION: (Kind.WITHDRAWN, Kind.ANNULLED, Kind.ERASED),
    Right.RECTIFICATION: (Kind.RECTIFIED, Kind.ANNULLED, Kind.ERASED),
    Right.ERASURE: (Kind.ERASED,),
    Right.RESTRICTION: (Kind.RESTRICTED, Kind.WITHDRAWN, Kind.ANNULLED),
}
CHANGE_LABELS = {
    Kind.RECTIFIED: _("de gegevens worden verbeterd"),
    Kind.RESTRICTED: _("geen balie ziet de maatregel meer; hij loopt wel door"),
    Kind.WITHDRAWN: _("de maatregel wordt ingetrokken: hij stopt nu"),
    Kind.ANNULLED: _("de maatregel wordt vernietigd: hij had er nooit mogen zijn"),
    Kind.ERASED: _("de gegevens worden gewist"),
}


class LongText(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 6)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), strip=False, **kwargs)


class RegisterForm(forms.Form):
    channel = forms.ChoiceField(label=_("hoe kwam het binnen?"), choices=CHANNELS, widget=forms.RadioSelect)
    received_on = forms.DateField(
        label=_("op welke dag?"),
        widget=DateInput(),
        help_text=_("De dag waarop het bij iemand van ons aankwam, ook als dat een winkel was."),
    )
    right = forms.ChoiceField(label=_("wat vraagt de persoon?"), choices=Right.choices, widget=forms.RadioSelect)
    dispute = forms.ChoiceField(
        label=_("zegt de persoon dat er iets niet klopt?"),
        choices=[("", _("nee")), *Dispute.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Zo ja, dan ziet geen balie de maatregel tot het is uitgezocht."),
    )
    words = LongText(
        label=_("de woorden van de persoon"),
        required=False,
        rows=8,
        help_text=_("Precies zoals gezegd of geschreven, in welke taal ook. Een burgerservicenummer laten wij weg."),
    )
    name = forms.CharField(label=_("naam"), max_length=300, required=False)
    contact = forms.CharField(
        label=_("waar gaat het antwoord heen?"),
        max_length=300,
        required=False,
        help_text=_("E-mail, telefoon of adres, wat de persoon zelf kiest."),
    )
    sanction = forms.CharField(
        label=_("kenmerk van de maatregel"),
        max_length=40,
        required=False,
        help_text=_("Staat op de brief. Weet u het nog niet? Laat het leeg; de tijd loopt al wel."),
    )
    identified = forms.ChoiceField(
        label=_("hoe weet u om wie het gaat?"),
        choices=[("", _("nog niet bekend")), *HOW],
        required=False,
        help_text=_("Vraag nooit om een kopie van een paspoort, en nooit om een burgerservicenummer."),
    )
    copy_destroyed = forms.BooleanField(
        label=_("er zat een kopie van een paspoort of ander document bij"),
        required=False,
        help_text=_(
            "Vernietig die kopie nu: verwijder de bijlage, ook uit de prullenbak, of doe het papier door de "
            "versnipperaar. Neem er niets uit over. In de ontvangstbevestiging staat dat wij dit deden."
        ),
    )


class BindForm(forms.Form):
    sanction = forms.CharField(
        label=_("kenmerk van de maatregel"), max_length=40, help_text=_("Staat op de brief van de persoon.")
    )
    identified = forms.ChoiceField(label=_("hoe weet u om wie het gaat?"), choices=HOW, widget=forms.RadioSelect)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class OwnerForm(forms.Form):
    owner = PersonChoice(label=_("wie behandelt dit verzoek?"), queryset=User.objects.none(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset, field.empty_label = User.objects.filter(pk__in=[user.pk for user in people]), None


class HearerForm(forms.Form):
    hearer = PersonChoice(label=_("wie luistert?"), queryset=User.objects.none(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["hearer"]
        field.queryset, field.empty_label = User.objects.filter(pk__in=[user.pk for user in people]), None


class SetAsideForm(forms.Form):
    set_aside = forms.TypedChoiceField(
        label=_("leggen wij de maatregel stil zolang wij kijken?"),
        choices=[("yes", _("ja, geen balie ziet hem")), ("no", _("nee, hij blijft gelden"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = LongText(label=_("waarom?"), help_text=_("De persoon mag dit lezen."))

    def __init__(self, *args: Any, stays_hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stays_hidden:
            field: Any = self.fields["set_aside"]
            no = _("nee, maar hij blijft verborgen tot het antwoord: het is te laat, of iets anders verbergt hem")
            field.choices = [field.choices[0], ("no", no)]


class SettleForm(forms.Form):
    confirmed = forms.TypedChoiceField(
        label=_("wat bleek?"),
        choices=[
            ("yes", _("het klopte: de balies zien de maatregel weer")),
            ("no", _("het klopte niet: de maatregel blijft verborgen tot het antwoord")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = LongText(label=_("hoe hebt u dat uitgezocht?"), help_text=_("De persoon mag dit lezen."))


class ReportForm(forms.Form):
    heard_on = forms.DateField(label=_("dag van het gesprek"), widget=DateInput())
    words = LongText(
        label=_("wat zei de persoon?"),
        rows=10,
        help_text=_("Wilde de persoon niet praten? Schrijf dat dan op."),
    )


class WordsForm(forms.Form):
    side = forms.ChoiceField(
        label=_("wiens woorden zijn dit?"),
        choices=[(side.value, side.label) for side in (Side.PERSON, Side.SHOP, Side.ASSOCIATION)],
        widget=forms.RadioSelect,
    )
    words = LongText(label=_("woorden"), rows=8)


class AdviceForm(forms.Form):
    advice = forms.ChoiceField(label=_("advies"), choices=Outcome.choices, widget=forms.RadioSelect)
    words = LongText(label=_("waarom?"), rows=8)


class ReasonsForm(forms.Form):
    reasons = LongText(label=_("waarom duurt het langer?"), help_text=_("Dit staat in de brief aan de persoon."))


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("wat is besloten?"), choices=Outcome.choices, widget=forms.RadioSelect)
    change = forms.ChoiceField(label=_("wat verandert er in het register?"), required=False, widget=forms.RadioSelect)
    cause = forms.ChoiceField(label=_("wat was er misgegaan?"), choices=Cause.choices, widget=forms.RadioSelect)
    reasons = LongText(
        label=_("waarom?"),
        rows=8,
        help_text=_("Dit staat in de brief. Ga in op wat de persoon zei. Gebruik gewone woorden."),
    )

    def __init__(self, *args: Any, asked: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = CHANGES.get(Right(asked.right), ()) if asked.sanction_id else ()
        if not kinds:
            del self.fields["change"]
            return
        field: Any = self.fields["change"]
        field.choices = [("", _("niets")), *((kind.value, CHANGE_LABELS[kind]) for kind in kinds)]
