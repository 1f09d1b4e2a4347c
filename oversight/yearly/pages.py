"""The pages of the yearly report: all years, one year to judge, adopting it, and what was adopted."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.pages.answers import answer_form
from participants.refusals import Refusal
from participants.roles import Permission

from . import actions
from .actions import draft_of, newest
from .facts import report_facts, year_to_report, years_to_report
from .forms import JudgementForm, RevisionForm
from .models import YearlyReport
from .paper import as_pdf
from .words import Judgement

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Line:
    """One year on the list: the versions that were adopted, and whether there is a draft."""

    year: int
    adopted: list[YearlyReport]
    draft: bool


@never_cache
@require_safe
def yearly(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every year that is over; for who oversees, the reports that were adopted."""
    area, manages = _seen(request, slug)
    reports = list(YearlyReport.objects.filter(area=area).defer("pdf").select_related("area", "adopted_by"))
    known = {year.number for year in years_to_report(area, on=clock.today())} if manages else set()
    adopted = {row.year for row in reports if row.is_adopted}
    lines = [
        Line(
            year,
            [row for row in reports if row.year == year and row.is_adopted],
            any(row.year == year and not row.is_adopted for row in reports),
        )
        for year in sorted(known | adopted, reverse=True)
    ]
    record("yearly_report.viewed", subject=f"area:{slug}", by=request.user, area=area)
    return render(request, "oversight/yearly/years.html", {"area": area, "lines": lines, "manages": manages})


@never_cache
@require_http_methods(FORM_METHODS)
def report(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """What the report says of the year, and the judgement beside it."""
    area = _managed_year(request, slug, year)
    last = newest(area, year)
    form = JudgementForm(request.POST or None, report=last)

    def deed() -> str:
        revision = form.cleaned_data["revision"]
        try:
            actions.save_draft(area, year, judgement=form.judgement, revision=revision, by=request.user, at=clock.now())
        except Refusal as refusal:
            if refusal.code == "changed_meanwhile":
                # What was typed stays; who looked may save it after all.
                form.take_over(draft_of(area, year))
            raise
        return reverse("oversight:yearly-report", args=[slug, year])

    facts = report_facts(area, year, on=clock.today())
    if request.method == "GET":
        record("yearly_report.viewed", subject=f"area:{slug}", by=request.user, area=area, year=year)
    context = {
        "area": area,
        "year": year,
        "facts": facts,
        "draft": draft_of(area, year),
        "adopted": last if last and last.is_adopted else None,
    }
    return answer_form(request, form, deed, template="oversight/yearly/report.html", **context)


@never_cache
@require_safe
def draft(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The report as a draft: to take along to the meeting, and to write in."""
    area = _managed_year(request, slug, year)
    pdf = as_pdf(area, year, on=clock.today(), report=draft_of(area, year))
    record("yearly_report.viewed", subject=f"area:{slug}", by=request.user, area=area, year=year)
    return _pdf(pdf, _("jaarverslag-%(area)s-%(year)s-concept.pdf") % {"area": slug, "year": year})


@never_cache
@require_http_methods(FORM_METHODS)
def adopt(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """Asks once more: what is adopted never changes."""
    area = _managed_year(request, slug, year)
    found = draft_of(area, year)
    form = RevisionForm(request.POST or None, initial={"revision": found.revision if found else 0})

    def deed() -> str:
        revision = form.cleaned_data["revision"]
        actions.adopt(area, year, revision=revision, by=request.user, at=clock.now())
        return reverse("oversight:yearly", args=[slug])

    context = {"area": area, "year": year, "draft": found, "judgement": Judgement.of(found)}
    return answer_form(request, form, deed, template="oversight/yearly/adopt.html", **context)


@never_cache
@require_safe
def adopted(request: SignedInRequest, slug: str, year: int, version: int) -> HttpResponse:
    """A report exactly as it was adopted."""
    area, _manages = _seen(request, slug)
    rows = YearlyReport.objects.filter(area=area, year=year, version=version, adopted_at__isnull=False)
    found = rows.first()
    if found is None:
        raise Http404
    try:
        pdf = actions.pdf_of(found)
    except Refusal as refusal:
        context = {"area": area, "sentence": refusal.message}
        return render(request, "oversight/yearly/broken.html", context, status=500)
    record("yearly_report.viewed", subject=f"area:{slug}", by=request.user, area=area, year=year, version=version)
    name = _("jaarverslag-%(area)s-%(year)s-versie-%(version)s.pdf")
    return _pdf(pdf, name % {"area": slug, "year": year, "version": version})


def _seen(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, bool]:
    """The area, for who may see figures; and whether it is hers to run."""
    area = area_or_404(request.user, slug)
    held = permissions_of(request.user, area, on=clock.today())
    if Permission.SEE_FIGURES not in held:
        raise Http404
    return area, Permission.MANAGE_AREA in held


def _managed_year(request: SignedInRequest, slug: str, year: int) -> ShoppingArea:
    """The area, for who runs it and a year of which there can be a report."""
    area, manages = _seen(request, slug)
    if not manages:
        raise Http404
    try:
        year_to_report(area, year, on=clock.today())
    except Refusal as refusal:
        raise Http404 from refusal
    return area


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
