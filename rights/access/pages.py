"""What is held about somebody, for who handles the request: to look at first, to print, or to hand over."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from notices.requests import Right
from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.refusals import Refusal
from participants.roles import Permission
from participants.second_factor import confirmed

from ..requests.models import Request
from . import actions
from .nothing import nothing_held


@never_cache
@require_safe
@confirmed
def export_pdf(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    asked = _asked(request, slug, number, known=True)
    return _file(
        request, asked, lambda: _seen(request, asked).pdf, name=f"gegevens-{number}.pdf", content_type="application/pdf"
    )


@never_cache
@require_safe
@confirmed
def export_json(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    asked = _asked(request, slug, number, known=True)
    return _file(
        request,
        asked,
        lambda: _seen(request, asked).json,
        name=f"gegevens-{number}.json",
        content_type="application/json",
    )


@never_cache
@require_safe
def nothing(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    asked = _asked(request, slug, number, known=False)

    def make() -> bytes:
        paper = nothing_held(asked, by=request.user, at=clock.now())
        record("access.viewed", subject=f"request:{number}", by=request.user, area=asked.area, nothing=True)
        return paper

    return _file(request, asked, make, name=f"niets-{number}.pdf", content_type="application/pdf")


def _seen(request: SignedInRequest, asked: Request) -> actions.Exported:
    return actions.view_export(asked, by=request.user, at=clock.now())


def _asked(request: SignedInRequest, slug: str, number: str, *, known: bool) -> Request:
    """The request for access of somebody we know, or of nobody; anything else is not there."""
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.HANDLE_REQUESTS, area=area, on=clock.today()):
        raise Http404
    rows = Request.objects.filter(right=Right.ACCESS, person__isnull=not known)
    return get_object_or_404(rows.select_related("area", "person", "sanction", "protocol"), area=area, number=number)


def _file(
    request: SignedInRequest, asked: Request, make: Callable[[], bytes], *, name: str, content_type: str
) -> HttpResponse:
    """The file, or a page that says why there is none."""
    try:
        data = make()
    except Refusal as refusal:
        context = {"title": _("Geen overzicht"), "refusal": refusal, "back": asked.get_absolute_url()}
        return render(request, "notices/no_document.html", context, status=422)
    response = HttpResponse(data, content_type=content_type)
    kind = "inline" if content_type == "application/pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
