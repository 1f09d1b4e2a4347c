"""What happened with a request, in order, and what is still to come."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.clock import dutch_date

from . import clocks
from .models import Request


@dataclass(frozen=True)
class Point:
    day: dt.date
    what: Any
    ahead: bool = False


def timeline(request: Request) -> list[Point]:
    """The days of one request. Nobody is named."""
    happened = [
        (request.received_on, _("ontvangen: %s") % request.get_channel_display()),
        (_day(request.identified_at), _("bekend om wie het gaat: %s") % request.get_identified_display()),
        (_day(request.dispute_settled_at), _("uitgezocht of het klopt")),
        (_day(request.set_aside_decided_at), _("stilgelegd") if request.set_aside else _("niet stilgelegd")),
        (request.heard_on, _("naar de persoon geluisterd")),
        (request.committee_asked_on, _("advies gevraagd aan de klachtencommissie")),
        (
            request.committee_advised_on,
            _("advies van de klachtencommissie: %s") % request.get_committee_advice_display(),
        ),
        (request.extended_on, _("meer tijd genomen")),
        (_day(request.decided_at), _("geantwoord: %s") % request.get_outcome_display()),
        (_day(request.closed_at), _("afgesloten")),
    ]
    points = [Point(day, what) for day, what in happened if day]
    if request.decided_at is None:
        points += _ahead(request)
    return sorted(points, key=lambda point: (point.ahead, point.day))


def _ahead(request: Request) -> list[Point]:
    clock = request.clock
    found = [Point(clock.limit, _("laatste dag voor het antwoord"), ahead=True)]
    if clock.aim < clock.limit:
        found.append(Point(clock.aim, _("dag waarop wij willen antwoorden"), ahead=True))
    if request.set_aside_by and request.set_aside_decided_at is None:
        found.append(Point(request.set_aside_by, _("laatste dag om te beslissen over stilleggen"), ahead=True))
    if request.committee_asked_on and request.committee_advised_on is None:
        by = clocks.advice_by(request.committee_asked_on, clock, request.protocol.parameters)
        found.append(Point(by, _("laatste dag voor het advies"), ahead=True))
    return found


def _day(moment: dt.datetime | None) -> dt.date | None:
    return dutch_date(moment) if moment else None
