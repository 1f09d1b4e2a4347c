"""Pages of the open points of the DPIA: an own one, settling one, and opening it again."""

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS, managed_area
from participants.refusals import Refusal

from .actions import points as deeds
from .forms import PointForm, SettleForm
from .points import point_called
from .wording import role_names

POINT = "oversight/dossier/point.html"


@never_cache
@require_http_methods(FORM_METHODS)
def raise_point(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    form = PointForm(request.POST or None)
    back = reverse("oversight:dossier", args=[slug]) + "#punten"

    def deed() -> str:
        deeds.raise_point(area, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    return answer_form(request, form, deed, title=_("Eigen punt voor de DPIA"), button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def point(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """What it asks; how it was settled, or the form for that."""
    area = managed_area(request, slug)
    found = point_called(area, code)
    if found is None:
        raise Http404
    form = SettleForm(request.POST or None, initial={"settled_on": clock.today()})
    back = reverse("oversight:dossier", args=[slug]) + "#punten"

    def deed() -> str:
        deeds.settle_point(area, code, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    context = {"area": area, "point": found, "role": role_names(found.settled_as), "back": back}
    return answer_form(request, form, deed, template=POINT, **context)


@never_cache
@require_POST
def reopen(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    area = managed_area(request, slug)
    if point_called(area, code) is None:
        raise Http404
    # It is open: what was asked is so.
    with suppress(Refusal):
        deeds.reopen_point(area, code, by=request.user, at=clock.now())
    return redirect("oversight:dossier-point", slug, code)
