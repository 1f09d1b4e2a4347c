"""A plan as a file to take along, and a file of another municipality as a plan."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.roles import Permission

from .. import opendocument, papers
from ..actions.importing import import_plan
from ..exchange import Complaint, PlanUnreadable, as_file
from ..forms import FileForm
from ..models import Plan
from .door import area_with, plan_with

ODT = "application/vnd.oasis.opendocument.text"
# By the word in the address: the name of the file, what kind it is, and who makes it.
FILES: dict[str, tuple[str, str, Callable[[Plan], bytes]]] = {
    "pdf": ("plan-%d.pdf", "application/pdf", lambda plan: papers.as_pdf(plan, on=clock.today())),
    "tekst": ("plan-%d.odt", ODT, lambda plan: opendocument.as_text(plan, on=clock.today())),
    "subsidie": ("plan-%d-subsidie.odt", ODT, lambda plan: opendocument.as_annex(plan, on=clock.today())),
    "json": ("plan-%d.json", "application/json", lambda plan: as_file(plan).encode()),
}


@never_cache
@require_safe
def export(request: SignedInRequest, slug: str, pk: int, form: str) -> HttpResponse:
    plan = plan_with(request, slug, pk)
    if form not in FILES:
        raise Http404
    name, kind, make = FILES[form]
    answer = HttpResponse(make(plan), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name % plan.pk}"'
    return answer


@never_cache
@require_http_methods(FORM_METHODS)
def take_in(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_with(request, slug, Permission.MAKE_PLANS)
    form = FileForm(request.POST or None, request.FILES or None)
    complaints: list[Complaint] = []

    def deed() -> str:
        try:
            made = import_plan(area, data=form.cleaned_data["file"].read(), by=request.user, at=clock.now())
        except PlanUnreadable as refusal:
            complaints.extend(refusal.complaints)
            raise
        return made.get_absolute_url()

    context = {"area": area, "complaints": complaints, "title": _("Plan inlezen")}
    return answer_form(request, form, deed, template="toolbox/plans/import.html", **context)
