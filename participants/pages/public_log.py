"""What anybody may know of a log: how long it was and what its hash was, signed. No login, and nothing personal."""

import datetime as dt
from pathlib import Path
from types import ModuleType

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import audit.verifier
import audit.verify_package
from audit.models import Head
from audit.signing import verifier_key

from .. import clock
from ..models import ShoppingArea

DAYS = dt.timedelta(days=31)
PLAIN = "text/plain; charset=utf-8"
SHOWN = 12


@login_not_required
@never_cache
@require_safe
def heads(request: HttpRequest, slug: str) -> HttpResponse:
    area = get_object_or_404(ShoppingArea, slug=slug)
    newest = list(Head.objects.filter(area=slug).order_by("-serial")[:SHOWN])
    context = {"area": area, "heads": newest, "newest": newest[0] if newest else None, "key": verifier_key(slug)}
    return render(request, "participants/log_heads.html", context)


@login_not_required
@never_cache
@require_safe
def head_text(request: HttpRequest, slug: str) -> HttpResponse:
    newest = Head.objects.filter(area=slug).order_by("-serial").first()
    if newest is None:
        raise Http404
    return HttpResponse(newest.note, content_type=PLAIN)


@login_not_required
@never_cache
@require_safe
def heads_text(request: HttpRequest, slug: str) -> HttpResponse:
    area = get_object_or_404(ShoppingArea, slug=slug)
    since = clock.now() - DAYS
    notes = Head.objects.filter(area=area.slug, at__gte=since).order_by("serial").values_list("note", flat=True)
    return HttpResponse("\n".join(notes), content_type=PLAIN)


@login_not_required
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    return _program(audit.verifier)


@login_not_required
@require_safe
def package_verifier(request: HttpRequest) -> HttpResponse:
    return _program(audit.verify_package)


def _program(module: ModuleType) -> HttpResponse:
    path = Path(str(module.__file__))
    response = HttpResponse(path.read_bytes(), content_type=PLAIN)
    response["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return response
