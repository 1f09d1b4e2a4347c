"""Taking over a paper register: try first, then really."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.refusals import Refusal
from participants.roles import Permission

from .. import importing
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
        if form.is_valid():
            carry_out = importing.run if form.cleaned_data["really"] else importing.read
            try:
                report = carry_out(
                    form.cleaned_data["kind"],
                    form.cleaned_data["file"].read(),
                    area=area,
                    by=request.user,
                    at=clock.now(),
                )
                context.update(report=report, really=form.cleaned_data["really"])
                status = 422 if report.problems else 200
            except Refusal as refusal:
                context["refusal"] = refusal
    return render(request, "bans/import.html", context, status=status)
