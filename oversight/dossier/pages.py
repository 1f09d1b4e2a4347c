"""Pages of the permit dossier: what it holds and lacks, asking for one, one that was made, and filing it."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import Job, ShoppingArea
from participants.models.job import JobState
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS, managed_area
from participants.roles import Permission

from ..gaps import gaps_of
from .actions import asking, filing
from .facts import last_filing
from .forms import ConfirmForm, FileForm, MakeForm
from .missing import lacking
from .models import Dossier, Filing, Purpose
from .points import points_of
from .wording import role_names

NEWEST = 12


def readable_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who sets it up and who oversees it; for everybody else it is not there."""
    area = area_or_404(request.user, slug)
    held = permissions_of(request.user, area, on=clock.today())
    if not held & {Permission.MANAGE_AREA, Permission.SEE_FIGURES}:
        raise Http404
    return area


def _manages(request: SignedInRequest, area: ShoppingArea) -> bool:
    return Permission.MANAGE_AREA in permissions_of(request.user, area, on=clock.today())


def dossier_or_404(area: ShoppingArea, token: str) -> Dossier:
    rows = Dossier.objects.bare().select_related("area", "follows")
    return get_object_or_404(rows, area=area, token=token)


@never_cache
@require_safe
def dossier(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = readable_area(request, slug), clock.today()
    lacks = lacking(area, on=on)
    last = last_filing(area)
    made = Dossier.objects.bare().filter(area=area).select_related("area").prefetch_related("filings")
    points = points_of(area)
    context = {
        "area": area,
        "manages": _manages(request, area),
        "lacks": lacks,
        "stopped": any(lack.stops for lack in lacks),
        "points": [(point, role_names(point.settled_as)) for point in points],
        "open_points": sum(point.settled_on is None for point in points),
        "last": last,
        "gaps": gaps_of(area, first=last.dossier.asked_on, last=on, on=on) if last else [],
        "rows": [(row, _filed(row), _state(row)) for row in made[:NEWEST]],
    }
    return render(request, "oversight/dossier/dossier.html", context)


def _filed(row: Dossier) -> Filing | None:
    """How it was filed, if it stands."""
    return next((one for one in row.filings.all() if one.withdrawn_at is None), None)


def _job(row: Dossier) -> Job | None:
    return Job.objects.filter(key=f"{asking.KIND}:{row.token}").first()


def _state(row: Dossier) -> str:
    if row.made_at:
        return str(JobState.DONE)
    job = _job(row)
    return str(job.state(clock.now())) if job else str(JobState.FAILED)


@never_cache
@require_http_methods(FORM_METHODS)
def make(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = managed_area(request, slug), clock.today()
    permit, last = area.permit_on(on), last_filing(area)
    lacks = lacking(area, on=on)
    form = MakeForm(request.POST or None, initial=_first_choice(permit, last, lacks))

    def deed() -> str:
        return asking.ask_dossier(area, **form.cleaned_data, by=request.user, at=clock.now()).get_absolute_url()

    return answer_form(
        request, form, deed, title=_("Vergunningsdossier maken"), button=_("Dossier maken"),
        lead=_("U krijgt één bestand met alle stukken, zoals het gebied er nu bij staat."),
        back=reverse("oversight:dossier", args=[slug]),
    )  # fmt: skip


def _first_choice(permit: Any, last: Filing | None, lacks: list[Any]) -> dict[str, Any]:
    """What is most likely meant; somebody chooses."""
    codes = {lack.code for lack in lacks}
    purpose = Purpose.NEW if permit is None else Purpose.SUPPLEMENT if "outside" in codes else Purpose.RENEWAL
    return {"purpose": purpose, "case_number": (last.case_number if last else "") or (permit.number if permit else "")}


@never_cache
@require_safe
def one(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area = readable_area(request, slug)
    row = dossier_or_404(area, token)
    job, state = _job(row), _state(row)
    filed = _filed(row)
    last = last_filing(area)
    context = {
        "area": area,
        "dossier": row,
        "manages": _manages(request, area),
        "state": state,
        "waiting": state in (JobState.WAITING, JobState.RUNNING),
        "error": job.error if job and not row.made_at else "",
        "filed": filed,
        "may_withdraw": filed is not None and last is not None and filed.pk == last.pk,
        "outdated": filing.outdated(row, last),
        "withdrawn": [found for found in row.filings.all() if found.withdrawn_at],
    }
    return render(request, "oversight/dossier/one.html", context)


@never_cache
@require_safe
def state(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """How far it is, for the page that is open."""
    row = dossier_or_404(readable_area(request, slug), token)
    ended = _state(row) not in (JobState.WAITING, JobState.RUNNING)
    return JsonResponse({"total": 1, "ended": int(ended)})


@never_cache
@require_safe
def archive(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """The archive as it was made."""
    area = readable_area(request, slug)
    row = get_object_or_404(Dossier.objects.defer("facts").select_related("area"), area=area, token=token)
    if not row.made_at:
        raise Http404
    record("dossier.downloaded", subject=f"dossier:{row.token}", by=request.user, area=area)
    response = HttpResponse(bytes(row.archive), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{row.file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_http_methods(FORM_METHODS)
def file(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area = managed_area(request, slug)
    row = dossier_or_404(area, token)
    form = FileForm(request.POST or None, initial={"filed_on": clock.today(), "case_number": row.case_number})

    def deed() -> str:
        filing.file_dossier(row, **form.cleaned_data, by=request.user, at=clock.now())
        return row.get_absolute_url()

    return answer_form(
        request, form, deed, title=_("Indiening vastleggen"), button=_("Vastleggen"),
        lead=_("Op welke dag stuurde u dit dossier naar de AP? Het volgende dossier zegt wat sindsdien veranderde."),
        back=row.get_absolute_url(),
    )  # fmt: skip


@never_cache
@require_http_methods(FORM_METHODS)
def withdraw(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area = managed_area(request, slug)
    row = dossier_or_404(area, token)
    # The button is all that is sent.
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def deed() -> str:
        filing.withdraw_filing(row, by=request.user, at=clock.now())
        return row.get_absolute_url()

    return answer_form(
        request, form, deed, title=_("Toch niet ingediend"), button=_("Terugnemen"),
        lead=_("Het dossier blijft. Het volgende dossier vergelijkt dan met de indiening daarvoor."),
        back=row.get_absolute_url(),
    )  # fmt: skip
