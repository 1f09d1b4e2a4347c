"""What the days of a covenant mean. Plain values in, an answer out."""

import datetime as dt
from enum import StrEnum

# What lies outside is a mistake in typing.
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


class Standing(StrEnum):
    HOLDS = "holds"
    TO_REVIEW = "to_review"
    ENDED = "ended"


def standing(*, ends_on: dt.date | None, review_on: dt.date | None, on: dt.date) -> Standing:
    """How a covenant stands on a day. Its last day is still one of it; from the day of review on it waits for that."""
    if ends_on is not None and on > ends_on:
        return Standing.ENDED
    if review_on is not None and on >= review_on:
        return Standing.TO_REVIEW
    return Standing.HOLDS
