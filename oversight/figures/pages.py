"""The figures of the register over time, for the municipality and who keeps the register, and as a file."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.cells import csv_table
from audit.log import record
from bans.rules.figures import SMALLEST_FIGURE
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission

from ..gaps import Gap, gaps_of
from .held import Held, known_years, lost_years
from .periods import Year
from .tables import durations, lines, lost_words, sections


@dataclass(frozen=True)
class Opened:
    """The area, the years of which this user may see figures, and the one that was asked for or else the newest."""

    area: ShoppingArea
    years: list[Year]
    chosen: Year | None
    whole: bool
    held: Held
    lost: list[Year]


def _opened(request: SignedInRequest, slug: str) -> Opened:
    area, on = area_or_404(request.user, slug), clock.today()
    held = permissions_of(request.user, area, on=on)
    if Permission.SEE_FIGURES not in held:
        raise Http404
    whole = Permission.SEE_WHOLE_REGISTER in held
    kept = Held(area)
    known = known_years(kept, on=on, running=whole)
    asked = request.GET.get("jaar", "")
    chosen = next((year for year in known if str(year.number) == asked), known[0] if known else None)
    return Opened(area, known, chosen, whole, kept, lost_years(kept, on=on, running=whole))


def _gaps(area: ShoppingArea, year: Year) -> list[Gap]:
    return gaps_of(area, first=year.first, last=year.last, on=clock.today())


@never_cache
@require_safe
def figures(request: SignedInRequest, slug: str) -> HttpResponse:
    seen = _opened(request, slug)
    area, chosen = seen.area, seen.chosen
    year = str(chosen.number) if chosen else ""
    record("register_figures.viewed", subject=f"area:{slug}", by=request.user, area=area, period=year)
    context = {
        "area": area,
        "years": seen.years,
        "chosen": chosen,
        "whole": seen.whole,
        "closed": seen.held.closed.get(chosen.number) if chosen else None,
        "gaps": _gaps(area, chosen) if chosen else [],
        "since": seen.held.known_since,
        "lost": seen.lost,
        "why_lost": lost_words(seen.held.gone_until) if seen.held.gone_until else "",
        "sections": sections(area, chosen, seen.years) if chosen else [],
        "durations": durations(area, chosen) if chosen else None,
        "smallest": SMALLEST_FIGURE,
    }
    return render(request, "oversight/figures.html", context)


@never_cache
@require_safe
def figures_file(request: SignedInRequest, slug: str) -> HttpResponse:
    """Exactly what the page shows, for a spreadsheet (G20)."""
    seen = _opened(request, slug)
    area, chosen = seen.area, seen.chosen
    if chosen is None:
        raise Http404
    record("register_figures.exported", subject=f"area:{slug}", by=request.user, area=area, period=str(chosen.number))
    # The name that it had then, for a file of a year that is closed stays the same.
    closed = seen.held.closed.get(chosen.number)
    name = closed.name if closed else area.name
    rows = [[name, str(chosen.number)], *lines(sections(area, chosen, seen.years), durations(area, chosen))]
    response = HttpResponse(csv_table(rows), content_type="text/csv; charset=utf-8")
    called = _("cijfers") + f"-{area.slug}-{chosen.number}.csv"
    response["Content-Disposition"] = f'attachment; filename="{called}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
