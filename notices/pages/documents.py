"""Papers of the area as PDF: the agreement with a shop, the text at the door."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.areas import managed_area
from participants.refusals import Refusal

from .. import documents


@never_cache
@require_safe
def door(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    back = reverse("participants:area", args=[slug])
    make = partial(documents.door_text, area, on=clock.today())
    return _pdf(request, make, name=f"deurtekst-{slug}", back=back)


@never_cache
@require_safe
def door_of_shop(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    shop = get_object_or_404(area.shops.select_related("area", "business"), pk=pk)
    make = partial(documents.door_text, area, shop=shop, on=clock.today())
    return _pdf(request, make, name=f"deurtekst-{slug}-{pk}", back=shop.get_absolute_url())


@never_cache
@require_safe
def agreement(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    shop = get_object_or_404(area.shops.select_related("area", "business"), pk=pk)
    make = partial(documents.agreement, shop, on=clock.today())
    return _pdf(request, make, name=f"overeenkomst-{slug}-{pk}", back=shop.get_absolute_url())


def _pdf(request: SignedInRequest, make: Callable[[], bytes], *, name: str, back: str) -> HttpResponse:
    """The paper, or a page that says why there is none."""
    try:
        pdf = make()
    except Refusal as refusal:
        context = {"title": _("Geen document"), "refusal": refusal, "back": back}
        return render(request, "notices/no_document.html", context, status=422)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
