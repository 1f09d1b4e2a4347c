"""The association's own face and words: typed, looked at as often as one likes, and then adopted as a version."""

import base64
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bans.logos import clean_logo
from bans.uploads import refuse_lost_logo
from participants import clock
from participants.doors import SignedInRequest
from participants.models import ShoppingArea
from participants.pages.areas import managed_area
from participants.pages.inputs import DateInput
from participants.refusals import Refusal

from ..actions.designs import MOST_CONTACT, DesignDraft, adopt_design, check_design
from ..letters import parts_of, to_pdf
from ..models import LetterDesign
from ..own_words.language import FIELDS
from ..own_words.preview import PREVIEWED, preview
from ..pdf.signing import signing_of

TEXTS = ("colour", "accent", "contact_line", "opening", "house_rules")
PDF, SAVE = "pdf", "save"
# On a screen a page of paper has no margin and is too wide.
ON_A_SCREEN = "body { zoom: 0.72; padding: 10mm; } @media (max-width: 500px) { body { zoom: 0.5; min-width: 170mm; } }"


class DesignForm(forms.Form):
    """The lengths of the two texts are the action's to judge: its sentence says how many signs were typed."""

    logo = forms.FileField(
        label=gettext_lazy("logo"),
        required=False,
        help_text=gettext_lazy("PNG, JPEG of WebP van hoogstens 8 MB. Het komt linksboven in de brief."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("zonder logo"), required=False)
    colour = forms.CharField(
        label=gettext_lazy("kleur van de koppen"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("De kleuren van een waarschuwing en van een verbod blijven zoals ze zijn."),
    )
    accent = forms.CharField(label=gettext_lazy("kleur van de lijnen"), widget=forms.TextInput(attrs={"type": "color"}))
    contact_line = forms.CharField(
        label=gettext_lazy("regel onder de naam"),
        required=False,
        max_length=MOST_CONTACT,
        help_text=gettext_lazy("Bijvoorbeeld wanneer u te bereiken bent."),
    )
    opening = forms.CharField(
        label=gettext_lazy("eigen begin van de brief"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Een alinea of twee, boven de rest van de brief."),
    )
    house_rules = forms.CharField(
        label=gettext_lazy("huisregels"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Begin elke regel met een streepje en een spatie. Ze hangen bij de ingang."),
    )
    valid_from = forms.DateField(label=gettext_lazy("geldt vanaf"), widget=DateInput())
    which = forms.ChoiceField(label=gettext_lazy("bekijk als"), choices=PREVIEWED)

    def draft(self, logo: bytes) -> DesignDraft:
        return DesignDraft(**{name: self.cleaned_data[name] for name in TEXTS}, logo=logo)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def design(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    now = clock.now()
    on = clock.dutch_date(now)
    if request.method != "POST":
        shown = _asked_version(request, area)
        logo = bytes(shown.logo) if shown else b""
        known = {name: getattr(shown or DesignDraft(), name) for name in TEXTS}
        form = DesignForm(initial={**known, "valid_from": on, "which": PREVIEWED[0][0]})
        page = preview(area, LetterDesign(area=area, **known, logo=logo), PREVIEWED[0][0], on=on)
        return _page(request, area, form, logo, page=page)
    form = DesignForm(request.POST, request.FILES)
    logo = _kept_logo(request, area)
    if not form.is_valid():
        return _page(request, area, form, logo)
    try:
        refuse_lost_logo(request.headers)
        logo = _chosen_logo(form, logo)
        draft = check_design(form.draft(logo))
        if request.POST.get("show") == SAVE:
            adopt_design(area, draft=draft, valid_from=form.cleaned_data["valid_from"], by=request.user, at=now)
            return HttpResponseRedirect(reverse("notices:design", args=[slug]))
        page = preview(area, LetterDesign(area=area, **vars(draft)), form.cleaned_data["which"], on=on)
        if request.POST.get("show") == PDF:
            return _pdf(page)
    except Refusal as refusal:
        return _page(request, area, form, logo, refusal=refusal)
    return _page(request, area, form, logo, page=page)


def _asked_version(request: SignedInRequest, area: ShoppingArea) -> LetterDesign | None:
    """The version to begin with: the one that was asked for, or the newest."""
    number = request.GET.get("versie", "")
    rows = LetterDesign.objects.filter(area=area)
    return (rows.filter(number=int(number)).first() if number.isdecimal() and len(number) < 6 else None) or rows.first()


def _chosen_logo(form: DesignForm, kept: bytes) -> bytes:
    if form.cleaned_data["no_logo"]:
        return b""
    return clean_logo(form.cleaned_data["logo"]) if form.cleaned_data["logo"] else kept


def _signer(area: ShoppingArea) -> signing.Signer:
    """A logo that was looked at comes back with the form; signed, so that it is the one that was rebuilt."""
    return signing.Signer(salt=f"notices.design.{area.pk}")


def _kept_logo(request: SignedInRequest, area: ShoppingArea) -> bytes:
    try:
        return base64.b64decode(_signer(area).unsign(request.POST.get("kept_logo", "")))
    except signing.BadSignature:
        return b""


def _page(request: SignedInRequest, area: ShoppingArea, form: DesignForm, logo: bytes, **more: Any) -> HttpResponse:
    page = more.pop("page", "")
    encoded = base64.b64encode(logo).decode()
    on = clock.today()
    context = {
        "area": area,
        "form": form,
        "logo": encoded,
        "kept_logo": _signer(area).sign(encoded) if logo else "",
        "fields": FIELDS,
        "frame": _framed(page, request) if page else "",
        "versions": LetterDesign.objects.filter(area=area).select_related("made_by").defer("logo"),
        "current": LetterDesign.objects.holding(area, on),
        "signing": signing_of(area, at=clock.now()),
        **more,
    }
    status = 422 if request.method == "POST" and not page else 200
    return render(request, "notices/design.html", context, status=status)


def _framed(page: str, request: SignedInRequest) -> str:
    """The letter itself, without its annexes, for a frame in which nothing can run; its style is let in by name."""
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    return parts_of(page)[0].html.replace("<style>", f'<style nonce="{nonce}">{ON_A_SCREEN}', 1)


def _pdf(page: str) -> HttpResponse:
    response = HttpResponse(to_pdf(page, identifier=_("voorbeeld")), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_("voorbeeld")}.pdf"'
    return response
