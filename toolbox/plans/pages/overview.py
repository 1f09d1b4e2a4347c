"""What runs in the area: a board, a year of months, and a file for one's own calendar."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participants import clock
from participants.doors import SignedInRequest

from ..actions.plans import FIRST_YEAR, LAST_YEAR
from ..agenda import MONTHS_SHOWN, as_calendar, months, rows_of
from ..agenda import board as stages
from .door import area_with


@never_cache
@require_safe
def board(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_with(request, slug)
    on = clock.today()
    context = {"area": area, "columns": stages(rows_of(area, on=on), on=on)}
    return render(request, "toolbox/plans/board.html", context)


@never_cache
@require_safe
def calendar(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_with(request, slug)
    on = clock.today()
    since = _month(request.GET.get("vanaf", "")) or on.replace(day=1)
    shown = months(rows_of(area, on=on), since=since)
    context = {
        "area": area,
        "months": shown,
        "earlier": _moved(since, -MONTHS_SHOWN),
        "later": _moved(since, MONTHS_SHOWN),
    }
    return render(request, "toolbox/plans/calendar.html", context)


def _month(text: str) -> dt.date | None:
    """A month as it stands in the address, within the years in which a plan may lie."""
    try:
        found = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _moved(month: dt.date, by: int) -> dt.date:
    count = month.year * 12 + month.month - 1 + by
    return dt.date(count // 12, count % 12 + 1, 1)


@never_cache
@require_safe
def calendar_file(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_with(request, slug)
    at = clock.now()
    data = as_calendar(rows_of(area, on=clock.today()), at=at)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="plannen-{area.slug}.ics"'
    return answer
