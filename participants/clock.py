"""The only place that asks what time it is, and the only one that knows Dutch time (D20)."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """Today's date on a Dutch calendar."""
    return dutch_date(now())


def dutch_time(at: dt.datetime) -> dt.time:
    """What a Dutch wall clock says at an aware moment."""
    return at.astimezone(DUTCH_TIME).time()


def dutch_date(at: dt.datetime) -> dt.date:
    """The Dutch calendar date of an aware moment."""
    return at.astimezone(DUTCH_TIME).date()
