"""Long work: how far it is, what failed and why, stopping it and trying again."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import clock
from ..access import has_permission
from ..actions import batches as deeds
from ..doors import SignedInRequest, area_or_404
from ..jobs.kinds import label_of
from ..jobs.reach import batch_or_404, batches_of
from ..models import Batch
from ..models.job import JobState
from ..refusals import Refusal
from ..roles import Permission

NEWEST = 20
FAILED_SHOWN = 50


def _batch(request: SignedInRequest, slug: str, token: str) -> Batch:
    area = area_or_404(request.user, slug)
    return batch_or_404(request.user, area, token, on=clock.today())


@never_cache
@require_safe
def batches(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.SERVE, area=area, on=clock.today()):
        raise Http404
    rows = [_shown(row) for row in batches_of(request.user, area, on=clock.today())[:NEWEST]]
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
