"""The letters about a request or an objection: received, later, answered."""

import datetime as dt

from django.utils.translation import gettext as _

from bans.free_text import check_free_text
from bans.models import Sanction
from bans.rules import rights
from participants.access import has_permission, require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import Notice
from ..models.notice import LetterKind
from ..requests import Outcome, Request
from .letters import Drawn, draw, print_letter

MOST_CHARACTERS = 2000


def print_receipt(sanction: Sanction, *, request: Request, by: User, at: dt.datetime) -> Notice:
    """The letter that says that the request arrived, and until when it is answered (R58)."""
    _require(sanction, by, at)
    return print_letter(sanction, LetterKind.REQUEST_RECEIVED, by=by, at=at, about={"request": request})


def draw_extension(sanction: Sanction, *, request: Request, reasons: str, by: User, at: dt.datetime) -> Drawn:
    """The letter that says that the answer takes longer, and why (R59); not kept yet."""
    _require(sanction, by, at)
    facts = {"request": request, "reasons": checked_reasons(reasons, rule="R59")}
    return draw(sanction, LetterKind.REQUEST_EXTENDED, by=by, at=at, about=facts)


def draw_decision(
    sanction: Sanction,
    *,
    request: Request,
    outcome: Outcome,
    reasons: str,
    by: User,
    at: dt.datetime,
    fetchable_until: dt.date | None = None,
    changes: bool = False,
) -> Drawn:
    """The answer, with reasons and with where one can complain (R60); not kept yet.

    `changes`: something in the register changes with it, and the shops that saw it are told (R64).
    """
    _require(sanction, by, at)
    facts = {
        "request": request,
        "outcome": outcome,
        "changes": changes,
        "reasons": checked_reasons(reasons, rule="R60"),
        "late": dutch_date(at) > request.limit,
        "court_weeks": rights.COURT_WEEKS,
        "fetchable_until": fetchable_until,
    }
    return draw(sanction, LetterKind.REQUEST_DECIDED, by=by, at=at, about=facts)


def _require(sanction: Sanction, by: User, at: dt.datetime) -> None:
    """For who keeps the register, and who heard the objection and decides on it."""
    on = dutch_date(at)
    if not has_permission(by, Permission.HEAR_OBJECTIONS, area=sanction.area, on=on):
        require(by, Permission.HANDLE_REQUESTS, area=sanction.area, on=on)


def checked_reasons(text: str, *, rule: str) -> str:
    """Reasons as they may stand in a letter. Refuses none, too many, and what no text may hold (R68)."""
    text = text.strip()
    if not text:
        raise Refusal("reason_missing", _("Schrijf op waarom."), rule=rule, field="reasons")
    if len(text) > MOST_CHARACTERS:
        sentence = _("Deze tekst is te lang: hoogstens %d tekens.") % MOST_CHARACTERS
        raise Refusal("text_too_long", sentence, field="reasons")
    return check_free_text(text, "reasons")
