"""The newer list to everybody concerned: who still needs a letter, making them all, and handing them over."""

import io

import pikepdf
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from participants import clock
from participants.access import has_permission
from participants.actions.lists import publish_list
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.refusals import Refusal
from participants.roles import Permission

from ..actions import supplements
from ..models import Notice
from ..models.notice import LetterKind
from ..pdf.merging import merge

# So many letters in one PDF to print.
PRINTED_TOGETHER = 50


def _area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """For the coordinator, who knows whom it concerns."""
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.SEE_WHOLE_REGISTER, area=area, on=clock.today()):
        raise Http404
    return area


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: SignedInRequest, slug: str) -> HttpResponse:
    area = _area(request, slug)
    refusal = None
    if request.method == "POST":
        try:
            begun = supplements.begin_round(area, by=request.user, at=clock.now())
            return redirect("participants:batch", slug, begun.token)
        except Refusal as caught:
            refusal = caught
    newer = publish_list(area, at=clock.now())
    rows = supplements.concerned(area, newer, on=clock.today())
    batch = area.batches.filter(kind=supplements.KIND).first()
    pages = Paginator(_to_hand_over(area), PRINTED_TOGETHER)
    context = {
        "area": area,
        "newer": newer,
        "concerned": len(rows),
        "without_letter": len(supplements.without_letter(rows, newer)),
        "batch": batch,
        "running": batch is not None and batch.jobs.open().exists(),
        "page": pages.get_page(request.GET.get("page")),
        "refusal": refusal,
    }
    return render(request, "notices/supplements.html", context, status=422 if refusal else 200)


def _to_hand_over(area: ShoppingArea):  # type: ignore[no-untyped-def]
    """The newest letter with the newest list of each sanction that was not handed over yet."""
    current = area.current_list()
    rows = Notice.objects.filter(area=area, kind=LetterKind.SUPPLEMENTARY, participant_list=current)
    rows = rows.filter(sanction__in=area.sanctions.in_force(clock.today()))
    rows = rows.exclude(sanction__list_updates__participant_list=current)
    newest = {row.sanction_id: row for row in rows.order_by("version").select_related("sanction__shop").defer("html")}
    return sorted(newest.values(), key=lambda row: (row.sanction.shop.name, row.sanction.reference))


@never_cache
@require_safe
def together(request: SignedInRequest, slug: str) -> HttpResponse:
    """One PDF of the letters on one page of the overview, to print them at once."""
    area = _area(request, slug)
    page = Paginator(_to_hand_over(area), PRINTED_TOGETHER).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    for notice in page:
        record("letter.viewed", subject=f"sanction:{notice.sanction.reference}", by=request.user, area=area)
    pdf = merge([pikepdf.open(io.BytesIO(bytes(notice.pdf))) for notice in page])
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="aanvullingen-{page.number}.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
