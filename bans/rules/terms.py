"""Terms: how long a sanction lasts and what its last day is. Pure calculation."""

import datetime as dt

from dateutil.relativedelta import relativedelta


def last_day(starts_on: dt.date, months: int) -> dt.date:
    """The last day on which the sanction holds, that day included (R52; months first, clamped).

    Months first, clamped to the end of a short month, then one day back: in favour of the person.
    """
    if months < 1:
        raise ValueError("a term has at least one month")
    return starts_on + relativedelta(months=months) - dt.timedelta(days=1)


def half_way(starts_on: dt.date, last_day: dt.date) -> dt.date:
    """The first day of the second half; of an odd number of days the second half is the longer one."""
    return starts_on + ((last_day - starts_on).days + 1) // 2 * dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, clamped to the end of a short month."""
    return day + relativedelta(months=months)


def age_on(birth_date: dt.date, on: dt.date) -> int:
    """Age in whole years. Somebody born on 29 February has a birthday on 1 March in other years."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def breach_ban_last_day(starts_on: dt.date, months: int, *, breached_on: dt.date, max_months: int) -> dt.date:
    """The last day of a new ban after a breach: never later than `max_months` after the breach (R40)."""
    return min(last_day(starts_on, months), last_day(breached_on, max_months))


def working_days_later(day: dt.date, count: int) -> dt.date:
    """The date `count` working days (Monday to Friday) after a day (R28)."""
    while count:
        day += dt.timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
