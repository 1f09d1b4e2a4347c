"""Pages of the shops: their papers, joining."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import clock
from ..actions import shops as actions
from ..context import permissions_of
from ..doors import SignedInRequest, area_or_404
from ..models import Shop
from ..roles import Permission
from .answers import answer_form
from .areas import FORM_METHODS, managed_area
from .forms import ShopForm
from .inputs import DateInput


class DayForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("vanaf"), widget=DateInput())


@never_cache
@require_safe
def shops(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    held = permissions_of(request.user, area, on=on)
    if not held & {Permission.MANAGE_AREA, Permission.SEE_FIGURES}:
        raise Http404
    permit = area.permit_on(on)
    permitted = set(permit.businesses.values_list("pk", flat=True)) if permit else set()
    rows = [
        {"shop": shop, "takes_part": shop.takes_part(on), "permitted": shop.business_id in permitted}
        for shop in area.shops.select_related("business", "area")
    ]
    context = {"area": area, "rows": rows, "can_manage": Permission.MANAGE_AREA in held}
    return render(request, "participants/shops.html", context)


@never_cache
@require_safe
def shop(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    shop = get_object_or_404(area.shops.select_related("business"), pk=pk)
    on = clock.today()
    context = {
        "area": area,
        "shop": shop,
        "takes_part": shop.takes_part(on),
        "in_permit": shop.in_permit(on),
        "join_form": DayForm(initial={"on": on}),
        "papers": [
            (field.verbose_name, getattr(shop, field.name))
            for field in Shop._meta.fields
            if field.name.endswith(("_signed_on", "_ends_on", "_seen_on"))
        ],
    }
    return render(request, "participants/shop.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    form = ShopForm(request.POST or None)

    def deed() -> str:
        made = actions.add_shop(area, fields=form.facts(), by=request.user, at=clock.now())
        return made.get_absolute_url()

    back = reverse("participants:shops", args=[slug])
    return answer_form(request, form, deed, title=_("Nieuwe winkel"), button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    shop = get_object_or_404(area.shops, pk=pk)
    form = ShopForm(request.POST or None, instance=shop)
    back = shop.get_absolute_url()

    def deed() -> str:
        fresh = Shop.objects.select_related("area", "business").get(pk=pk)
        actions.update_shop(fresh, fields=form.facts(), by=request.user, at=clock.now())
        return back

    return answer_form(request, form, deed, title=_("Winkel wijzigen"), button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def join(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    shop = get_object_or_404(area.shops, pk=pk)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    back = shop.get_absolute_url()

    def deed() -> str:
        actions.join(shop, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        return back

    title = _("%s laten meedoen") % shop.name
    return answer_form(request, form, deed, title=title, button=_("Laten meedoen"), back=back)
