"""The page that holds each shop and each reporter against the rest of the area."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from bans.rules.figures import SMALLEST_FIGURE
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.roles import Permission

from .gathering import since, until
from .groups import told_of


@never_cache
@require_safe
def even(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = area_or_404(request.user, slug), clock.today()
    held = permissions_of(request.user, area, on=on)
    if Permission.SEE_FIGURES not in held:
        raise Http404
    told = told_of(area, on=on, with_names=Permission.SEE_WHOLE_REGISTER in held)
    questions = told.questions
    record("evenhandedness.viewed", subject=f"area:{slug}", by=request.user, area=area, questions=len(questions))
    context = {
        "area": area,
        "first": since(area, on),
        "after": until(on),
        "questions": questions,
        "tables": [(_("Winkels"), told.shops), (_("Melders"), told.reporters)],
        "tested": told.tested,
        "smallest": SMALLEST_FIGURE,
    }
    return render(request, "oversight/even.html", context)
