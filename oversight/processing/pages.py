"""The register of processing activities, for anybody; and of an area with the processing log as a file."""

import datetime as dt
from itertools import chain
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from participants import clock
from participants.doors import SignedInRequest
from participants.pages.areas import FORM_METHODS
from participants.pages.inputs import DateInput
from participants.refusals import Refusal

from ..sampling.doors import overseen_area
from .actions import export, may_link
from .api import NDJSON
from .register import activities

A_WEEK = dt.timedelta(days=7)


class DaysForm(forms.Form):
    since = forms.DateField(label=gettext_lazy("vanaf"), widget=DateInput())
    until = forms.DateField(label=gettext_lazy("tot en met"), widget=DateInput())


@login_not_required
@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    return render(request, "oversight/processing/activities.html", {"activities": _told()})


@never_cache
@require_http_methods(FORM_METHODS)
def processing(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """The activities of an area; posted, the processing log of some days."""
    area, today = overseen_area(request, slug), clock.today()
    form = DaysForm(request.POST or None, initial={"since": today - A_WEEK, "until": today})
    context: dict[str, Any] = {"area": area, "form": form, "activities": _told()}
    context["links"] = may_link(request.user, area, at=clock.now())
    if request.method == "POST" and form.is_valid():
        try:
            lines = export(area, **form.cleaned_data, by=request.user, at=clock.now())
            first = next(lines, None)
            if first is None:
                raise Refusal("nothing", _("In deze dagen is met gegevens van mensen niets gedaan dat hier staat."))
        except Refusal as refusal:
            context["refusal"] = refusal
        else:
            response = StreamingHttpResponse(chain([first], lines), content_type=NDJSON)
            name = _("verwerkingen") + f"-{area.slug}-{form.cleaned_data['since']}.ndjson"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            response["X-Content-Type-Options"] = "nosniff"
            return response
    if request.method != "POST":
        record("processing_activities.viewed", subject=f"area:{slug}", by=request.user, area=area)
    status = 422 if request.method == "POST" else 200
    return render(request, "oversight/processing/processing.html", context, status=status)


def _told() -> list[dict[str, str]]:
    return [{"id": one.id, "version": str(one.version), **one.told} for one in activities()]
