"""The page with what the checks found, for who keeps the register and who oversees it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from bans.models import Sanction
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.roles import Permission

from .running import report_of
from .showing import lines_of

# Checks that fail where the duties of the night stand still.
SEEN_BY_THE_NIGHT = {"expired_is_gone", "lapsed_is_gone", "rejected_is_gone", "ended_is_gone"}


@never_cache
@require_safe
def findings(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    held = permissions_of(request.user, area, on=on)
    if Permission.SEE_FIGURES not in held:
        raise Http404
    report = report_of(area, on=on)
    record("checks.viewed", subject=f"area:{area.slug}", by=request.user, area=area, findings=len(report.findings))
    opens = None
    if Permission.SEE_WHOLE_REGISTER in held:
        visible = Sanction.objects.visible_to(request.user, area, on)
        opens = frozenset(visible.values_list("reference", flat=True)).__contains__
    lines = lines_of(report, opens=opens)
    context = {
        "area": area,
        "on": on,
        "lines": lines,
        "count": len(report.findings),
        "missing": len(report.missing),
        "nights_missed": any(one.check.code in SEEN_BY_THE_NIGHT for one in report.findings),
        "wrong": [line for line in lines if not line.good],
        "right": [line for line in lines if line.good and line.judged],
        "unknown": [line for line in lines if line.good and not line.judged],
        "judged": sum(bool(line.judged) for line in lines),
    }
    return render(request, "oversight/findings.html", context)
