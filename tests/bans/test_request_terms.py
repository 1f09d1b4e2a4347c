"""Until when a request is answered."""

import datetime as dt

import pytest

from bans.rules import rights


@pytest.mark.parametrize(
    ("received", "aim", "limit", "extended"),
    [
        ("2026-03-16", "2026-04-13", "2026-04-16", "2026-06-16"),
        ("2026-01-31", "2026-02-28", "2026-02-28", "2026-04-30"),
        ("2028-01-31", "2028-02-28", "2028-02-29", "2028-04-30"),
        ("2026-02-01", "2026-03-01", "2026-03-01", "2026-05-01"),
        ("2026-12-15", "2027-01-12", "2027-01-15", "2027-03-15"),
    ],
)
def test_r58_r59_aim_limit_and_extension(received: str, aim: str, limit: str, extended: str) -> None:
    """28 days, one calendar month, three months in all; a missing date is the last of its month."""
    day = dt.date.fromisoformat(received)
    found = (rights.aim(day), rights.limit(day), rights.extended_limit(day))
    assert tuple(map(str, found)) == (aim, limit, extended)
