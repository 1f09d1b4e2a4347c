"""A shop stops taking part: what goes is shown first, to hand over on paper (R5)."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.log import record
from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import managed_area

from ..actions.leaving import individual_sanctions, leave_scheme


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    shop = get_object_or_404(area.shops.select_related("area", "business"), pk=pk)
    on = clock.today()

    def deed() -> str:
        leave_scheme(shop, on=on, by=request.user, at=clock.now())
        return reverse("participants:shops", args=[slug])

    if request.method == "GET":
        record("handover.viewed", subject=f"shop:{shop.pk}", by=request.user, area=area)
    context = {"area": area, "shop": shop, "on": on, "sanctions": individual_sanctions(shop, on=on)}
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer_form(request, form, deed, template="bans/leaving.html", **context)
