"""The clock of a request once more, by somebody who shares nothing with the code: it walks over calendars."""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

DAY = dt.timedelta(days=1)
DUTCH = ZoneInfo("Europe/Amsterdam")


def months_later(day: dt.date, months: int) -> dt.date:
    """The same date so many months on; where there is none, the last day of that month."""
    year, month = day.year, day.month
    for _step in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def limit(received: dt.date, *, extended: bool = False) -> dt.date:
    return months_later(received, 3 if extended else 1)


def working_days(received: dt.date, count: int) -> dt.date:
    """Walk over days and count those that are neither a Saturday nor a Sunday."""
    day, found = received, 0
    while found < count:
        day = dt.date.fromordinal(day.toordinal() + 1)
        found += calendar.day_name[day.weekday()] not in ("Saturday", "Sunday")
    return day


def first_day_of(percent: int, received: dt.date, last: dt.date) -> dt.date:
    """Try each day: the first at whose beginning so much of the time, until the end of the last day, has run."""
    whole = (last - received).days + 1
    passed = 0
    while passed * 100 < whole * percent:
        passed += 1
    return received + passed * DAY


def dutch_moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> dt.datetime:
    """A moment on a Dutch clock, told in the time of the world."""
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=DUTCH).astimezone(dt.UTC)
