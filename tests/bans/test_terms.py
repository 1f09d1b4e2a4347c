"""Terms: first and last days, with the vectors of the protocol and with an oracle of our own."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bans.rules import terms

DATES = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))
VECTORS = [
    ("2025-03-15", 12, "2026-03-14"),
    ("2024-02-29", 12, "2025-02-27"),
    ("2025-08-31", 6, "2026-02-27"),
    ("2025-01-01", 12, "2025-12-31"),
    ("2023-08-31", 6, "2024-02-28"),
    ("2024-02-29", 24, "2026-02-27"),
    ("2026-03-01", 12, "2027-02-28"),
]


@pytest.mark.parametrize("start, months, last", VECTORS)
def test_last_day_of_the_protocols_vectors(start: str, months: int, last: str) -> None:
    assert terms.last_day(dt.date.fromisoformat(start), months) == dt.date.fromisoformat(last)


@pytest.mark.parametrize("months", [0, -1])
def test_a_term_without_a_month_is_refused(months: int) -> None:
    with pytest.raises(ValueError):
        terms.last_day(dt.date(2026, 1, 1), months)


@given(DATES, st.integers(1, 24))
def test_r18_a_term_is_never_longer_than_its_months(start: dt.date, months: int) -> None:
    last = terms.last_day(start, months)
    assert start < last <= start + dt.timedelta(days=31 * months - 1)
    assert last < terms.last_day(start, months + 1)


@given(DATES, DATES)
def test_age_counts_birthdays(born: dt.date, on: dt.date) -> None:
    if on < born:
        return
    birthdays = 0
    for year in range(born.year + 1, on.year + 1):
        leap = (born.month, born.day) == (2, 29) and not calendar.isleap(year)
        birthdays += (dt.date(year, 3, 1) if leap else born.replace(year=year)) <= on
    assert terms.age_on(born, on) == birthdays


@given(DATES, DATES, st.integers(1, 12), st.integers(1, 24))
def test_r40_a_ban_after_a_breach_ends_in_time(start: dt.date, breach: dt.date, months: int, most: int) -> None:
    last = terms.breach_ban_last_day(start, months, breached_on=breach, max_months=most)
    assert last == min(terms.last_day(start, months), terms.last_day(breach, most))


@given(DATES, st.integers(0, 20))
def test_r28_working_days_skip_the_weekend(day: dt.date, count: int) -> None:
    later = terms.working_days_later(day, count)
    between = [day + dt.timedelta(days=n) for n in range(1, (later - day).days + 1)]
    assert sum(d.weekday() < 5 for d in between) == count
    assert not count or later.weekday() < 5
