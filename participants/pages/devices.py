"""Pages of the tills of a shop: which there are, making this browser one, taking one back."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import clock
from ..access import has_permission, shops_of
from ..accounts import tills
from ..actions import devices as actions
from ..doors import SignedInRequest, area_or_404
from ..models import Device, Shop, ShoppingArea
from ..models.device import DeviceKind
from ..refusals import Refusal
from ..roles import Permission
from ..second_factor import confirmed
from .answers import answer_form
from .areas import FORM_METHODS


class DeviceForm(forms.Form):
    shop = forms.ModelChoiceField(label=gettext_lazy("winkel"), queryset=Shop.objects.none(), empty_label=None)
    name = forms.CharField(
        label=gettext_lazy("naam van de kassa"),
        max_length=60,
        help_text=gettext_lazy("Bijvoorbeeld: kassa bij de ingang."),
    )

    def __init__(self, *args, shops: list[Shop], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Shop.objects.filter(pk__in=[shop.pk for shop in shops]).select_related("area")
        self.fields["shop"].queryset = rows  # type: ignore[attr-defined]


def _tills_of(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, list[Shop], bool]:
    """The area, one's own shops with tills, and whether one oversees the tills of the whole area."""
    area, on = area_or_404(request.user, slug), clock.today()
    shops = shops_of(request.user, area, on=on, permission=Permission.MANAGE_TILLS)
    whole = has_permission(request.user, Permission.MANAGE_AREA, area=area, on=on)
    if not shops and not whole:
        raise Http404
    return area, shops, whole


@never_cache
@require_safe
def devices(request: SignedInRequest, slug: str) -> HttpResponse:
    return _list(request, slug)


def _list(request: SignedInRequest, slug: str, refusal: Refusal | None = None) -> HttpResponse:
    area, shops, whole = _tills_of(request, slug)
    rows = Device.objects.filter(shop__area=area) if whole else Device.objects.filter(shop__in=shops)
    context = {
        "area": area,
        "devices": rows.filter(revoked_at=None).select_related("shop").prefetch_related("codes__user"),
        "here": tills.device_of(request, on=clock.today()),
        "may_enrol": bool(shops),
        "refusal": refusal,
    }
    return render(request, "participants/devices.html", context, status=422 if refusal else 200)


@never_cache
@require_http_methods(FORM_METHODS)
@confirmed
def enrol(request: SignedInRequest, slug: str) -> HttpResponse:
    area, shops, _whole = _tills_of(request, slug)
    if not shops:
        raise Http404
    form = DeviceForm(request.POST or None, shops=shops)
    tokens: list[str] = []

    def deed() -> str:
        _device, token = actions.enrol(**form.cleaned_data, by=request.user, at=clock.now())
        tokens.append(token)
        return reverse("participants:devices", args=[area.slug])

    lead = _(
        "Deze browser wordt een kassa. Log daarna uit. Ieder kassapersoneelslid logt hier één keer in "
        "met het eigen wachtwoord en kiest dan een eigen code."
    )
    back = reverse("participants:devices", args=[slug])
    title, button = _("Van deze browser een kassa maken"), _("Maak er een kassa van")
    response = answer_form(request, form, deed, title=title, lead=lead, button=button, back=back)
    if tokens:
        tills.set_cookie(response, tokens[0])
    return response


@never_cache
@require_http_methods(FORM_METHODS)
@confirmed
def connect(request: SignedInRequest, slug: str) -> HttpResponse:
    """A till system or a door: its token is shown once, on the page that answers."""
    area, shops, _whole = _tills_of(request, slug)
    if not shops:
        raise Http404
    form = DeviceForm(request.POST or None, shops=shops)
    context: dict[str, object] = {"area": area, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            device, token = actions.enrol(**form.cleaned_data, by=request.user, at=clock.now(), kind=DeviceKind.SYSTEM)
            context |= {"device": device, "token": token, "address": request.build_absolute_uri("/api/v1/till/checks")}
            return render(request, "participants/device_connected.html", context)
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "participants/device_connected.html", context, status=422 if request.POST else 200)


@never_cache
@require_POST
def revoke(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area, shops, whole = _tills_of(request, slug)
    rows = Device.objects.filter(shop__area=area) if whole else Device.objects.filter(shop__in=shops)
    device = get_object_or_404(rows.select_related("shop", "shop__area"), pk=pk)
    try:
        actions.revoke(device, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _list(request, slug, refusal)
    return redirect("participants:devices", slug)
