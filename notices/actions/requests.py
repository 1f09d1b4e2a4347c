"""The letters about a request or an objection: received, later, answered, and told to the shops that saw the data."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from bans.free_text import check_free_text
from bans.models import CounterCheck, Incident, Sanction
from bans.rules import rights
from bans.rules.terms import working_days_later
from participants.access import require
from participants.clock import dutch_date
from participants.models import Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import Notice
from ..models.notice import LetterKind
from ..requests import Change, Outcome, Request, Right
from .letters import print_letter

MOST_CHARACTERS = 2000


def print_receipt(sanction: Sanction, *, request: Request, by: User, at: dt.datetime) -> Notice:
    """The letter that says that the request arrived, and until when it is answered (R58)."""
    facts = _facts(sanction, request, by=by, at=at)
    return print_letter(sanction, LetterKind.REQUEST_RECEIVED, by=by, at=at, about=facts)


def print_extension(sanction: Sanction, *, request: Request, reasons: str, by: User, at: dt.datetime) -> Notice:
    """The letter that says that the answer takes longer. Refused after the first month, or without reasons (R59)."""
    facts = _facts(sanction, request, by=by, at=at)
    if dutch_date(at) > rights.limit(request.received_on):
        raise Refusal(
            "too_late_to_extend",
            _("Verlengen kan alleen in de eerste maand na ontvangst. Beslis nu op het verzoek."),
            rule="R59",
            field="received_on",
        )
    facts["reasons"] = _reasons(reasons, rule="R59")
    return print_letter(sanction, LetterKind.REQUEST_EXTENDED, by=by, at=at, about=facts)


def print_decision(
    sanction: Sanction, *, request: Request, outcome: Outcome, reasons: str, by: User, at: dt.datetime
) -> Notice:
    """The answer, with reasons and with where one can complain (R60). An objection is answered by another person than
    the one who approved the sanction (R66)."""
    facts = _facts(sanction, request, by=by, at=at)
    if request.right == Right.OBJECTION and sanction.approved_by_id == by.pk:
        raise Refusal(
            "own_decision",
            _("U keurde deze maatregel zelf goed. Iemand anders beslist op het bezwaar."),
            rule="R66",
        )
    on = dutch_date(at)
    extended = sanction.notices.filter(kind=LetterKind.REQUEST_EXTENDED).exists()
    facts |= {
        "outcome": outcome,
        "reasons": _reasons(reasons, rule="R60"),
        "late": on > (facts["extended_limit"] if extended else facts["limit"]),
        "court_weeks": rights.COURT_WEEKS,
    }
    return print_letter(sanction, LetterKind.REQUEST_DECIDED, by=by, at=at, about=facts)


def print_to_recipients(sanction: Sanction, *, change: Change, by: User, at: dt.datetime) -> list[Notice]:
    """One letter for each shop that saw the data, which names neither the person nor the other shops (art. 19 AVG)."""
    _require(sanction, by, at)
    return [
        print_letter(
            sanction,
            LetterKind.RECIPIENTS,
            by=by,
            at=at,
            addressed_to=shop,
            about={"change": change, "addressee": shop},
        )
        for shop in shops_that_saw(sanction)
    ]


def shops_that_saw(sanction: Sanction) -> list[Shop]:
    """The shops that imposed the sanction, reported its breach, or got an answer about the person at the counter."""
    told = CounterCheck.objects.filter(area=sanction.area, person_token=sanction.person.token).values("shop")
    reported = Incident.objects.filter(breached=sanction).values("shop")
    shops = sanction.area.shops.filter(pk__in=told) | sanction.area.shops.filter(pk__in=reported)
    shops |= sanction.area.shops.filter(pk=sanction.shop_id)
    return list(shops.distinct().select_related("business").order_by("name", "pk"))


def _facts(sanction: Sanction, request: Request, *, by: User, at: dt.datetime) -> dict[str, Any]:
    """What every letter to the person tells. Refuses who does not keep the register, and a day to come."""
    _require(sanction, by, at)
    received_on, on = request.received_on, dutch_date(at)
    if received_on > on:
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R58", field="received_on")
    return {
        "request": request,
        "aim": rights.aim(received_on),
        "limit": rights.limit(received_on),
        "extended_limit": rights.extended_limit(received_on),
        "set_aside_by": working_days_later(received_on, rights.SET_ASIDE_WORKING_DAYS),
    }


def _require(sanction: Sanction, by: User, at: dt.datetime) -> None:
    require(by, Permission.SEE_WHOLE_REGISTER, area=sanction.area, on=dutch_date(at))


def _reasons(text: str, *, rule: str) -> str:
    text = text.strip()
    if not text:
        raise Refusal("reason_missing", _("Schrijf op waarom."), rule=rule, field="reasons")
    if len(text) > MOST_CHARACTERS:
        sentence = _("Deze tekst is te lang: hoogstens %d tekens.") % MOST_CHARACTERS
        raise Refusal("text_too_long", sentence, field="reasons")
    return check_free_text(text, "reasons")
