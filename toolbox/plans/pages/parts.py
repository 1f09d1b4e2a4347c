"""A measure in a plan: putting it in, looking at it, letting it go on, and writing what came of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.roles import Permission

from ...catalogue.models import Measure
from ...catalogue.shelf import measure_for, shelf
from ...catalogue.vocabulary import Category
from ..actions import evaluations
from ..actions import parts as actions
from ..figures import picture_of
from ..forms import EvaluationForm, ExtendForm, PartForm, StopForm
from ..models import Stage, State
from .confirming import confirm
from .door import measure_title, part_with, plan_with


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """First which measure, by the address; then who, when and for how much."""
    plan = plan_with(request, slug, pk, Permission.MAKE_PLANS)
    back = plan.get_absolute_url()
    measure = shelf(clock.today()).by_code.get(request.GET.get("maatregel", ""))
    if measure is None:
        context = {"area": plan.area, "plan": plan, "groups": _by_category(), "back": back}
        status = 422 if request.method == "POST" else 200
        return render(request, "toolbox/plans/choose.html", context, status=status)
    initial = {
        "owner": measure.parties[0],
        "partners": measure.partners,
        "starts_on": plan.starts_on,
        "last_day": plan.ends_on,
    }
    form = PartForm(request.POST or None, initial=initial, plan=plan, measure_code=measure.code, measure=measure)

    def deed() -> str:
        actions.add_part(plan, draft=form.draft(), by=request.user, at=clock.now())
        return back

    words = {"title": measure.title, "lead": measure.summary, "button": _("In het plan zetten")}
    return answer_form(request, form, deed, back=back, **words)


def _by_category() -> list[tuple[str, list[Measure]]]:
    measures = sorted(shelf(clock.today()).measures, key=lambda row: row.title.casefold())
    groups = ((str(label), [row for row in measures if row.category == code]) for code, label in Category.choices)
    return [group for group in groups if group[1]]


@never_cache
@require_safe
def part(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number)
    on = clock.today()
    can_make = Permission.MAKE_PLANS in permissions_of(request.user, found.area, on=on)
    stage = found.stage(on)
    runs = found.plan.state is State.APPROVED
    context = {
        "area": found.area,
        "plan": found.plan,
        "part": found,
        "measure": measure_for(found.measure_code, on=on),
        "title": measure_title(found.measure_code),
        "stage": stage,
        "evaluation": found.written_evaluation,
        "picture": picture_of(found),
        "extensions": found.extensions.all(),
        "can_change": can_make and found.plan.may_change,
        "can_stop": can_make and runs and stage in (Stage.AHEAD, Stage.RUNNING),
        "can_unshare": can_make and bool(found.written_evaluation and found.written_evaluation.shared),
        "can_extend": can_make and runs and stage is Stage.RUNNING,
        "can_evaluate": can_make and runs and not found.written_evaluation and on >= found.last_day,
    }
    return render(request, "toolbox/plans/part.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def edit(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number, Permission.MAKE_PLANS)
    measure = measure_for(found.measure_code, on=clock.today())
    form = PartForm(
        request.POST or None,
        initial=PartForm.of(found),
        plan=found.plan,
        measure_code=found.measure_code,
        measure=measure,
    )
    back = found.get_absolute_url()

    def deed() -> str:
        actions.change_part(found, draft=form.draft(), by=request.user, at=clock.now())
        return back

    title = measure_title(found.measure_code)
    return answer_form(request, form, deed, title=title, button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def drop(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number, Permission.MAKE_PLANS)
    return confirm(
        request,
        lambda: actions.drop_part(found, by=request.user, at=clock.now()),
        title=_("“%s” uit het plan halen") % measure_title(found.measure_code),
        button=_("Weghalen"),
        button_class="button--danger",
        back=found.plan.get_absolute_url(),
    )


@never_cache
@require_http_methods(FORM_METHODS)
def stop(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number, Permission.MAKE_PLANS)
    form = StopForm(request.POST or None)
    back = found.get_absolute_url()

    def deed() -> str:
        actions.stop(found, by=request.user, at=clock.now(), **form.cleaned_data)
        return back

    lead = _("De maatregel eindigt vandaag. Daarna schrijft u op wat ervan kwam.")
    title = _("“%s” nu stoppen") % measure_title(found.measure_code)
    return answer_form(
        request, form, deed, title=title, lead=lead, button=_("Nu stoppen"), button_class="button--danger", back=back
    )


@never_cache
@require_http_methods(FORM_METHODS)
def unshare(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number, Permission.MAKE_PLANS)
    return confirm(
        request,
        lambda: evaluations.unshare(found, by=request.user, at=clock.now()),
        title=_("Niet meer delen"),
        lead=_("De ervaring verdwijnt van de bladzijde van de maatregel. De evaluatie zelf blijft."),
        button=_("Niet meer delen"),
        back=found.get_absolute_url(),
    )


@never_cache
@require_http_methods(FORM_METHODS)
def extend(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number, Permission.MAKE_PLANS)
    form = ExtendForm(request.POST or None)
    back = found.get_absolute_url()

    def deed() -> str:
        actions.extend(found, by=request.user, at=clock.now(), **form.cleaned_data)
        return back

    lead = _("Een maatregel die iemand tot iets dwingt, gaat alleen door na een nieuwe juridische toets.")
    title = _("“%s” verlengen") % measure_title(found.measure_code)
    return answer_form(request, form, deed, title=title, lead=lead, button=_("Verlengen"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def evaluate(request: SignedInRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = part_with(request, slug, pk, number, Permission.MAKE_PLANS)
    form = EvaluationForm(request.POST or None)

    def deed() -> str:
        evaluations.evaluate(found, draft=form.draft(), by=request.user, at=clock.now())
        return found.get_absolute_url()

    context = {"area": found.area, "part": found, "title": measure_title(found.measure_code)}
    template = "toolbox/plans/evaluate.html"
    return answer_form(request, form, deed, template=template, picture=picture_of(found), **context)
