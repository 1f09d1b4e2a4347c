"""What holds for trainings, with plain values in and an answer out."""

import datetime as dt

from bans.rules.terms import add_months

SHORTEST_M, LONGEST_M = 1, 60
MOST_SEATS = 500
AHEAD_M = 24


def valid_until(held_on: dt.date, months: int) -> dt.date:
    """The last day of a certificate: the day of the training some months later."""
    return add_months(held_on, months)


def first_day(on: dt.date) -> dt.date:
    """A training before this day is over, however long its certificate held."""
    return add_months(on, -LONGEST_M)


def last_day(on: dt.date) -> dt.date:
    """Nobody plans further ahead; a later day is a mistake in typing."""
    return add_months(on, AHEAD_M)


def hours_are_whole(starts_at: dt.time | None, ends_at: dt.time | None) -> bool:
    """No hours, or a beginning with an end after it."""
    if starts_at is None or ends_at is None:
        return starts_at is ends_at
    return starts_at < ends_at


def teaches(titles: list[str]) -> bool:
    """Whether a measure of these names is something that somebody can be taught."""
    return any(word in title.casefold() for title in titles for word in ("training", "e-learning"))
