"""Was whoever asked something answered as the law says? (R58-R67)"""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from bans.rules import rights
from bans.rules.terms import working_days_later
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.clock import DUTCH_TIME, dutch_date
from rights.corrections.models import Kind
from rights.requests import clocks
from rights.requests.models import Cause

from .facts import RequestFacts
from .on_record import lines_are_there
from .verdict import About, Result, check, holds, missing, not_applicable

REQUEST = About.REQUEST
ENDS = {Kind.WITHDRAWN, Kind.ANNULLED, Kind.ERASED}


@check("R58", "R59", about=REQUEST, says=_("het antwoord was op tijd"))
def answered_in_time(request: RequestFacts) -> Result:
    row = request.row
    limit = row.clock.limit
    day = dutch_date(row.decided_at) if row.decided_at else request.area.on
    return holds(day <= limit, received_on=row.received_on, limit=limit, day=day, answered=row.decided_at is not None)


@check("R59", about=REQUEST, says=_("verlengd is alleen in de eerste maand, met redenen in een brief"))
def extended_in_time(request: RequestFacts) -> Result:
    row = request.row
    if row.extended_on is None:
        return not_applicable()
    in_time = row.extended_on <= rights.limit(row.received_on)
    if row.sanction_id is None:
        return missing(in_time=in_time) if in_time else holds(False, in_time=False)
    letter = any(
        one.kind == LetterKind.REQUEST_EXTENDED and dutch_date(one.made_at) == row.extended_on
        for one in request.letters
    )
    return holds(in_time and letter, in_time=in_time, letter=letter)


@check("R60", about=REQUEST, says=_("het antwoord staat met redenen en wegen in een brief"))
def answer_is_a_letter(request: RequestFacts) -> Result:
    row = request.row
    if row.decided_at is None:
        return not_applicable(answered=False)
    if row.sanction_id is None:
        return missing(file="erased or nobody's")
    letter = any(one.kind == LetterKind.REQUEST_DECIDED and one.made_at == row.decided_at for one in request.letters)
    return holds(letter, letter=letter)


@check("R62", about=REQUEST, says=_("op tijd is beslist of de maatregel werd stilgelegd"))
def set_aside_decided_in_time(request: RequestFacts) -> Result:
    row = request.row
    if Right(row.right) not in clocks.SET_ASIDE or (row.sanction_id is None and row.set_aside is None):
        return not_applicable()
    limit = working_days_later(row.received_on, row.protocol.parameters.set_aside_wd)
    settled = row.set_aside_decided_at or row.decided_at
    # What hides by itself waits for nobody's decision; that it is hidden indeed is a check of the measure.
    hidden = row.dispute and row.dispute_settled_at is None and not row.said_before
    day = dutch_date(settled) if settled else request.area.on
    return holds(day <= limit or bool(hidden), limit=limit, day=day, decided=settled is not None)


@check("R63", about=REQUEST, says=_("waarover getwist werd, was uitgezocht voor er antwoord kwam"))
def dispute_settled_before_the_answer(request: RequestFacts) -> Result:
    row = request.row
    if not row.dispute or row.decided_at is None:
        return not_applicable(dispute=row.dispute)
    settled = row.dispute_settled_at
    return holds(settled is not None and settled <= row.decided_at, settled_at=settled)


@check("R66", about=REQUEST, says=_("wie voorstelde of goedkeurde, hoorde en besliste niet"))
def heard_and_decided_by_another(request: RequestFacts) -> Result:
    row = request.row
    if row.right != Right.OBJECTION or row.decided_at is None:
        return not_applicable()
    if row.sanction is None:
        return missing(file="erased")
    own = {row.sanction.proposed_by_id, row.sanction.approved_by_id} - {None}
    who = {row.decided_by_id, row.hearer_id} - {None}
    return holds(not own & who and row.heard_on is not None, heard_on=row.heard_on, own=len(own & who))


@check("R64", "R67", about=REQUEST, says=_("wat is toegewezen, is doorgevoerd, en iedereen is ingelicht"))
def carried_through(request: RequestFacts) -> Result:
    row = request.row
    if row.decided_at is None or row.outcome == Outcome.REFUSED:
        return not_applicable(outcome=row.outcome)
    kinds = {one.kind for one in request.corrections}
    needed = row.right == Right.OBJECTION or row.right == Right.ERASURE or row.right == Right.RECTIFICATION
    if not needed or (row.person_id is None and not kinds):
        return not_applicable(right=row.right)
    ended = bool(kinds & ENDS) if row.right != Right.RECTIFICATION else bool(kinds)
    told = all(one.finished_at or one.person_id is None for one in request.corrections) or row.closed_at is None
    return holds(ended and told, corrections=sorted(kinds), told=told)


@check("R19", about=REQUEST, says=_("bij een fout staat vast wat er mis was gegaan"))
def cause_is_known(request: RequestFacts) -> Result:
    row = request.row
    if row.decided_at is None:
        return not_applicable()
    return holds(row.cause in Cause.values, cause=row.cause)


@check("R72", about=REQUEST, says=_("van elke stap in een verzoek staat een regel in het logboek"))
def request_has_its_lines(request: RequestFacts) -> Result:
    row = request.row
    done = {
        "request.received": row.registered_at,
        "request.decided": row.decided_at,
        "request.extended": _begins(row.extended_on),
        "request.closed": row.closed_at,
        "request.heard": _begins(row.heard_on),
    }
    return lines_are_there(request.area, done, request.events)


def _begins(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), DUTCH_TIME) if day else None
