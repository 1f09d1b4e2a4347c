"""Reporting an incident, and what the ladder offers after it."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.log import record
from participants import clock
from participants.access import has_permission, shops_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .. import reach
from ..actions import incidents, proposals
from ..appearance import describe
from ..models import Incident
from ..models.sanction import LABELS
from ..photos import accept_photo
from ..rules.ladder import Step
from ..uploads import refuse_lost_photo
from .forms import IncidentForm, ProposalForm

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    now = clock.now()
    on = clock.dutch_date(now)
    shops = shops_of(request.user, area, on=on, permission=Permission.REPORT_INCIDENT)
    if not shops:
        raise Http404
    initial = {"happened_at": now.astimezone(clock.DUTCH_TIME), "submission_key": secrets.token_hex(16)}
    form = IncidentForm(request.POST or None, request.FILES or None, shops=shops, initial=initial)
    context: dict[str, Any] = {"area": area, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            refuse_lost_photo(request.headers)
            people = _candidates(form, area, request.user)
            if people:
                return render(request, "bans/incident_person.html", {**context, "people": people})
            incident = _report(form, request.user)
            return redirect("bans:incident", slug, incident.reference)
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "bans/incident_new.html", context, status=422 if request.method == "POST" else 200)


def _draft(form: IncidentForm) -> incidents.PersonDraft:
    names = ("given_name", "family_name", "birth_date", "address", "identity_basis", "apparently_minor")
    return incidents.PersonDraft(**{n: form.cleaned_data[n] for n in names}, appearance=form.appearance())


def _candidates(form: IncidentForm, area: ShoppingArea, user: User) -> list[dict[str, Any]]:
    """People of a like name, asked about once before anything is written; not after a second click."""
    if form.cleaned_data["asked_person"] or form.cleaned_data["person"]:
        return []
    if Incident.objects.filter(submission_key=form.cleaned_data["submission_key"], reported_by=user).exists():
        return []
    shop = form.cleaned_data["shop"]
    try:
        people = incidents.candidates(_draft(form), shop=shop, by=user, at=clock.now())
    except Refusal as refusal:
        if refusal.rule != "R47":
            raise
        return []  # A spent budget stops looking up, never a report; the coordinator was told.
    return [{"token": p.token, "name": p.name, "description": describe(p.appearance)} for p in people]


def _report(form: IncidentForm, user: User) -> Incident:
    data = form.cleaned_data
    token = data["person"]
    at = clock.now()
    person = reach.known_person(token, shop=data["shop"], on=clock.dutch_date(at)) if token else _draft(form)
    facts = ("conduct_code", "happened_at", "place", "observed_by", "observer_function", "narrative")
    return incidents.report_incident(
        shop=data["shop"],
        person=person,
        photo=accept_photo(data["photo"], by=user, at=at) if data["photo"] else None,
        police_report=data["police_report"],
        submission_key=data["submission_key"],
        by=user,
        at=at,
        **{name: data[name] for name in facts},
    )


def _own_incident(request: SignedInRequest, slug: str, reference: str) -> Incident:
    """An incident of the user's own shop, or any one for the coordinator."""
    area = area_or_404(request.user, slug)
    return get_object_or_404(reach.incidents(request.user, area, clock.today()), reference=reference)


@never_cache
@require_safe
def incident(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    incident = _own_incident(request, slug, reference)
    subject = f"person:{incident.person.token}"
    record("person.viewed", subject=subject, by=request.user, area=incident.area, page="incident")
    return _page(request, incident)


def _page(
    request: SignedInRequest,
    incident: Incident,
    refusal: Refusal | None = None,
    typed: ProposalForm | None = None,
) -> HttpResponse:
    on = clock.today()
    area = incident.area
    steps: tuple[Step, ...] = ()
    try:
        steps = proposals.steps_for(incident, on=on, by=request.user)
    except Refusal as caught:
        refusal = refusal or caught
    visible = reach.files(request.user, area, on).filter(incident=incident)
    made = {(s.kind, s.scope) for s in visible}
    cards = []
    for step in steps:
        if (step.kind, step.scope) in made:
            continue
        form = (
            typed
            if typed and (typed["kind"].value(), typed["scope"].value()) == (step.kind, step.scope)
            else ProposalForm(
                initial={"kind": step.kind, "scope": step.scope, "months": step.months},
                auto_id=f"{step.kind}_{step.scope}_%s",
            )
        )
        # Only shown as needed: the action judges, and tells which rule asks for it.
        form.fields["reason"].required = step.needs_reason
        cards.append(
            {
                "step": step,
                "label": LABELS[step.kind, step.scope],
                "why": proposals.explain(step),
                "form": form,
            }
        )
    context = {
        "area": area,
        "incident": incident,
        "description": describe(incident.person.appearance),
        "photo": getattr(incident.person, "photo", None),
        "cards": cards,
        "sanctions": visible,
        "on": on,
        "missing_at_the_door": incident.shop.missing_at_the_door,
        "may_override": has_permission(request.user, Permission.MANAGE_AREA, area=area, on=on),
        "refusal": refusal,
    }
    return render(request, "bans/incident.html", context, status=422 if refusal else 200)


@never_cache
@require_POST
def impose(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    incident = _own_incident(request, slug, reference)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        refusal = Refusal("bad_term", next(iter(form.errors.values()))[0], rule="R18", field="months")
        return _page(request, incident, refusal, form)
    try:
        sanction = proposals.impose(incident, **form.cleaned_data, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _page(request, incident, refusal, form)
    except ValueError:
        # A kind or a scope that does not exist; the page offers none.
        sentence = _("Deze maatregel past niet bij wat er gebeurde en wat er loopt.")
        return _page(request, incident, Refusal("not_offered", sentence, rule="R20"), form)
    return redirect(sanction)
