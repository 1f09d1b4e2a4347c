"""Between receipt and answer: set aside or not, hear, ask advice, find out who is right, take longer."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from bans.rules.status import ENDED
from notices.actions import requests as letters
from notices.models import Notice
from notices.requests import Outcome
from participants.access import has_permission, require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from .. import clocks
from ..asked import as_asked
from ..models import Request, Side, Statement
from ..steps import HEARD
from . import counters


@transaction.atomic
def decide_set_aside(request: Request, *, set_aside: bool, reason: str, by: User, at: dt.datetime) -> Request:
    """Decide whether the measure is set aside while the request is looked at; the reason is recorded (R62)."""
    _handles(request, by, at)
    _check_running(request, at)
    changes = {"set_aside": set_aside, "set_aside_decided_at": at, "set_aside_decided_by": by}
    if not _undecided(request).filter(set_aside_decided_at=None).update(**changes):
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R62")
    request.refresh_from_db()
    keep_statement(request, Side.SET_ASIDE, reason, by=by, at=at, field="reason")
    if set_aside:
        counters.set_aside(request, by=by, at=at)
    else:
        counters.show_what_nothing_hides(counters.reached_by(request, at), by=by, at=at)
    _log("request.set_aside", request, by=by, set_aside=set_aside)
    return request


@transaction.atomic
def settle_dispute(request: Request, *, confirmed: bool, reason: str, by: User, at: dt.datetime) -> Request:
    """Say what was found out about who it is, or about the fact (R63).

    Where it was right all along, counters see it again. Where it was not it stays hidden until the answer, which
    carries the correction through.
    """
    _handles(request, by, at)
    if not request.in_dispute:
        raise Refusal("nothing_in_dispute", _("Hierover is niets meer uit te zoeken."), rule="R63")
    # Whoever imposed it does not find out either whether it was right (R66).
    refuse_own_decision(request, by)
    changes = {"dispute_settled_at": at, "dispute_settled_by": by, "dispute_right": confirmed}
    if not _undecided(request).filter(dispute_settled_at=None).update(**changes):
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R63")
    request.refresh_from_db()
    keep_statement(request, Side.SETTLED, reason, by=by, at=at, field="reason")
    if confirmed:
        counters.show_what_nothing_hides(counters.reached_by(request, at), by=by, at=at)
    else:
        counters.hide_what_is_wrong(request, by=by, at=at)
    _log("request.settled", request, by=by, confirmed=confirmed)
    return request


@transaction.atomic
def name_hearer(request: Request, hearer: User, *, by: User, at: dt.datetime) -> Request:
    """Who hears the person: somebody who neither proposed nor approved the measure (R66)."""
    _handles(request, by, at)
    on = dutch_date(at)
    if request.right not in HEARD:
        raise Refusal("nothing_to_hear", _("Luisteren is voor een bezwaar of een klacht."), rule="R66")
    if not has_permission(hearer, Permission.HEAR_OBJECTIONS, area=request.area, on=on):
        raise Refusal("not_a_hearer", _("Kies iemand die bezwaren mag horen."), rule="R66", field="hearer")
    refuse_own_decision(request, hearer, field="hearer")
    if not _undecided(request).update(hearer=hearer):
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R66")
    request.hearer = hearer
    _log("request.hearer_named", request, by=by, hearer=hearer.pk)
    return request


@transaction.atomic
def record_hearing(request: Request, *, words: str, heard_on: dt.date, by: User, at: dt.datetime) -> Request:
    """Write down what the person said when heard, or that the person did not want to be heard."""
    _sees(request, by, at)
    if request.hearer_id is None:
        raise Refusal("no_hearer", _("Kies eerst wie luistert."), rule="R66")
    if by.pk != request.hearer_id:
        raise Refusal("not_the_hearer", _("Alleen wie luisterde schrijft het verslag."), rule="R66")
    # Whoever was chosen may have approved the measure afterwards.
    refuse_own_decision(request, by)
    if not request.received_on <= heard_on <= dutch_date(at):
        raise Refusal("bad_day", _("Kies een dag na ontvangst, en niet in de toekomst."), field="heard_on")
    if not _undecided(request).update(heard_on=heard_on):
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R66")
    request.heard_on = heard_on
    keep_statement(request, Side.HEARING, words, by=by, at=at, field="words")
    _log("request.heard", request, by=by)
    return request


@transaction.atomic
def add_statement(request: Request, *, side: Side, words: str, by: User, at: dt.datetime) -> Statement:
    """Put words of the shop or the association in the file, or what the person said by telephone."""
    _handles(request, by, at)
    if request.closed_at:
        raise Refusal("already_closed", _("Dit verzoek is al afgesloten."))
    if side not in (Side.PERSON, Side.SHOP, Side.ASSOCIATION):
        raise Refusal("bad_side", _("Kies wiens woorden dit zijn."), field="side")
    said = keep_statement(request, side, words, by=by, at=at, field="words")
    _log("request.statement", request, by=by, side=str(side))
    return said


@transaction.atomic
def ask_committee(request: Request, *, by: User, at: dt.datetime) -> Request:
    """Ask the complaints committee for its advice, where the protocol has one; it has a term of its own."""
    _handles(request, by, at)
    if not request.protocol.parameters.committee_weeks_n:
        raise Refusal("no_committee", _("Dit gebied heeft geen klachtencommissie."))
    if not _undecided(request).filter(committee_asked_on=None).update(committee_asked_on=dutch_date(at)):
        raise Refusal("already_asked", _("De commissie is al gevraagd."))
    request.refresh_from_db()
    _log("request.committee_asked", request, by=by)
    return request


@transaction.atomic
def record_advice(request: Request, *, advice: Outcome, words: str, by: User, at: dt.datetime) -> Request:
    """Write down what the committee advises. Whoever decides may depart from it, with a reason in the answer."""
    _sees(request, by, at)
    refuse_own_decision(request, by)
    changes = {"committee_advice": advice, "committee_advised_on": dutch_date(at)}
    asked = _undecided(request).exclude(committee_asked_on=None).filter(committee_advised_on=None)
    if not asked.update(**changes):
        raise Refusal("not_asked", _("Er is geen advies gevraagd, of het is er al."))
    request.refresh_from_db()
    keep_statement(request, Side.COMMITTEE, words, by=by, at=at, field="words")
    _log("request.advised", request, by=by, advice=str(advice))
    return request


def extend(request: Request, *, reasons: str, by: User, at: dt.datetime) -> Notice | None:
    """Take longer: three months after receipt in all. Only with reasons, and told within the first month (R59).

    Gives the letter; None where nobody knows whose request it is, and the answer by hand tells it.
    """
    _handles(request, by, at)
    on = dutch_date(at)
    if on > clocks.last_day_to_extend(request.received_on):
        raise Refusal(
            "too_late_to_extend",
            _("Verlengen kan alleen in de eerste maand na ontvangst. Beslis nu op het verzoek."),
            rule="R59",
        )
    letters.checked_reasons(reasons, rule="R59")
    longer = Request.objects.select_related("area", "protocol", "sanction", "person").get(pk=request.pk)
    longer.extended_on = on
    drawn = letters.draw_extension(longer.sanction, request=as_asked(longer, on=on), reasons=reasons, by=by, at=at) \
        if longer.sanction else None  # fmt: skip
    with transaction.atomic():
        if not _undecided(request).filter(extended_on=None).update(extended_on=on, extended_by=by):
            raise Refusal("already_extended", _("Verlengen kan één keer."), rule="R59")
        request.refresh_from_db()
        keep_statement(request, Side.EXTENSION, reasons, by=by, at=at, field="reasons")
        counters.hide_when_late(request.sanction)
        _log("request.extended", request, by=by)
        return drawn.keep() if drawn else None


def refuse_own_decision(request: Request, user: User, *, field: str | None = None) -> None:
    """Refuses who proposed or approved the measure: an objection is heard and decided by another (R66)."""
    sanction = request.sanction
    if request.is_objection and sanction and user.pk in (sanction.proposed_by_id, sanction.approved_by_id):
        raise Refusal(
            "own_decision",
            _("Wie de maatregel voorstelde of goedkeurde, beslist niet op het bezwaar. Kies iemand anders."),
            rule="R66",
            field=field,
        )


def keep_statement(request: Request, side: Side, words: str, *, by: User, at: dt.datetime, field: str) -> Statement:
    """Put words of ours in the file. Refuses none, and what no text may hold (R68)."""
    words = words.strip()
    if not words:
        raise Refusal("reason_missing", _("Schrijf op waarom."), field=field)
    said = Statement(area=request.area, request=request, person=request.person, side=side, said_at=at, written_by=by)
    said.words = check_free_text(words, field)
    said.save()
    return said


def _check_running(request: Request, at: dt.datetime) -> None:
    if request.set_aside_by is None or request.sanction is None:
        raise Refusal("nothing_to_set_aside", _("Hier is niets om stil te leggen."), rule="R62")
    if request.sanction.status(dutch_date(at)) in ENDED:
        raise Refusal("ended", _("Deze maatregel is al beëindigd."), rule="R62")


def _undecided(request: Request) -> Any:
    return Request.objects.undecided().filter(pk=request.pk)


def _handles(request: Request, by: User, at: dt.datetime) -> None:
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=dutch_date(at))


def _sees(request: Request, by: User, at: dt.datetime) -> None:
    """Who handles requests, and who hears this one."""
    on = dutch_date(at)
    if by.pk == request.hearer_id:
        require(by, Permission.HEAR_OBJECTIONS, area=request.area, on=on)
    else:
        require(by, Permission.HANDLE_REQUESTS, area=request.area, on=on)


def _log(action: str, request: Request, *, by: User, **facts: Any) -> None:
    record(action, subject=f"request:{request.number}", by=by, area=request.area, **facts)
