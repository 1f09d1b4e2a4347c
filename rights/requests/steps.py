"""What is to be done about a request on a day, and by whom: exactly the deeds that are open. No questions asked."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from bans.rules.status import ENDED
from notices.requests import Right
from participants.models import User

from . import clocks
from .models import Request

HEARD = frozenset({Right.OBJECTION, Right.COMPLAINT})


@dataclass(frozen=True)
class Step:
    """One deed: the page that does it, what its link says, and the day by which it is done, where there is one."""

    page: str
    label: Any
    until: dt.date | None = None
    # What has to be done before the rest can follow; of others it may, and need not, be done.
    needed: bool = True


@dataclass(frozen=True)
class Steps:
    """`now` is what comes first, `waits_for` says in words why there is nothing to do."""

    needed: list[Step]
    optional: list[Step]
    waits_for: Any = ""

    @property
    def now(self) -> Step | None:
        return self.needed[0] if self.needed else None


def steps_of(request: Request, *, user: User, handles: bool, on: dt.date) -> Steps:
    """What this user can do about it. `handles`: the user handles requests here; otherwise only listens."""
    listens = request.hearer_id == user.pk
    found = list(_steps(request, user=user, handles=handles, listens=listens, on=on))
    needed = [step for step in found if step.needed]
    return Steps(needed, [step for step in found if not step.needed], "" if needed else _waits_for(request))


def _steps(request: Request, *, user: User, handles: bool, listens: bool, on: dt.date) -> Iterator[Step]:
    if request.closed_at:
        return
    if request.decided_at:
        if handles:
            yield Step("request-close", _("Verstuurd of gegeven: sluit het verzoek af"))
            yield Step("request-words", _("Woorden toevoegen"), needed=False)
        return
    if handles:
        yield from _of_handler_first(request, user, on)
    yield from _of_hearing(request, user=user, handles=handles, listens=listens)
    yield from _of_committee(request, handles=handles or listens, asks=handles)
    if _may_answer(request, user=user, handles=handles, listens=listens):
        yield Step("request-answer", _("Antwoord geven"), request.clock.limit)
    if handles:
        if request.extended_on is None and on <= clocks.last_day_to_extend(request.received_on):
            last = clocks.last_day_to_extend(request.received_on)
            yield Step("request-extend", _("Meer tijd nemen, met een reden"), last, needed=False)
        yield Step("request-words", _("Woorden toevoegen"), needed=False)
        if request.bound_by_hand:
            yield Step("request-bind", _("Dit was iemand anders"), needed=False)
        yield Step("request-owner", _("Aan een ander geven"), needed=False)
        yield Step("request-receipt", _("Ontvangstbevestiging"), needed=False)


def _of_handler_first(request: Request, user: User, on: dt.date) -> Iterator[Step]:
    if not request.identified:
        yield Step("request-bind", _("Zeg om welke maatregel het gaat"))
    if request.in_dispute and not decided_themselves(request, user):
        yield Step("request-settle", _("Zoek uit of het klopt"))
    sanction, by = request.sanction, request.set_aside_by
    if by and sanction and request.set_aside_decided_at is None and sanction.status(on) not in ENDED:
        # What no counter sees needs no decision in a hurry.
        hidden = sanction.in_dispute_on(on)
        yield Step("request-set-aside", _("Beslis of de maatregel wordt stilgelegd"), by, needed=not hidden)


def _of_hearing(request: Request, *, user: User, handles: bool, listens: bool) -> Iterator[Step]:
    if request.right not in HEARD:
        return
    must = request.is_objection and request.sanction_id is not None and request.heard_on is None
    if handles:
        if request.hearer_id is None:
            yield Step("request-hearer", _("Kies wie naar de persoon luistert"), needed=must)
        else:
            yield Step("request-hearer", _("Iemand anders laten luisteren"), needed=False)
    if listens and not decided_themselves(request, user):
        yield Step("request-report", _("Schrijf op wat de persoon zei"), needed=must)


def _of_committee(request: Request, *, handles: bool, asks: bool) -> Iterator[Step]:
    parameters = request.protocol.parameters
    if not parameters.committee_weeks_n or not handles:
        return
    if request.committee_asked_on is None and asks:
        yield Step("request-committee", _("Vraag advies aan de klachtencommissie"), needed=False)
    elif request.committee_asked_on and request.committee_advised_on is None:
        by = clocks.advice_by(request.committee_asked_on, request.clock, parameters)
        yield Step("request-advice", _("Schrijf het advies van de commissie op"), by, needed=False)


def _may_answer(request: Request, *, user: User, handles: bool, listens: bool) -> bool:
    """As `answering.check_may_decide` judges it."""
    if not (handles or listens) or request.in_dispute or decided_themselves(request, user):
        return False
    return not (request.is_objection and request.sanction_id and request.heard_on is None)


def decided_themselves(request: Request, user: User) -> bool:
    """Whether the user proposed or approved what is objected to (R66)."""
    sanction = request.sanction
    return bool(request.is_objection and sanction and user.pk in (sanction.proposed_by_id, sanction.approved_by_id))


def _waits_for(request: Request) -> Any:
    if request.closed_at:
        return _("Afgesloten. Er is niets meer te doen.")
    if request.decided_at:
        return _("Er is geantwoord. Wie verzoeken behandelt, sluit af.")
    if request.is_objection and request.sanction_id and request.heard_on is None:
        return _("Wacht op het verslag van wie luistert.")
    if request.in_dispute:
        return _("Iemand anders zoekt uit of het klopt: wie de maatregel voorstelde of goedkeurde, doet dat niet.")
    return _("Iemand anders geeft het antwoord: wie de maatregel voorstelde of goedkeurde, doet dat niet.")
