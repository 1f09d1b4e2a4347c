"""Counting requests, their answers and what was put right. Queries that open nothing about anybody."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from participants.clock import DUTCH_TIME, dutch_date
from participants.models import ShoppingArea

from ..corrections.models import Correction
from ..requests.models import Request
from .periods import Period

# Of a case of nobody whom we know it is not known what it was about.
GONE = "gone"
IN_TIME, LATER, TOO_LATE = "in_time", "later", "too_late"
TIMINGS = (IN_TIME, LATER, TOO_LATE)


@dataclass(frozen=True)
class Answered:
    """One answered request, by everything by which it is counted."""

    right: str
    timing: str
    days: int
    cause: str
    outcome: str
    conduct: str
    step: str


def received(area: ShoppingArea, period: Period) -> Counter[str]:
    """Requests that came in within this period, by right."""
    rows = Request.objects.filter(area=area, received_on__range=(period.first, period.last))
    return Counter(rows.values_list("right", flat=True))


def answered(area: ShoppingArea, period: Period) -> list[Answered]:
    """Requests that were answered within this period, whenever they came in."""
    rows = Request.objects.filter(area=area, decided_at__gte=_begin(period.first), decided_at__lt=_after(period.last))
    related = rows.select_related("protocol").order_by("pk")
    return [_case(row) for row in related]


def corrections(area: ShoppingArea, period: Period) -> Counter[tuple[str, str]]:
    """What was put right within this period, by cause and kind."""
    rows = Correction.objects.filter(area=area, made_at__gte=_begin(period.first), made_at__lt=_after(period.last))
    return Counter(rows.values_list("cause", "kind"))


def first_year(area: ShoppingArea, *, on: dt.date) -> int:
    """The year of the oldest request that is still there."""
    oldest = Request.objects.filter(area=area).order_by("received_on").values_list("received_on", flat=True).first()
    return min(oldest, on).year if oldest else on.year


def _case(row: Request) -> Answered:
    on = dutch_date(row.decided_at)  # type: ignore[arg-type]
    return Answered(
        right=row.right,
        timing=IN_TIME if on <= row.clock.aim else LATER if on <= row.clock.limit else TOO_LATE,
        days=(on - row.received_on).days,
        cause=row.cause,
        outcome=row.outcome,
        conduct=row.conduct_class or GONE,
        step=row.step or GONE,
    )


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), DUTCH_TIME)


def _after(day: dt.date) -> dt.datetime:
    return _begin(day + dt.timedelta(days=1))
