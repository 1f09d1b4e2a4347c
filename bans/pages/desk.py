"""The desk: what waits for whom."""

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission

from ..desk import desk as work
from ..models import Sanction
from ..models.sanction import LABELS
from ..rules.figures import BAND, band
from ..rules.ladder import Kind, Scope
from .bands import band_in_words


@never_cache
@require_safe
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    held = permissions_of(request.user, area, on=on)
    if Permission.SEE_FIGURES in held and Permission.SEE_WHOLE_REGISTER not in held:
        return render(request, "bans/figures.html", {"area": area, "permit": area.permit_on(on), **figures(area)})
    if not held & {Permission.PROPOSE, Permission.APPROVE}:
        raise Http404
    record("desk.viewed", subject=f"area:{area.slug}", by=request.user, area=area)
    context = {"area": area, "on": on, "desk": work(area, user=request.user, on=on)}
    return render(request, "bans/desk.html", context)


def figures(area: ShoppingArea) -> dict:
    """Counts of today for the municipality, in bands of ten (R70); no names."""
    on = clock.today()
    rows = Sanction.objects.filter(area=area).in_force(on).values("kind", "scope").annotate(count=Count("pk"))
    counted = {(Kind(row["kind"]), Scope(row["scope"])): row["count"] for row in rows}
    return {
        "counts": [(label, band_in_words(band(counted.get(key, 0)))) for key, label in LABELS.items()],
        "shops": area.shops.taking_part(on).count(),
        "band": BAND,
    }
