"""Each deed on a request as a small form of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notices.requests import Outcome
from participants import clock
from participants.access import running_roles
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea, User
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.roles import ROLE_PERMISSIONS, Permission

from . import clocks, reach
from .actions import answering, counters, handling, receiving
from .forms import (
    AdviceForm,
    BindForm,
    HearerForm,
    OwnerForm,
    ReasonsForm,
    ReportForm,
    SetAsideForm,
    SettleForm,
    WordsForm,
)
from .models import Dispute, Request, Side
from .steps import decided_themselves

View = Callable[[SignedInRequest, str, str], HttpResponse]


def _page(view: Any) -> View:
    """A form about one request: nobody keeps it, and it is asked for or sent."""
    return never_cache(require_http_methods(FORM_METHODS)(view))


@_page
def bind(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    """First what the reference is, then once more; and the way back, as long as there is no answer."""
    area, asked = _handled(request, slug, number)
    if asked.bound_by_hand and (request.method != "POST" or "unbind" in request.POST):
        return _unbind(request, area, asked)
    form = BindForm(request.POST or None)
    sanction, refusal = None, None
    if form.is_bound and form.is_valid():
        user, values = request.user, form.cleaned_data
        try:
            sanction = reach.sanction_named(values["sanction"], user=user, area=area, on=clock.today())
            receiving.check_may_bind(asked)
            if request.POST.get("confirmed") == sanction.reference:
                receiving.bind(asked, sanction, identified=values["identified"], by=user, at=clock.now())
                return redirect(asked)
        except Refusal as caught:
            sanction, refusal = None, caught
    context = {"area": area, "asked": asked, "form": form, "refusal": refusal, "sanction": sanction}
    # The reference that the button says yes to.
    context["confirms"] = sanction.reference if sanction else ""
    status = 422 if form.is_bound and sanction is None else 200
    return render(request, "rights/requests/bind.html", context, status=status)


def _unbind(request: SignedInRequest, area: ShoppingArea, asked: Request) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            receiving.unbind(asked, by=request.user, at=clock.now())
            return redirect(asked)
        except Refusal as caught:
            refusal = caught
    context = {"area": area, "asked": asked, "refusal": refusal, "sanction": asked.sanction}
    return render(request, "rights/requests/unbind.html", context, status=422 if refusal else 200)


@_page
def owner(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    area, asked = _handled(request, slug, number)
    people = receiving.handlers(area, on=clock.today())
    form = OwnerForm(request.POST or None, people=people, initial={"owner": request.user})

    def deed() -> None:
        receiving.give_to(asked, form.cleaned_data["owner"], by=request.user, at=clock.now())

    return _answer(request, asked, form, deed, title=_("Wie behandelt dit verzoek?"), button=_("Vastleggen"))


@_page
def set_aside(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _handled(request, slug, number)
    form = SetAsideForm(request.POST or None, stays_hidden=counters.hidden_beside(asked, on=clock.today()))

    def deed() -> None:
        handling.decide_set_aside(asked, **form.cleaned_data, by=request.user, at=clock.now())

    return _answer(
        request, asked, form, deed, title=_("Stilleggen of niet?"), button=_("Besluiten"),
        lead=_("Twijfelt u? Leg de maatregel dan stil. Een verkeerd verbod is erger dan een paar dagen zonder."),
    )  # fmt: skip


@_page
def settle(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _handled(request, slug, number)
    form = SettleForm(request.POST or None)

    def deed() -> None:
        handling.settle_dispute(asked, **form.cleaned_data, by=request.user, at=clock.now())

    about_person = asked.dispute == Dispute.PERSON
    title = _("Gaat het om de juiste persoon?") if about_person else _("Klopt het feit?")
    return _answer(request, asked, form, deed, title=title, button=_("Vastleggen"))


@_page
def hearer(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    area, asked = _handled(request, slug, number)
    form = HearerForm(request.POST or None, people=_hearers(asked, area))

    def deed() -> None:
        handling.name_hearer(asked, form.cleaned_data["hearer"], by=request.user, at=clock.now())

    return _answer(
        request, asked, form, deed, title=_("Wie luistert naar de persoon?"), button=_("Vastleggen"),
        lead=_("Iemand die de maatregel niet voorstelde en niet goedkeurde."),
    )  # fmt: skip


@_page
def report(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _seen(request, slug, number)
    form = ReportForm(request.POST or None, initial={"heard_on": clock.today()})

    def deed() -> None:
        handling.record_hearing(asked, **form.cleaned_data, by=request.user, at=clock.now())

    return _answer(request, asked, form, deed, title=_("Verslag van het gesprek"), button=_("Opslaan"))


@_page
def words(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _handled(request, slug, number)
    form = WordsForm(request.POST or None)

    def deed() -> None:
        side, text = Side(form.cleaned_data["side"]), form.cleaned_data["words"]
        handling.add_statement(asked, side=side, words=text, by=request.user, at=clock.now())

    return _answer(
        request, asked, form, deed, title=_("Woorden toevoegen"), button=_("Toevoegen"),
        lead=_("Beide kanten mogen dit lezen."),
    )  # fmt: skip


@_page
def committee(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _handled(request, slug, number)

    def deed() -> None:
        handling.ask_committee(asked, by=request.user, at=clock.now())

    return _answer(
        request, asked, _confirm(request), deed, title=_("Advies vragen aan de klachtencommissie"),
        button=_("Advies vragen"), lead=_("De commissie heeft een eigen termijn. Uw termijn loopt gewoon door."),
    )  # fmt: skip


@_page
def advice(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _seen(request, slug, number)
    form = AdviceForm(request.POST or None)

    def deed() -> None:
        outcome, text = Outcome(form.cleaned_data["advice"]), form.cleaned_data["words"]
        handling.record_advice(asked, advice=outcome, words=text, by=request.user, at=clock.now())

    return _answer(request, asked, form, deed, title=_("Advies van de klachtencommissie"), button=_("Opslaan"))


@_page
def extend(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _handled(request, slug, number)
    form = ReasonsForm(request.POST or None)

    def deed() -> None:
        handling.extend(asked, **form.cleaned_data, by=request.user, at=clock.now())

    last = clocks.last_day_to_extend(asked.received_on)
    return _answer(
        request, asked, form, deed, title=_("Meer tijd nemen"), button=_("Brief maken en verlengen"),
        lead=_(
            "Dat kan één keer, tot en met %(last)s, en alleen met een reden. Er is dan tijd tot en met %(until)s. "
            "Verstuur de brief nog dezelfde dag."
        ) % {"last": date_format(last, "j F Y"), "until": date_format(clocks.case_needed_until(asked.clock), "j F Y")},
    )  # fmt: skip


@_page
def close(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    _area, asked = _handled(request, slug, number)

    def deed() -> None:
        answering.close(asked, by=request.user, at=clock.now())

    return _answer(
        request, asked, _confirm(request), deed, title=_("Verzoek afsluiten"), button=_("Afsluiten"),
        lead=_("Is het antwoord verstuurd of gegeven? Sluit het verzoek dan af. Daarna verandert er niets meer aan."),
    )  # fmt: skip


def _handled(request: SignedInRequest, slug: str, number: str) -> tuple[ShoppingArea, Request]:
    area = area_or_404(request.user, slug)
    return area, reach.handled_or_404(request.user, area, clock.today(), number)


def _seen(request: SignedInRequest, slug: str, number: str) -> tuple[ShoppingArea, Request]:
    """For who hears the person too."""
    area = area_or_404(request.user, slug)
    return area, reach.request_or_404(request.user, area, clock.today(), number)


def _confirm(request: SignedInRequest) -> forms.Form:
    """Nothing to fill in: the button is the answer."""
    return forms.Form(request.POST if request.method == "POST" else None)


def _hearers(asked: Request, area: ShoppingArea) -> list[User]:
    """Who may listen: whoever may hear people here, and neither proposed nor approved the measure (R66)."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.HEAR_OBJECTIONS in held]
    people = User.objects.filter(
        pk__in=running_roles(on=clock.today()).filter(area=area, role__in=roles).values("user")
    )
    return [user for user in people.order_by("name", "pk") if not decided_themselves(asked, user)]


def _answer(
    request: SignedInRequest, asked: Request, form: Any, deed: Callable[[], None], *, title: str, button: str,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    """Do the deed and go back to the case, or show why not."""
    back = asked.get_absolute_url()

    def do() -> str:
        deed()
        return back

    return answer_form(request, form, do, title=title, lead=lead, button=button, back=back)
