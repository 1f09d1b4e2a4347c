"""Pages of the area: the start, the set-up, the permit, the protocol."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import clock
from ..access import require
from ..actions.areas import adopt_protocol, create_area, grant_permit, update_area
from ..actions.evaluations import record_evaluation
from ..context import permissions_of
from ..doors import SignedInRequest, area_or_404
from ..models import ShoppingArea
from ..protocol import DEFAULTS, Parameters
from ..refusals import Refusal
from ..roles import Permission
from .answers import answer_form
from .forms import PARAMETER_LABELS, AreaForm, EvaluationForm, PermitForm, ProtocolForm

FORM_METHODS = ["GET", "HEAD", "POST"]


@login_not_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home.html")
    areas = [
        (area, permissions_of(request.user, area, on=clock.today()))
        for area in ShoppingArea.objects.visible_to(request.user)
    ]
    running = [(area, held) for area, held in areas if held]
    if len(running) == 1:
        area, held = running[0]
        return redirect(_start(held), area.slug)
    if running and all(_start(held) == "oversight:desk" for _area, held in running):
        return redirect("oversight:areas")
    areas_and_start = [(area, _start(held)) for area, held in running]
    return render(request, "participants/areas.html", {"areas": areas_and_start})


def _start(held: frozenset[Permission]) -> str:
    """The page on which somebody's work in an area begins."""
    if held == {Permission.CHECK_AT_COUNTER}:
        return "bans:counter"
    overseeing = Permission.SEE_FIGURES in held and Permission.SEE_WHOLE_REGISTER not in held
    return "oversight:desk" if overseeing else "bans:desk"


def managed_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who may set it up; for anybody else this page does not exist."""
    area = area_or_404(request.user, slug)
    try:
        require(request.user, Permission.MANAGE_AREA, area=area, on=clock.today())
    except Refusal:
        raise Http404 from None
    return area


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest) -> HttpResponse:
    if not request.user.is_staff:
        raise Http404
    form = AreaForm(request.POST or None)

    def deed() -> str:
        area = create_area(fields=form.facts(), by=request.user, at=clock.now())
        return reverse("participants:area", args=[area.slug])

    context = {"title": _("Nieuw gebied"), "button": _("Gebied maken"), "back": reverse("participants:home")}
    return answer_form(request, form, deed, **context)


@never_cache
@require_safe
def area(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    held = permissions_of(request.user, area, on=on)
    if not held & {Permission.MANAGE_AREA, Permission.SEE_FIGURES}:
        raise Http404
    context = {
        "area": area,
        "municipality": area.municipality.on(on),
        "permit": area.permit_on(on),
        "permits": area.permits.all(),
        "protocols": [(protocol, _settings(protocol.parameters)) for protocol in area.protocols.all()],
        "list": area.current_list(),
        "evaluations": area.evaluations.all(),
        "can_manage": Permission.MANAGE_AREA in held,
    }
    return render(request, "participants/area.html", context)


def _settings(parameters: Parameters) -> list[tuple[Any, int]]:
    """What a protocol settles, in words."""
    values = parameters.as_dict()
    return [(label, values[name]) for name, label in PARAMETER_LABELS.items()]


@never_cache
@require_http_methods(FORM_METHODS)
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    form = AreaForm(request.POST or None, instance=ShoppingArea.objects.get(pk=area.pk))

    def deed() -> str:
        update_area(area, fields=form.facts(), by=request.user, at=clock.now())
        return reverse("participants:area", args=[area.slug])

    context = {"title": _("Gebied wijzigen"), "button": _("Opslaan")}
    return answer_form(request, form, deed, back=reverse("participants:area", args=[slug]), **context)


@never_cache
@require_http_methods(FORM_METHODS)
def permit_new(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    form = PermitForm(request.POST or None, area=area)
    back = reverse("participants:area", args=[slug])

    def deed() -> str:
        grant_permit(area, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    return answer_form(request, form, deed, title=_("Vergunning vastleggen"), button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def protocol_new(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    latest = area.protocols.first()
    form = ProtocolForm(request.POST or None, current=latest.parameters if latest else DEFAULTS)
    back = reverse("participants:area", args=[slug])

    def deed() -> str:
        facts = {name: form.cleaned_data[name] for name in ("adopted_on", "valid_from", "dpia_version")}
        adopt_protocol(area, values=form.values(), **facts, by=request.user, at=clock.now())
        return back

    lead = _("Een nieuwe versie geldt voor maatregelen die daarna worden uitgereikt.")
    title = _("Nieuwe versie van het protocol")
    return answer_form(request, form, deed, title=title, lead=lead, button=_("Vaststellen"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def evaluation_new(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    form = EvaluationForm(request.POST or None, initial={"held_on": clock.today()})
    back = reverse("participants:area", args=[slug])

    def deed() -> str:
        record_evaluation(area, held_on=form.cleaned_data["held_on"], by=request.user, at=clock.now())
        return back

    lead = _("Deelnemers, politie en gemeente bekijken samen hoe het gaat. Leg vast op welke dag dat was.")
    title = _("Evaluatie vastleggen")
    return answer_form(request, form, deed, title=title, lead=lead, button=_("Vastleggen"), back=back)
