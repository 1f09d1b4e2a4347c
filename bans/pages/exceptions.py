"""Exceptions to a ban: which there are, a new one, and ending one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.log import record
from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.models import User
from participants.pages.answers import answer_form
from participants.refusals import Refusal

from .. import reach
from ..actions import exceptions as deeds
from ..excepted import when_in_words
from ..models import EntryException, Sanction
from ..rules.status import Status
from .forms import ExceptionForm

FORM_METHODS = ["GET", "HEAD", "POST"]


def _ban(user: User, slug: str, reference: str) -> Sanction:
    return reach.file_to_end_or_404(user, area_or_404(user, slug), clock.today(), reference)


@never_cache
@require_http_methods(FORM_METHODS)
def exceptions(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """All of one ban; `token` in a POST is the one that ends."""
    sanction, refusal = _ban(request.user, slug, reference), None
    rows = EntryException.objects.filter(sanction=sanction).select_related("shop", "area", "sanction", "granted_by")
    if request.method == "POST":
        try:
            chosen = get_object_or_404(rows, token=request.POST.get("token", ""))
            deeds.end(chosen, by=request.user, at=clock.now())
            return redirect("bans:exceptions", slug, reference)
        except Refusal as caught:
            refusal = caught
    record(
        "person.viewed",
        subject=f"person:{sanction.person.token}",
        by=request.user,
        area=sanction.area,
        page="exceptions",
    )
    on = clock.today()
    running = set(rows.running(on).values_list("pk", flat=True))
    told = [(row, when_in_words(row), row.pk in running) for row in rows]
    context: dict[str, Any] = {
        "area": sanction.area,
        "sanction": sanction,
        "running": [line for line in told if line[2]],
        "ended": [line for line in told if not line[2]],
        "may_grant": sanction.is_ban and sanction.status(on) is Status.IN_FORCE,
        "refusal": refusal,
    }
    return render(request, "bans/exceptions.html", context, status=422 if refusal else 200)


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    sanction = _ban(request.user, slug, reference)
    shops = deeds.shops_where_it_holds(sanction, at=clock.now())
    form = ExceptionForm(request.POST if request.method == "POST" else None, shops=shops)
    back = reverse("bans:exceptions", args=[slug, reference])

    def grant() -> str:
        deeds.grant(sanction, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    return answer_form(
        request,
        form,
        grant,
        area=sanction.area,
        title=_("Nieuwe uitzondering"),
        lead=_(
            "Voor wie een winkel echt nodig heeft: de apotheek, de enige supermarkt, het werk. De winkel ziet alleen "
            "wat u hier kiest."
        ),
        button=_("Uitzondering geven"),
        back=back,
    )
