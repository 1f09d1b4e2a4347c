"""Putting figures to a plan."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bans.tables import Problem
from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.roles import Permission

from ..actions import figures as actions
from ..baseline import read_figures
from ..forms import FiguresForm
from .confirming import confirm
from .door import plan_with


@never_cache
@require_http_methods(FORM_METHODS)
def add(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Own figures from a table. With one mistake in it nothing is kept, and each mistake is shown with its line."""
    plan = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    form = FiguresForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []

    def deed() -> str:
        table = read_figures(form.cleaned_data["file"].read())
        problems.extend(table.problems)
        if problems:
            raise Refusal(
                "table_unreadable", _("Er klopt iets niet in dit bestand. Er is niets opgeslagen."), field="file"
            )
        about = {"name": form.cleaned_data["name"], "unit": form.cleaned_data["unit"]}
        months = {row.values["month"]: row.values["count"] for row in table.rows}
        actions.add_own_figures(plan, months=months, by=request.user, at=clock.now(), **about)
        return plan.get_absolute_url() + "#cijfers"

    context = {"area": plan.area, "plan": plan, "problems": problems}
    return answer_form(request, form, deed, template="toolbox/plans/figures.html", **context)


@never_cache
@require_http_methods(FORM_METHODS)
def count(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The register's own counts, with nobody in them."""
    plan = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    return confirm(
        request,
        lambda: actions.count_in_register(plan, by=request.user, at=clock.now()),
        title=_("Tellen in het register"),
        lead=_("Voorvallen in het gebied, per maand. Kleine aantallen blijven leeg. Wat al gewist is, telt niet mee."),
        button=_("Tellen"),
        back=plan.get_absolute_url(),
    )
