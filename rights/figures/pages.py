"""The figures about requests, for who keeps the register and for the municipality, and the same as a file."""

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

from .closing import first_shown, shown
from .periods import Period, periods


def _opened(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, list[Period], Period | None]:
    """The area, the periods of which this user may see figures, and the one that was asked for or else the newest."""
    area, on = area_or_404(request.user, slug), clock.today()
    held = permissions_of(request.user, area, on=on)
    if Permission.SEE_FIGURES not in held:
        raise Http404
    whole = Permission.SEE_WHOLE_REGISTER in held
    known = periods(first_shown(area, on=on), on=on, everything=whole)
    asked = request.GET.get("periode", "")
    chosen = next((period for period in known if period.code == asked), known[0] if known else None)
    return area, known, chosen


@never_cache
@require_safe
def figures(request: SignedInRequest, slug: str) -> HttpResponse:
    area, known, chosen = _opened(request, slug)
    record("figures.viewed", subject=f"area:{slug}", by=request.user, area=area, period=chosen.code if chosen else "")
    protocol = area.protocols.filter(valid_from__lte=clock.today()).order_by("-number").first()
    context = {
        "area": area,
        "periods": known,
        "chosen": chosen,
        "tables": shown(area, chosen) if chosen else [],
        "smallest": SMALLEST_FIGURE,
        "kept": protocol.parameters.request_kept_m if protocol else None,
        "quarters": any(period.quarter for period in known),
    }
    return render(request, "rights/figures.html", context)


@never_cache
@require_safe
def figures_file(request: SignedInRequest, slug: str) -> HttpResponse:
    """Exactly what the page shows, for a spreadsheet (G20)."""
    area, _known, chosen = _opened(request, slug)
    if chosen is None:
        raise Http404
    record("figures.exported", subject=f"area:{slug}", by=request.user, area=area, period=chosen.code)
    lines: list[list[str]] = [[area.name, chosen.label]]
    for table in shown(area, chosen):
        lines += [[], [table.caption]]
        lines += [[table.nothing]] if table.nothing else [list(table.head), *map(list, table.rows)]
    response = HttpResponse(csv_table(lines), content_type="text/csv; charset=utf-8")
    name = _("verzoekcijfers") + f"-{area.slug}-{chosen.code}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
