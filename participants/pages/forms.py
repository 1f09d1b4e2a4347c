"""Forms of the area, its shops and its people. The actions judge; a form only reads."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Business, Municipality, Shop, ShoppingArea
from ..protocol import BRIEF_CHOICES, LIMITS, WORDS, Parameters
from ..roles import Role
from .inputs import DateInput


class AreaForm(forms.ModelForm):
    municipality_name = forms.CharField(label=gettext_lazy("gemeente"), max_length=100)
    boundary = forms.CharField(
        label=gettext_lazy("punten van de grens"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Per regel een punt: breedte, lengte. Bijvoorbeeld 52.0907, 5.1214"),
    )

    public_page = forms.URLField(
        label=gettext_lazy("openbare pagina met de deelnemers"), required=False, assume_scheme="https"
    )

    class Meta:
        model = ShoppingArea
        fields = (
            "name", "slug", "association", "association_address", "contact_email", "contact_phone",
            "privacy_officer", "oversight_email", "public_page", "police_phone", "help_places", "boundary_text",
            "boundary", "covers_passages", "mixed_sectors_permitted",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # The log, and the heads of it that others hold, carry this name.
            self.fields["slug"].disabled = True
            self.initial["municipality_name"] = self.instance.municipality.name
            self.initial["boundary"] = "\n".join(f"{lat}, {lon}" for lat, lon in self.instance.boundary)

    def clean_boundary(self) -> list[list[float]]:
        points = []
        for line in self.cleaned_data["boundary"].strip().splitlines():
            try:
                lat, lon = (float(part) for part in line.split(","))
            except ValueError:
                raise forms.ValidationError(_("Deze regel is geen punt: %s") % line[:40]) from None
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise forms.ValidationError(_("Dit punt ligt niet op de kaart: %s") % line[:40])
            points.append([lat, lon])
        if points and len(points) < 3:
            raise forms.ValidationError(_("Een grens heeft ten minste drie punten."))
        return json.loads(json.dumps(points))

    def facts(self) -> dict[str, Any]:
        """The fields as `create_area` and `update_area` take them."""
        data = dict(self.cleaned_data)
        name = data.pop("municipality_name").strip()
        data["municipality"], _made = Municipality.objects.get_or_create(name=name)
        return data


class PermitForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("kenmerk van de vergunning"), max_length=60)
    granted_on = forms.DateField(label=gettext_lazy("verleend op"), widget=DateInput())
    valid_from = forms.DateField(label=gettext_lazy("geldig vanaf"), widget=DateInput())
    valid_until = forms.DateField(label=gettext_lazy("geldig tot en met"), required=False, widget=DateInput())
    businesses = forms.ModelMultipleChoiceField(
        label=gettext_lazy("ondernemingen in de vergunning"),
        queryset=Business.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, area: ShoppingArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["businesses"].queryset = area.businesses.all()  # type: ignore[attr-defined]


class EvaluationForm(forms.Form):
    held_on = forms.DateField(label=gettext_lazy("gehouden op"), widget=DateInput())


PARAMETER_LABELS = {
    "ind_ban_m": gettext_lazy("individueel verbod (maanden)"),
    "ind_warn_m": gettext_lazy("individuele waarschuwing (maanden)"),
    "col_warn_m": gettext_lazy("collectieve waarschuwing (maanden)"),
    "col_ban_m": gettext_lazy("collectief verbod (maanden)"),
    "col_ban_serious_m": gettext_lazy("collectief verbod na een zwaar feit (maanden)"),
    "max_ban_m": gettext_lazy("langste termijn (maanden)"),
    "nuis_repeat_n": gettext_lazy("aantal maatregelen voor overlast tot collectieve waarschuwing"),
    "nuis_window_m": gettext_lazy("binnen zoveel maanden"),
    "min_age": gettext_lazy("jongste leeftijd in het register (jaar)"),
    "u16_max_m": gettext_lazy("langste verbod onder 16 (maanden)"),
    "minor_max_m": gettext_lazy("langste maatregel onder 18 (maanden)"),
    "breach_new_m": gettext_lazy("nieuw verbod na een overtreding (maanden)"),
    "serve_timeout_d": gettext_lazy("uitreiken binnen (dagen)"),
    "permit_warn_d": gettext_lazy("waarschuwen voor einde vergunning (dagen)"),
    "purge_grace_d": gettext_lazy("verwijderen na de laatste dag (dagen)"),
    "check_alert_wd": gettext_lazy("waarschuwing controleren binnen (werkdagen)"),
    "instruction_m": gettext_lazy("instructie voor de balie opnieuw na (maanden)"),
    "eval_m": gettext_lazy("samenwerking evalueren na (maanden)"),
    "checks_minute_n": gettext_lazy("vragen aan de balie per minuut, per persoon"),
    "checks_hour_n": gettext_lazy("vragen aan de balie per uur, per persoon"),
    "checks_day_n": gettext_lazy("vragen aan de balie per dag, per persoon"),
    "checks_shop_day_n": gettext_lazy("vragen aan de balie per dag, per winkel"),
    "people_day_n": gettext_lazy("mensen van de lijst die iemand op een dag te weten komt"),
    "people_shop_day_n": gettext_lazy("mensen van de lijst die een winkel op een dag te weten komt"),
    "request_aim_d": gettext_lazy("verzoek of bezwaar beantwoorden binnen (dagen)"),
    "set_aside_wd": gettext_lazy("beslissen of een maatregel wordt stilgelegd binnen (werkdagen)"),
    "request_kept_m": gettext_lazy("zaak zonder namen bewaren na het antwoord (maanden)"),
    "committee_weeks_n": gettext_lazy("advies van de klachtencommissie binnen (weken; 0 is geen commissie)"),
}


class ProtocolForm(forms.Form):
    adopted_on = forms.DateField(label=gettext_lazy("vastgesteld op"), widget=DateInput())
    valid_from = forms.DateField(label=gettext_lazy("geldt vanaf"), widget=DateInput())
    dpia_version = forms.CharField(label=gettext_lazy("versie van de DPIA"), max_length=40)
    photo_brief = forms.ChoiceField(
        label=gettext_lazy("foto's voor de balie"),
        choices=list(
            zip(
                BRIEF_CHOICES,
                (
                    gettext_lazy("geen"),
                    gettext_lazy("hoogstens acht, van deze week"),
                    gettext_lazy("allemaal (alleen als de DPIA dat toestaat)"),
                ),
                strict=True,
            )
        ),
        initial="brief",
    )
    objection_meanwhile = forms.ChoiceField(
        label=gettext_lazy("een maatregel waartegen bezwaar is gemaakt"),
        choices=list(
            zip(
                WORDS["objection_meanwhile"],
                (gettext_lazy("loopt door tot iemand beslist"), gettext_lazy("is meteen verborgen voor de balies")),
                strict=True,
            )
        ),
        initial="runs",
    )
    answer_too_late = forms.ChoiceField(
        label=gettext_lazy("als het antwoord te laat is"),
        choices=list(
            zip(
                WORDS["answer_too_late"],
                (gettext_lazy("verborgen voor de balies"), gettext_lazy("alleen een melding")),
                strict=True,
            )
        ),
        initial="hidden",
    )

    def __init__(self, *args: Any, current: Parameters, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WORDS:
            self.fields[name].initial = getattr(current, name)
        for name, (low, high) in LIMITS.items():
            self.fields[name] = forms.IntegerField(
                label=PARAMETER_LABELS[name],
                initial=getattr(current, name),
                help_text=_("van %(low)s tot en met %(high)s") % {"low": low, "high": high},
            )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*LIMITS, *WORDS)}


class ShopForm(forms.ModelForm):
    business_name = forms.CharField(label=gettext_lazy("naam van de onderneming"), max_length=160)

    class Meta:
        model = Shop
        fields = (
            "name", "address", "sector", "agreement_signed_on", "power_of_attorney_signed_on",
            "agreement_ends_on", "declaration_signed_on", "sticker_seen_on", "house_rules_seen_on",
            "staffed_from", "staffed_until",
        )  # fmt: skip
        widgets = {
            name: DateInput()
            for name in (
                "agreement_signed_on", "power_of_attorney_signed_on", "agreement_ends_on", "declaration_signed_on",
                "sticker_seen_on", "house_rules_seen_on",
            )
        } | {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"}) for name in ("staffed_from", "staffed_until")
        }  # fmt: skip
        help_texts = {
            "agreement_ends_on": gettext_lazy("Laat leeg als er geen einddatum is afgesproken."),
            "staffed_from": gettext_lazy(
                "Een vraag aan de balie buiten deze tijden is een signaal voor de coördinator."
            ),
        }

    field_order = ("business_name", "name", "address", "sector")
    HOURS = ("staffed_from", "staffed_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.HOURS:
            self.fields[name].required = False
        if self.instance.pk:
            del self.fields["business_name"]

    def facts(self) -> dict[str, Any]:
        """What was filled in; hours left open stay as they are."""
        return {name: value for name, value in self.cleaned_data.items() if value or name not in self.HOURS}

    def _post_clean(self) -> None:
        """The action writes and judges; an instance changed here would slip past it."""


class InviteForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("naam"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("e-mailadres"))
    role = forms.ChoiceField(label=gettext_lazy("rol"), choices=Role.choices, widget=forms.RadioSelect)
    shop = forms.ModelChoiceField(label=gettext_lazy("winkel"), queryset=Shop.objects.none(), required=False)

    def __init__(self, *args: Any, area: ShoppingArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shop"].queryset = area.shops.all()  # type: ignore[attr-defined]
