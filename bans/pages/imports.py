"""Taking over a paper register: try first, then really, behind a progress bar."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .. import importing
from ..uploads import refuse_lost_table
from .forms import ImportForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.IMPORT_REGISTER, area=area, on=clock.today()):
        raise Http404
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"area": area, "form": form}
    status = 200
    if request.method == "POST":
        status = 422
        try:
            refuse_lost_table(request.headers)
            if form.is_valid():
                report = _read_or_begin(form, area, request.user)
                if report.batch:
                    return redirect("participants:batch", slug, report.batch.token)
                context["report"] = report
                status = 422 if report.problems else 200
        except Refusal as refusal:
            context.update(refusal=refusal, form=ImportForm(initial=request.POST.dict()))
    return render(request, "bans/import.html", context, status=status)


def _read_or_begin(form: ImportForm, area: ShoppingArea, user: User) -> importing.Report:
    carry_out = importing.begin if form.cleaned_data["really"] else importing.read
    data = form.cleaned_data["file"].read()
    return carry_out(form.cleaned_data["kind"], data, area=area, by=user, at=clock.now())
