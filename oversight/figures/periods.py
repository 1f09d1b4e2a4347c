"""Over which time the figures are: calendar years in quarters.

A year is shown when it is over, with its quarters, and never part of it before: what was hidden in a part could be
computed when the rest came (R70). Who keeps the register sees the year that runs too, and all else besides.
"""

import datetime as dt
from dataclasses import dataclass

from participants.clock import DUTCH_TIME

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        return self.ends.date() - dt.timedelta(days=1)

    @property
    def begins(self) -> dt.datetime:
        """The first moment of it, by the Dutch clock."""
        return dt.datetime(self.year, 3 * self.number - 2, 1, tzinfo=DUTCH_TIME)

    @property
    def ends(self) -> dt.datetime:
        """The first moment after it."""
        following = Quarter(self.year, self.number + 1) if self.number < len(QUARTERS) else Quarter(self.year + 1, 1)
        return following.begins

    @property
    def quarters(self) -> "tuple[Quarter, ...]":
        return (self,)


@dataclass(frozen=True)
class Year:
    number: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.number, 1, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.number, 12, 31)

    @property
    def begins(self) -> dt.datetime:
        """The first moment of it, by the Dutch clock."""
        return self.begin_of(1)

    @property
    def ends(self) -> dt.datetime:
        """The first moment after it."""
        return self.end_of(4)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return tuple(Quarter(self.number, number) for number in QUARTERS)

    def begin_of(self, quarter: int) -> dt.datetime:
        return Quarter(self.number, quarter).begins

    def end_of(self, quarter: int) -> dt.datetime:
        return Quarter(self.number, quarter).ends


# Whatever can be counted in.
Span = Year | Quarter


def quarter_of(day: dt.date) -> int:
    return (day.month + 2) // 3


def years(first: int, *, on: dt.date, running: bool) -> list[Year]:
    """The newest first; the year that runs only for who asks it with `running`."""
    return [Year(number) for number in range(on.year if running else on.year - 1, first - 1, -1)]
