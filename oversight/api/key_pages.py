"""Pages of the keys for systems: which there are, making one, taking one back."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.second_factor import confirmed

from ..sampling.doors import auditors_area, audits, overseen_area
from . import keys as actions
from .models import OversightKey


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("naam van het systeem"),
        max_length=60,
        help_text=gettext_lazy("Bijvoorbeeld: dashboard toezicht. Geen naam van een persoon."),
    )


@never_cache
@require_safe
def keys(request: SignedInRequest, slug: str) -> HttpResponse:
    return _list(request, slug)


def _list(request: SignedInRequest, slug: str, refusal: Refusal | None = None) -> HttpResponse:
    area, on = overseen_area(request, slug), clock.today()
    rows = OversightKey.objects.filter(area=area, revoked_at=None)
    usable = set(OversightKey.objects.usable(on).filter(area=area).values_list("pk", flat=True))
    context = {
        "area": area,
        "rows": [(row, row.pk in usable, row.days_left(on), row.ends_soon(on)) for row in rows],
        "audits": audits(request.user, area, on=on),
        "refusal": refusal,
    }
    return render(request, "oversight/keys/keys.html", context, status=422 if refusal else 200)


@never_cache
@require_http_methods(FORM_METHODS)
@confirmed
def make(request: SignedInRequest, slug: str) -> HttpResponse:
    """The token is shown once, on the page that answers."""
    area = auditors_area(request, slug)
    form = KeyForm(request.POST or None)
    context: dict[str, object] = {"area": area, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            key, token = actions.make(area, **form.cleaned_data, by=request.user, at=clock.now())
            address = request.build_absolute_uri(f"/api/v1/areas/{area.slug}/oversight/")
            context |= {"key": key, "token": token, "address": address}
            return render(request, "oversight/keys/made.html", context)
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "oversight/keys/made.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_POST
def revoke(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = overseen_area(request, slug)
    key = get_object_or_404(OversightKey.objects.select_related("area"), area=area, pk=pk)
    try:
        actions.revoke(key, by=request.user, at=clock.now())
    except Refusal as refusal:
        if refusal.code == "not_allowed":
            raise Http404 from None
        return _list(request, slug, refusal)
    return redirect("oversight:keys", slug)
