"""The list of plans, one plan, and the round in which it is decided on."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.roles import Permission

from ...catalogue.taxonomy import ExamplePlan, taxonomy
from .. import papers
from ..actions import plans as actions
from ..baseline import total_of
from ..forms import DecisionForm, PlanForm, ReasonForm
from ..models import Plan
from ..warnings import Warned, warnings_of
from .confirming import confirm
from .door import area_with, plan_with

A_YEAR = dt.timedelta(days=364)


@never_cache
@require_safe
def plans(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_with(request, slug)
    return render(request, "toolbox/plans/list.html", {"area": area, "plans": Plan.objects.filter(area=area)})


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Blank, or from the example in the address."""
    area = area_with(request, slug, Permission.MAKE_PLANS)
    example = _example(request.GET.get("voorbeeld", ""))
    on = clock.today()
    words = {"title": example.title, "problem": example.problem} if example else {}
    initial = {"starts_on": on, "ends_on": on + A_YEAR, **words}
    form = PlanForm(request.POST or None, initial=initial)

    def deed() -> str:
        made = actions.create_plan(area, draft=form.draft(), example=example, by=request.user, at=clock.now())
        return made.get_absolute_url()

    context = {"area": area, "example": example, "examples": taxonomy().example_plans}
    return answer_form(request, form, deed, template="toolbox/plans/new.html", **context)


def _example(code: str) -> ExamplePlan | None:
    return next((example for example in taxonomy().example_plans if example.code == code), None)


@never_cache
@require_safe
def plan(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    found = plan_with(request, slug, pk)
    on = clock.today()
    held = permissions_of(request.user, found.area, on=on)
    facts = papers.facts_of(found, on=on)
    context = {
        "area": found.area,
        "plan": found,
        "facts": facts,
        "rows": [(part, title, part.stage(on)) for part, title in facts.parts],
        "series": [(row, row.months(), total_of(row.months())) for row in facts.indicators],
        "open_warnings": sum(row.is_open for row in facts.warned),
        "can_make": Permission.MAKE_PLANS in held,
        "can_decide": Permission.DECIDE_PLANS in held and found.put_forward_by_id != request.user.pk,
    }
    return render(request, "toolbox/plans/plan.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    found = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    form = PlanForm(request.POST or None, initial=PlanForm.of(found))
    back = found.get_absolute_url()

    def deed() -> str:
        actions.change_plan(found, draft=form.draft(), by=request.user, at=clock.now())
        return back

    return answer_form(request, form, deed, title=_("Plan wijzigen"), button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def answer(request: SignedInRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """The reason why the plan goes against a warning."""
    found = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    warned = _warning(found, key)
    form = ReasonForm(request.POST or None, initial={"reason": warned.reason})
    back = found.get_absolute_url() + "#waarschuwingen"

    def deed() -> str:
        reason = form.cleaned_data["reason"]
        actions.answer_warning(found, key=key, reason=reason, by=request.user, at=clock.now())
        return back

    context = {"title": _("Reden bij een waarschuwing"), "lead": warned.caution.sentence, "back": back}
    return answer_form(request, form, deed, button=_("Opslaan"), **context)


def _warning(plan: Plan, key: str) -> Warned:
    for row in warnings_of(plan, on=clock.today()):
        if row.caution.key == key and not row.caution.is_note:
            return row
    raise Http404


@never_cache
@require_http_methods(FORM_METHODS)
def put_forward(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    found = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    return confirm(
        request,
        lambda: actions.put_forward(found, by=request.user, at=clock.now()),
        title=_("Plan voorleggen"),
        lead=_("Een ander beslist over dit plan. Tot die tijd kan niemand het wijzigen."),
        button=_("Voorleggen"),
        back=found.get_absolute_url(),
    )


@never_cache
@require_http_methods(FORM_METHODS)
def decide(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    found = plan_with(request, slug, pk, Permission.DECIDE_PLANS)
    form = DecisionForm(request.POST or None)
    back = found.get_absolute_url()

    def deed() -> str:
        if form.cleaned_data["decision"] == "approve":
            actions.approve(found, by=request.user, at=clock.now())
        else:
            actions.send_back(found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return back

    lead = _("Na goedkeuring veranderen het probleem en de maatregelen niet meer.")
    context = {"title": _("Beslissen over “%s”") % found.title, "lead": lead, "back": back}
    return answer_form(request, form, deed, button=_("Besluit vastleggen"), **context)


@never_cache
@require_http_methods(FORM_METHODS)
def close(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    found = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    return confirm(
        request,
        lambda: actions.close(found, by=request.user, at=clock.now()),
        title=_("Plan sluiten"),
        lead=_("Het plan blijft te lezen, met wat u ervan leerde. Wilt u verder, maak dan een nieuw plan."),
        button=_("Sluiten"),
        back=reverse("toolbox:plan", args=[slug, pk]),
    )
