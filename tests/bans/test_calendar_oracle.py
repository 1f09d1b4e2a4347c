"""The last day against an oracle that shares nothing with the code: it counts days one by one."""

import calendar
import datetime as dt
import random

from bans.rules import terms

STARTS = 20_000


def oracle(start: dt.date, months: int) -> dt.date:
    """Walk over months; in a month that is too short the day is its last; the last day is the one before."""
    year, month = start.year, start.month
    for _step in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    length = calendar.monthrange(year, month)[1]
    day = start.day if start.day <= length else length
    return dt.date.fromordinal(dt.date(year, month, day).toordinal() - 1)


def test_last_day_equals_the_oracle_for_many_starts() -> None:
    chance = random.Random(20260316)
    first, last = dt.date(2000, 1, 1).toordinal(), dt.date(2099, 12, 31).toordinal()
    for _round in range(STARTS):
        start = dt.date.fromordinal(chance.randint(first, last))
        months = chance.randint(1, 24)
        assert terms.last_day(start, months) == oracle(start, months), (start, months)


def test_last_day_equals_the_oracle_on_every_end_of_month() -> None:
    for year in (2023, 2024, 2025, 2100):
        for month in range(1, 13):
            start = dt.date(year, month, calendar.monthrange(year, month)[1])
            for months in range(1, 25):
                assert terms.last_day(start, months) == oracle(start, months), (start, months)
