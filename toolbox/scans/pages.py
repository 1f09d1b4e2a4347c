"""Pages of the safety scan around the walk: the list, where a walk stands, its end and its report."""

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form

from . import actions, rules
from .doors import may_manage, open_scan_or_404, scan_or_404, walker_area
from .forms import BeginForm
from .models import Scan, State
from .paper import report_pdf
from .reach import Reach
from .report import Report, report_of, states_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def scans(request: SignedInRequest, slug: str) -> HttpResponse:
    area = walker_area(request, slug)
    rows = Scan.objects.visible_to(request.user, area, on=clock.today()).defer("questions")
    counted = rows.annotate(findings=Count("answers", filter=Q(answers__state=State.NOT_IN_ORDER)))
    found = list(counted.select_related("area", "shop"))
    context = {
        "area": area,
        "walking": [scan for scan in found if not scan.is_finished],
        "finished": [scan for scan in found if scan.is_finished],
    }
    return render(request, "toolbox/scans/list.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def begin(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin a walk; `opnieuw` in the address names a scan of which the place is walked again."""
    area, on = walker_area(request, slug), clock.today()
    token = request.GET.get("opnieuw", "")
    known = Scan.objects.visible_to(request.user, area, on=on)
    again = known.filter(token=token).first() if token.isalnum() else None
    initial: dict[str, Any] = {"kind": again.kind, "shop": again.shop_id, "place": again.place} if again else {}
    form = BeginForm(request.POST or None, initial=initial, reach=Reach(request.user, area, on))

    def deed() -> str:
        scan = actions.begin(area, **form.cleaned_data, by=request.user, at=clock.now())
        return reverse("toolbox:scan-room", args=[slug, scan.token, scan.checklist.rooms[0].code])

    lead = _("Loop met uw telefoon langs de punten. Elk antwoord wordt meteen bewaard.")
    back = reverse("toolbox:scans", args=[slug])
    return answer_form(
        request, form, deed, title=_("Nieuwe veiligheidsscan"), lead=lead, button=_("Beginnen"), back=back
    )


@never_cache
@require_safe
def scan(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """Where the walk stands; of a finished one the report."""
    scan = scan_or_404(request, slug, token)
    if scan.is_finished:
        return redirect("toolbox:scan-report", slug, token)
    states = states_of(scan)
    rooms = [
        {
            "room": room,
            "points": len(room.points),
            "looked_at": rules.answered(room.points, states),
            "wrong": sum(states.get(point.code) == State.NOT_IN_ORDER for point in room.points),
        }
        for room in scan.checklist.rooms
    ]
    context = {
        "scan": scan,
        "rooms": rooms,
        "points": len(scan.checklist.points),
        "looked_at": rules.answered(scan.checklist.points, states),
        "waiting": scan.photos.waiting().filter(added_by=request.user).defer("jpeg"),
        "can_delete": may_manage(request, scan),
    }
    return render(request, "toolbox/scans/scan.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def finish(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    scan = open_scan_or_404(request, slug, token)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def deed() -> str:
        actions.finish(scan, by=request.user, at=clock.now())
        return reverse("toolbox:scan-report", args=[slug, token])

    lead = _("Daarna verandert er niets meer aan deze scan.")
    if waiting := scan.photos.waiting().count():
        lead += " " + ngettext(
            "%(count)d foto is nog niet bekeken en wordt nu gewist.",
            "%(count)d foto's zijn nog niet bekeken en worden nu gewist.",
            waiting,
        ) % {"count": waiting}
    context = {"title": _("Scan afronden"), "lead": lead, "button": _("Afronden")}
    return answer_form(request, form, deed, back=scan.get_absolute_url(), **context)


@never_cache
@require_http_methods(FORM_METHODS)
def delete(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """For the coordinator."""
    scan = scan_or_404(request, slug, token)
    if not may_manage(request, scan):
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)

    def deed() -> str:
        actions.delete(scan, by=request.user, at=clock.now())
        return reverse("toolbox:scans", args=[slug])

    lead = _("De antwoorden en de foto's van %(place)s gaan weg. Dat kan niet ongedaan worden gemaakt.")
    context = {"title": _("Scan verwijderen"), "lead": lead % {"place": scan.place}, "button": _("Verwijderen")}
    return answer_form(request, form, deed, back=scan.get_absolute_url(), button_class="button--danger", **context)


@never_cache
@require_safe
def report(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    found = _report(request, slug, token)
    context = {"report": found, "scan": found.scan, "can_delete": may_manage(request, found.scan)}
    return render(request, "toolbox/scans/report.html", context)


@never_cache
@require_safe
def pdf(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    found = _report(request, slug, token)
    response = HttpResponse(report_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="veiligheidsscan-{slug}-{token}.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _report(request: SignedInRequest, slug: str, token: str) -> Report:
    """The report of a finished scan; one that is still walked has none."""
    scan = scan_or_404(request, slug, token)
    if not scan.is_finished:
        raise Http404
    return report_of(scan, on=clock.today())
