"""What was asked about a measure and how far that is, for who holds a letter about it."""

import datetime as dt
from typing import Any

from django.utils.safestring import SafeString

from bans.models import Sanction
from notices.requests import Right
from notices.sheets.words import left_to_right
from participants.clock import dutch_date

from ..requests.models import Request
from .voices import Voice

# Of these somebody says who is right.
WEIGHED = frozenset({Right.OBJECTION, Right.RECTIFICATION, Right.ERASURE, Right.COMPLAINT})


def requests_about(sanction: Sanction, voice: Voice, *, on: dt.date) -> list[list[SafeString]]:
    """For each request about this measure the sentences that tell it, the newest first (R58, R59).

    Numbers, days and outcomes; never what was said.
    """
    rows = Request.objects.about(sanction).select_related("protocol").order_by("-registered_at", "-pk")
    return [_told(row, voice, on) for row in rows]


def received_facts(request: Request, *, on: dt.date) -> dict[str, Any]:
    """What the receipt on the screen tells: number, clock, and what it does to the measure meanwhile."""
    sanction = request.sanction
    hidden = sanction is not None and sanction.in_dispute_on(on)
    return {
        "number": left_to_right(request.shown_number),
        "clock": request.clock,
        "hidden": hidden,
        "set_aside_by": None if hidden else request.set_aside_by,
        "continues": sanction is not None and not hidden and sanction.days_left(on) is not None,
    }


def _told(request: Request, voice: Voice, on: dt.date) -> list[SafeString]:
    number, right = left_to_right(request.shown_number), voice.say(f"rights.{request.right}")
    return [
        voice.say("mine.received", number=number, right=right, day=request.received_on),
        *_state(request, voice, on),
    ]


def _state(request: Request, voice: Voice, on: dt.date) -> list[SafeString]:
    clock = request.clock
    if request.decided_at:
        decided = voice.say("mine.decided", day=dutch_date(request.decided_at))
        # Who asked for data is not right or wrong: the answer says what is given.
        return [decided, voice.say(f"mine.{request.outcome}")] if request.right in WEIGHED else [decided]
    if clock.is_late(on):
        return [voice.say("mine.late")]
    return [voice.say("mine.extended" if clock.extended else "mine.open", day=clock.limit)]
