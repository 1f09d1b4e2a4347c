"""Did this measure reach the person as it should, and end as it should? (R29-R37, R52-R57)"""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from bans.rules.approval import Approval
from bans.rules.status import Status
from notices.models.notice import LetterKind
from notices.models.service import Delivery, Receipt, Way
from notices.rules import SERVED_LETTERS
from participants.clock import dutch_date

from .facts import MeasureFacts
from .imposing import _has
from .verdict import About, Result, check, failed, holds, missing, not_applicable, passed

MEASURE = About.MEASURE
DAY = dt.timedelta(days=1)


@check("R29", about=MEASURE, says=_("een afgewezen voorstel is op tijd gewist"))
def rejected_is_gone(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.rejected_at is None:
        return not_applicable()
    return _kept_until(measure, row.serve_before)


@check("R31", about=MEASURE, says=_("een collectief verbod werkt pas na goedkeuring"))
def approved_before_service(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.needs_approval != Approval.APPROVE or row.served_at is None or row.imported:
        return not_applicable(needs=row.needs_approval, served=row.served_at is not None)
    approved = row.approved_at.replace(second=0, microsecond=0) if row.approved_at else None
    return holds(approved is not None and approved <= row.served_at, approved_at=approved, served_at=row.served_at)


@check("R32", about=MEASURE, says=_("van een uitreiking in persoon staat alles vast, en bij weigeren een getuige"))
def served_in_person(measure: MeasureFacts) -> Result:
    by_hand = [one for one in _services(measure) if one.way == Way.IN_PERSON]
    if not by_hand:
        return not_applicable()
    last = by_hand[-1]
    there = {name: _has(last, name) for name in ("place", "server_name")}
    witness = _has(last, "witness_name")
    good = all(there.values()) and last.handed_at is not None and last.receipt in Receipt.values
    good &= witness or last.receipt != Receipt.REFUSED
    return holds(good, **there, witness=witness, receipt=last.receipt)


@check(
    "R31", "R32", "R33", about=MEASURE, says=_("van wat geldt, is de uitreiking bewezen, op de dag waarop het begon")
)
def service_is_proved(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.served_at is None or row.starts_on is None or row.imported:
        return not_applicable(served=row.served_at is not None, imported=row.imported)
    days = {
        one.delivered_on if one.way == Way.REGISTERED else (dutch_date(one.handed_at) if one.handed_at else None)
        for one in _services(measure)
        if one.way == Way.IN_PERSON or one.delivery == Delivery.DELIVERED
    }
    # A combined letter lies with the ban, and its service is kept with both (R12).
    return holds(row.starts_on in days, starts_on=row.starts_on, proved=[day for day in days if day])


@check("R34", about=MEASURE, says=_("wat niet op tijd is uitgereikt, is vervallen en gewist"))
def lapsed_is_gone(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.status(measure.on) is not Status.LAPSED:
        return not_applicable()
    return _kept_until(measure, row.serve_before)


@check("R34", about=MEASURE, says=_("de uitreiking was binnen de termijn"))
def served_in_time(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.starts_on is None or row.imported:
        return not_applicable(served=False)
    before = row.approved_at and row.approved_at <= (row.served_at or row.approved_at)
    since = dutch_date(row.approved_at) if row.approved_at and before else measure.proposed_on
    limit = since + measure.parameters.serve_timeout_d * DAY
    return holds(row.starts_on <= limit, starts_on=row.starts_on, limit=limit)


@check("R35", about=MEASURE, says=_("lijst, protocol en brief van de uitreiking liggen vast"))
def frozen_at_service(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.served_at is None or row.imported:
        return not_applicable(served=row.served_at is not None)
    if row.participant_list is None:
        return failed(list=False)
    served = {one.notice_id for one in _services(measure)}
    letters = [one for one in (*measure.notices, *_letters_served(measure)) if one.pk in served]
    kept = [one for one in letters if one.kind in SERVED_LETTERS and one.sha256]
    same = all(one.participant_list_id == row.participant_list_id for one in kept)
    return holds(bool(kept) and same, letters=len(kept), list=row.participant_list.number, same_list=same)


@check("R75", about=MEASURE, says=_("het protocol is dat van de dag van uitreiking"))
def protocol_of_that_day(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.starts_on is None:
        return not_applicable(served=False)
    held = measure.area.protocol_on(row.starts_on)
    if held is None:
        return not_applicable(imported=True) if row.imported else failed(day=row.starts_on, protocol=False)
    return holds(held.pk == row.protocol_id, day=row.starts_on, protocol=row.protocol.number, held=held.number)


@check("R36", about=MEASURE, says=_("een nieuwe lijst telt pas sinds de persoon die kreeg"))
def newer_lists_were_served(measure: MeasureFacts) -> Result:
    if not measure.updates:
        return not_applicable()
    first = measure.row.served_at
    served = {
        (one.notice.participant_list_id, one.handed_at)
        for one in measure.services
        if one.notice.kind == LetterKind.SUPPLEMENTARY
    }
    good = first is not None and all(
        update.served_at >= first and (update.participant_list_id, update.served_at) in served
        for update in measure.updates
    )
    return holds(good, lists=[update.participant_list_id for update in measure.updates], served=len(served))


@check("R52", "R53", about=MEASURE, says=_("na de laatste dag is alles gewist"))
def expired_is_gone(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.status(measure.on) is not Status.EXPIRED or row.last_day is None:
        return not_applicable()
    return _kept_until(measure, row.last_day + measure.parameters.purge_grace_d * DAY)


@check("R54", about=MEASURE, says=_("wat voor een zaak wordt bewaard, heeft een reden en een dag om opnieuw te kijken"))
def held_with_a_reason(measure: MeasureFacts) -> Result:
    person = measure.row.person
    if person.hold_until is None:
        return not_applicable()
    good = _has(person, "hold_reason") and person.hold_until <= measure.on + 184 * DAY
    return holds(good and person.hold_until >= measure.on - DAY, until=person.hold_until)


@check("R55", about=MEASURE, says=_("wat is ingetrokken of vernietigd, heeft een reden en is gewist"))
def ended_is_gone(measure: MeasureFacts) -> Result:
    row = measure.row
    at = row.annulled_at or row.lifted_at
    if at is None:
        return not_applicable()
    reason = _has(row, "annul_reason") if row.annulled_at else _has(row, "lift_reason")
    if not reason:
        return failed(reason=False)
    return _kept_until(measure, dutch_date(at))


@check("R55", "R67", about=MEASURE, says=_("wie een ingetrokken of vernietigde maatregel had, kreeg daarvan bericht"))
def told_of_the_end(measure: MeasureFacts) -> Result:
    row = measure.row
    at = row.annulled_at or row.lifted_at
    if at is None or row.served_at is None:
        return not_applicable()
    kind = LetterKind.ANNULMENT if row.annulled_at else LetterKind.WITHDRAWAL
    there = any(one.kind == kind for one in measure.notices)
    if not there and measure.on <= dutch_date(at) + DAY:
        return not_applicable(still_time=True)
    return holds(there, letter=there)


@check("R62", "R63", about=MEASURE, says=_("wat verborgen is, is verborgen door iemand of door een regel"))
def hidden_with_a_reason(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.restricted_at is None:
        return not_applicable()
    line = measure.event("sanction.restricted")
    if line is None and row.restricted_for and not measure.area.log_holds(row.restricted_at):
        return missing(why=row.restricted_for, line=False)
    return holds(line is not None and bool(row.restricted_for), why=row.restricted_for, line=line is not None)


@check("R62", "R63", about=MEASURE, says=_("waarover iets wordt gevraagd dat verbergt, is verborgen tot het antwoord"))
def hidden_while_it_is_asked(measure: MeasureFacts) -> Result:
    row = measure.row
    if not measure.must_hide or row.status(measure.on) is not Status.IN_FORCE:
        return not_applicable()
    return holds(row.in_dispute_on(measure.on), hidden_since=row.restricted_at)


@check("R44", about=MEASURE, says=_("een uitzondering is voor een winkel waar het verbod geldt, en eindigt niet later"))
def exceptions_fit(measure: MeasureFacts) -> Result:
    row = measure.row
    if not measure.exceptions:
        return not_applicable()
    there = all(_reaches(measure, one.shop_id) for one in measure.exceptions)
    in_time = all(row.last_day and one.last_day <= row.last_day for one in measure.exceptions)
    return holds(row.is_ban and there and in_time, exceptions=len(measure.exceptions), there=there, in_time=in_time)


def _reaches(measure: MeasureFacts, key: int) -> bool:
    """Whether the measure could ever hold at that shop: of the same business, or on a list that was handed over."""
    shop, own, row = measure.area.shops.get(key), measure.shop, measure.row
    if shop is None or own is None:
        return False
    if not row.is_collective:
        return shop.business_id == own.business_id
    lists = [row.participant_list, *(update.participant_list for update in measure.updates)]
    return any(one is not None and one.names_shop(shop) for one in lists)


def _services(measure: MeasureFacts) -> list:
    return [one for one in measure.services if one.notice.kind != LetterKind.SUPPLEMENTARY]


def _letters_served(measure: MeasureFacts) -> list:
    """Letters that lie with another measure: the combined one (R12)."""
    return [one.notice for one in _services(measure)]


def _kept_until(measure: MeasureFacts, day: dt.date) -> Result:
    """Nobody may find it the night after that day, but for who keeps the file of a pending case (R54)."""
    row, on = measure.row, measure.on
    if row.person.hold_until is not None and row.person.hold_until >= on:
        return passed(held_until=row.person.hold_until)
    if measure.needed:
        return passed(open_case=True)
    gone_by = day + DAY
    return holds(on <= gone_by, gone_by=gone_by, on=on)
