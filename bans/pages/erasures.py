"""Proof of what was erased: for who keeps the register, and for who oversees it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.roles import Permission

PAGE_SIZE = 25


@never_cache
@require_safe
def erasures(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.SEE_FIGURES, area=area, on=clock.today()):
        raise Http404
    page = Paginator(area.erasures.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    record("erasures.viewed", subject=f"area:{area.slug}", by=request.user, area=area, rows=len(page))
    return render(request, "bans/erasures.html", {"area": area, "page": page, "on": clock.today()})
