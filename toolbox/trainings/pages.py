"""Pages of trainings and of the days on which they are given."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants import clock
from participants.access import has_permission, running_roles
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.roles import Permission

from ..catalogue.shelf import shelf
from . import actions, attendance
from .doors import area_for, session_or_404, session_within_reach, training_or_404
from .figures import figures_of, trained_in
from .forms import PeopleForm, PresenceForm, ReasonForm, SessionForm, TrainingForm
from .models import STATE_WORDS, Certificate, State, TrainingSession
from .reach import Reach
from .subjects import subjects


@never_cache
@require_safe
def trainings(request: SignedInRequest, slug: str) -> HttpResponse:
    """What there is and what comes; for who works at a counter as well, with the own certificates."""
    area, on = area_or_404(request.user, slug), clock.today()
    held = permissions_of(request.user, area, on=on)
    counts = trained_in(area, on=on)
    mine = Certificate.objects.of_area(area).filter(participant__user=request.user)
    context = {
        "area": area,
        "rows": [(training, counts.get(training.pk, 0)) for training in area.trainings.all()],
        "ahead": TrainingSession.objects.filter(area=area).ahead(on).select_related("training", "area"),
        "mine": [(certificate, certificate.is_valid(on)) for certificate in mine],
        "sees_all": Permission.SEE_PLANS in held,
        "can_make": Permission.MAKE_PLANS in held,
    }
    return render(request, "toolbox/trainings/list.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def training_new(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = area_for(request, slug, Permission.MAKE_PLANS), clock.today()
    manages = has_permission(request.user, Permission.MANAGE_AREA, area=area, on=on)
    form = TrainingForm(request.POST or None, subjects=subjects(on), may_open_counter=manages)

    def deed() -> str:
        made = actions.add_training(area, **form.cleaned_data, by=request.user, at=clock.now())
        return made.get_absolute_url()

    back = reverse("toolbox:trainings", args=[slug])
    return answer_form(request, form, deed, title=_("Nieuwe training"), button=_("Opslaan"), back=back)


@never_cache
@require_safe
def training(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    training = training_or_404(request, slug, pk, permission=Permission.SEE_PLANS)
    on = clock.today()
    held = permissions_of(request.user, training.area, on=on)
    certificates = Certificate.objects.of_area(training.area).filter(
        participant__session__training=training,
        participant__user__in=running_roles(on=on).filter(area=training.area).values("user"),
    )
    newest = certificates.open().newest().order_by("participant__user__name", "pk")
    context = {
        "area": training.area,
        "training": training,
        "measure": shelf(on).by_code.get(training.measure_code),
        "sessions": [_told(session) for session in training.sessions.select_related("area")],
        "figures": figures_of(training, on=on),
        "can_make": Permission.MAKE_PLANS in held,
        "names": Permission.MANAGE_AREA in held,
        "certificates": [(row, row.is_valid(on)) for row in newest] if Permission.MANAGE_AREA in held else [],
    }
    return render(request, "toolbox/trainings/training.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def session_new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    training = training_or_404(request, slug, pk, permission=Permission.MAKE_PLANS)
    form = SessionForm(request.POST or None)

    def deed() -> str:
        made = actions.plan_session(training, **form.cleaned_data, by=request.user, at=clock.now())
        return made.get_absolute_url()

    back = training.get_absolute_url()
    title = _("Bijeenkomst van %s") % training.title
    return answer_form(request, form, deed, title=title, button=_("Opslaan"), back=back)


@never_cache
@require_safe
def session(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """When and where, how many come, and within one's reach who."""
    return _session_page(request, session_or_404(request, slug, pk, permission=Permission.SEE_PLANS))


def _session_page(request: SignedInRequest, session: TrainingSession, refusal: Refusal | None = None) -> HttpResponse:
    on = clock.today()
    state, reach = session.state(on), Reach(request.user, session.area, on)
    people = session.participants.select_related("user", "certificate", "certificate__area")
    if not reach.whole:
        people = people.filter(user__in=reach.people)
    makes = has_permission(request.user, Permission.MAKE_PLANS, area=session.area, on=on)
    given = state is not State.CANCELLED
    context = {
        "area": session.area,
        "session": session,
        "told": _told(session),
        "people": people,
        "headcounts": session.headcounts.select_related("shop"),
        "names": reach.signs_up,
        "can_sign_up": (reach.whole and given) or (reach.signs_up and state is State.PLANNED),
        "can_mark": reach.whole and given and session.held_on <= on,
        "can_cancel": makes and given and session.presence_marked_at is None,
        "opens_certificates": reach.whole,
        "refusal": refusal,
    }
    return render(request, "toolbox/trainings/session.html", context, status=422 if refusal else 200)


def _told(session: TrainingSession) -> dict[str, object]:
    """A session with its state in words; `waits` when it was held and nobody said who was there."""
    state = session.state(clock.today())
    waits = state is State.HELD and session.presence_marked_at is None
    if waits:
        return {"session": session, "state": _("nog niet vastgelegd"), "kind": "warning", "waits": True}
    kinds = {State.PLANNED: "unknown", State.HELD: "welcome", State.CANCELLED: "ban"}
    return {"session": session, "state": STATE_WORDS[state], "kind": kinds[state], "waits": False}


@never_cache
@require_http_methods(FORM_METHODS)
def session_cancel(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    session = session_or_404(request, slug, pk, permission=Permission.MAKE_PLANS)
    form = ReasonForm(request.POST or None)

    def deed() -> str:
        actions.cancel_session(session, **form.cleaned_data, by=request.user, at=clock.now())
        return session.get_absolute_url()

    lead = _("Vertel het zelf aan wie zou komen. Het programma mailt hun niets.")
    return answer_form(
        request, form, deed, title=_("Gaat deze bijeenkomst niet door?"), lead=lead, button=_("Laat niet doorgaan"),
        button_class="button--danger", back=session.get_absolute_url(),
    )  # fmt: skip


@never_cache
@require_http_methods(FORM_METHODS)
def session_people(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    session, reach = session_within_reach(request, slug, pk)
    there = set(session.participants.values_list("user", flat=True))
    form = PeopleForm(request.POST or None, reach=reach, there=there)

    def deed() -> str:
        people, counted = form.chosen(), form.counted()
        attendance.sign_up(session, people=people, counted=counted, by=request.user, at=clock.now())
        return session.get_absolute_url()

    lead = _("Vrije plaatsen: %d") % session.seats_left
    return answer_form(
        request, form, deed, title=_("Mensen aanmelden"), lead=lead, button=_("Aanmelden"),
        back=session.get_absolute_url(),
    )  # fmt: skip


@never_cache
@require_POST
def session_leave(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    session, reach = session_within_reach(request, slug, pk)
    key = request.POST.get("participant", "")
    people = session.participants.select_related("session", "session__area")
    if not reach.whole:
        people = people.filter(user__in=reach.people)
    participant = get_object_or_404(people, pk=key if key.isdecimal() and len(key) < 19 else None)
    try:
        attendance.sign_off(participant, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _session_page(request, session, refusal)
    return redirect(session)


@never_cache
@require_http_methods(FORM_METHODS)
def session_presence(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    session = session_or_404(request, slug, pk, permission=Permission.MANAGE_AREA)
    waiting = session.participants.filter(certificate=None).select_related("user")
    form = PresenceForm(request.POST or None, waiting=waiting, headcounts=session.headcounts.select_related("shop"))

    def deed() -> str:
        present, came = form.present(), form.came()
        attendance.mark_presence(session, present=present, came=came, by=request.user, at=clock.now())
        return session.get_absolute_url()

    lead = _("Wie er was, krijgt een certificaat.")
    if session.training.opens_counter:
        lead += " " + _("Voor wie aan de balie werkt, telt deze dag ook als de instructie.")
    return answer_form(
        request, form, deed, title=_("Wie waren er?"), lead=lead, button=_("Vastleggen"),
        back=session.get_absolute_url(),
    )  # fmt: skip
