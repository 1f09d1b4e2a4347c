"""Long work: how far it is, what failed and why, stopping it and trying again."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import clock
from ..access import has_permission
from ..actions import batches as deeds
from ..doors import SignedInRequest, area_or_404
from ..jobs.kinds import label_of
from ..models import Batch, ShoppingArea, User
from ..models.job import BatchQuerySet, JobState
from ..refusals import Refusal
from ..roles import Permission

NEWEST = 20
FAILED_SHOWN = 50


def _reachable(user: User, area: ShoppingArea) -> BatchQuerySet:
    """Whoever asked for it, and the coordinator; for anybody else it does not exist."""
    rows = Batch.objects.filter(area=area).select_related("area", "asked_by")
    if has_permission(user, Permission.MANAGE_AREA, area=area, on=clock.today()):
        return rows
    return rows.filter(asked_by=user)


def _batch(request: SignedInRequest, slug: str, token: str) -> Batch:
    area = area_or_404(request.user, slug)
    return get_object_or_404(_reachable(request.user, area).with_counts(), token=token)


@never_cache
@require_safe
def batches(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.SERVE, area=area, on=clock.today()):
        raise Http404
    rows = [_shown(row) for row in _reachable(request.user, area).with_counts()[:NEWEST]]
    return render(request, "participants/batches.html", {"area": area, "rows": rows})


def _shown(row: Any) -> dict[str, Any]:
    ended = row.done + row.failed + row.cancelled
    return {"batch": row, "label": label_of(row.kind), "ended": ended, "waiting": row.total - ended}


@never_cache
@require_safe
def batch(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    return _page(request, _batch(request, slug, token))


def _page(request: SignedInRequest, row: Batch, refusal: Refusal | None = None) -> HttpResponse:
    failed = row.jobs.filter(failed_at__isnull=False)[:FAILED_SHOWN]
    context = {"area": row.area, **_shown(row), "failed": failed, "refusal": refusal}
    return render(request, "participants/batch.html", context, status=422 if refusal else 200)


@never_cache
@require_safe
def state(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """The same in numbers, for the page that is open."""
    row: Any = _batch(request, slug, token)
    shown = _shown(row)
    numbers = {JobState.DONE: row.done, JobState.FAILED: row.failed, JobState.CANCELLED: row.cancelled}
    return JsonResponse({"total": row.total, "ended": shown["ended"], **numbers})


@require_POST
def cancel(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    return _change(request, slug, token, deeds.cancel)


@require_POST
def again(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    return _change(request, slug, token, deeds.try_again)


def _change(request: SignedInRequest, slug: str, token: str, deed: Callable[..., int]) -> HttpResponse:
    row = _batch(request, slug, token)
    try:
        deed(row, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _page(request, row, refusal)
    return redirect("participants:batch", slug, token)
