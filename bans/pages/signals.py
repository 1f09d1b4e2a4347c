"""What the coordinator sees of how the counter is used, and her release of who was stopped."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.refusals import Refusal
from participants.roles import Permission

from ..actions.signals import settle
from ..models import LookAlike, Sanction, Signal

LATEST = 50


def _area(request: SignedInRequest, slug: str) -> ShoppingArea:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.MANAGE_AREA, area=area, on=clock.today()):
        raise Http404
    return area


@never_cache
@require_safe
def signals(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, _area(request, slug))


def _page(request: SignedInRequest, area: ShoppingArea, refusal: Refusal | None = None) -> HttpResponse:
    rows = Signal.objects.filter(area=area).select_related("shop", "user", "device", "settled_by")
    alike = LookAlike.objects.filter(area=area).select_related("person").order_by("-times", "-last_at")
    context = {
        "area": area,
        "open": rows.open(),
        "settled": rows.exclude(settled_at=None)[:LATEST],
        "look_alikes": [(row, _running(row)) for row in alike.prefetch_related("person__sanctions")[:LATEST]],
        "refusal": refusal,
    }
    return render(request, "bans/signals.html", context, status=422 if refusal else 200)


def _running(row: LookAlike) -> Sanction | None:
    """The measure through which its file opens: the last that was served."""
    served = [(sanction.served_at, sanction) for sanction in row.person.sanctions.all() if sanction.served_at]
    return max(served, key=lambda pair: pair[0])[1] if served else None


@never_cache
@require_POST
def settle_signal(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = _area(request, slug)
    signal = get_object_or_404(Signal.objects.select_related("shop", "area", "user", "device"), area=area, pk=pk)
    try:
        settle(signal, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _page(request, area, refusal)
    return redirect("bans:signals", slug)
