"""Over which time the figures are: calendar years in quarters.

A year is shown when it is over, with its quarters, and never part of it before: what was hidden in a part could be
computed when the rest came (R70). Who keeps the register sees the year that runs too, and all else besides.
"""

import datetime as dt
from dataclasses import dataclass

from participants.clock import DUTCH_TIME

QUARTERS = (1, 2, 3, 4)


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
        return Year(self.number + 1).begins

    def begin_of(self, quarter: int) -> dt.datetime:
        return dt.datetime(self.number, 3 * quarter - 2, 1, tzinfo=DUTCH_TIME)

    def end_of(self, quarter: int) -> dt.datetime:
        return self.begin_of(quarter + 1) if quarter < len(QUARTERS) else self.ends


def quarter_of(day: dt.date) -> int:
    return (day.month + 2) // 3


def years(first: int, *, on: dt.date, running: bool) -> list[Year]:
    """The newest first; the year that runs only for who asks it with `running`."""
    return [Year(number) for number in range(on.year if running else on.year - 1, first - 1, -1)]
