"""The log of an area, for the coordinator, and for the municipality what she may read of it (audit/sealing.py).

Reading it is logged as well (D33).
"""

import datetime as dt

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from audit.cells import csv_lines
from audit.export import export_blocks, links
from audit.log import record
from audit.models import Event
from audit.purposes import Purpose
from audit.sealing import told_lines

from .. import clock
from ..actions.log_keeping import export_head
from ..clock import DUTCH_TIME
from ..context import permissions_of
from ..doors import SignedInRequest, area_or_404
from ..log_words import lines_of
from ..models import ShoppingArea
from ..roles import Permission
from .inputs import DateInput

A_PAGE = 30
READERS = frozenset({Permission.MANAGE_AREA, Permission.SEE_FIGURES})
HEADINGS = (
    gettext_lazy("nummer"), gettext_lazy("tijd (UTC)"), gettext_lazy("handeling"), gettext_lazy("wie"),
    gettext_lazy("rol"), gettext_lazy("organisatie"), gettext_lazy("doel"), gettext_lazy("herkomst"),
    gettext_lazy("resultaat"), gettext_lazy("onderwerp"), gettext_lazy("bijzonderheden"), gettext_lazy("bewerking"),
    gettext_lazy("hash"),
)  # fmt: skip


class FilterForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("dag"), required=False, widget=DateInput())
    kind = forms.ChoiceField(
        label=gettext_lazy("soort"), required=False, choices=[("", gettext_lazy("alle")), *Purpose.choices]
    )
    before = forms.IntegerField(required=False, widget=forms.HiddenInput(), min_value=1, max_value=2**62)


def readable_area(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, bool]:
    """The area, and whether lines about people are sealed for who reads; who may not read the log finds no area."""
    area = area_or_404(request.user, slug)
    held = permissions_of(request.user, area, on=clock.today())
    if not held & READERS:
        raise Http404
    return area, Permission.MANAGE_AREA not in held


@never_cache
@require_safe
def log(request: SignedInRequest, slug: str) -> HttpResponse:
    area, sealed = readable_area(request, slug)
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = list(_chosen(area, chosen, sealed=sealed)[: A_PAGE + 1]) if form.is_valid() else []
    events, more = found[:A_PAGE], len(found) > A_PAGE
    # Who is behind a number the coordinator knows; whoever oversees sees roles and organisations.
    lines = lines_of(events, area, people=not sealed)
    day, kind = chosen.get("day"), chosen.get("kind", "")
    record(
        "log.viewed",
        subject=f"area:{area.slug}",
        by=request.user,
        area=area,
        rows=len(lines),
        day=day.isoformat() if day else "",
        kind=kind,
    )
    context = {
        "area": area,
        "form": form,
        "lines": lines,
        "older": events[-1].pk if more else None,
        "day": day.isoformat() if day else "",
        "kind": kind,
        "first_page": not chosen.get("before"),
        "sealed": sealed,
    }
    return render(request, "participants/log.html", context, status=200 if form.is_valid() else 422)


def _chosen(area: ShoppingArea, chosen: dict, *, sealed: bool) -> QuerySet[Event]:
    """The lines that were asked for, the newest first."""
    wanted = Q(area=area.slug)
    if sealed:
        wanted &= told_lines()
    if day := chosen.get("day"):
        begins = dt.datetime.combine(day, dt.time(), DUTCH_TIME)
        # A Dutch day has 23, 24 or 25 hours.
        ends = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), DUTCH_TIME)
        wanted &= Q(at__gte=begins, at__lt=ends)
    if kind := chosen.get("kind"):
        wanted &= Q(purpose=kind)
    if before := chosen.get("before"):
        wanted &= Q(pk__lt=before)
    return Event.objects.filter(wanted).select_related("link").order_by("-pk")


@never_cache
@require_POST
def export(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    area, sealed = readable_area(request, slug)
    form = "csv" if request.POST.get("form") == "csv" else "jsonl"
    head = export_head(area, form=form, by=request.user, at=clock.now())
    lines = csv_lines(links(head, sealed=sealed), HEADINGS) if form == "csv" else export_blocks(head, sealed=sealed)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/x-ndjson"
    response = StreamingHttpResponse(lines, content_type=kind)
    name = _("logboek") + f"-{area.slug}-{head.size}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
