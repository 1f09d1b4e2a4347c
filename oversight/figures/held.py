"""What can be told of which time: what was closed, and what the log still holds whole."""

import datetime as dt
from collections import defaultdict

from audit.models import Event, Pruning
from participants.clock import dutch_date
from participants.models import ShoppingArea

from .models import ClosedYear, QuarterCounts
from .periods import QUARTERS, Quarter, Year, quarter_of, years


class Held:
    """What is held of the area's years: the closed ones, the quarters that were counted, and how far the log goes."""

    def __init__(self, area: ShoppingArea) -> None:
        self.area = area
        self.closed = {row.year: row for row in ClosedYear.objects.filter(area=area)}
        self.counted: dict[int, dict[int, QuarterCounts]] = defaultdict(dict)
        for row in QuarterCounts.objects.filter(area=area):
            self.counted[row.year][row.quarter] = row
        self.gone_until = gone_until(area)
        first = first_line_at(area)
        self.first_line = dutch_date(first) if first else None

    def in_log(self, quarter: Quarter) -> bool:
        """Whether no line of that quarter went."""
        return self.gone_until is None or quarter.begins > self.gone_until

    def still_in_log(self, quarter: Quarter) -> bool:
        """The same, asked again: what was counted while lines went does not count."""
        self.gone_until = gone_until(self.area)
        return self.in_log(quarter)

    def tells(self, year: Year) -> bool:
        """Whether all of that year is known; of one that runs, all until now."""
        counted = self.counted.get(year.number, {})
        return year.number in self.closed or all(
            quarter.number in counted or self.in_log(quarter) for quarter in year.quarters
        )

    def since(self, quarter: Quarter) -> dt.date:
        """From which day of it the log knows, of a quarter that it holds whole."""
        if self.gone_until is None and self.first_line:
            return max(quarter.first, self.first_line)
        return quarter.first

    @property
    def began(self) -> int | None:
        """The year in which whatever is held began, told or not; None where nothing is."""
        found = [*self.closed, *self.counted]
        if self.gone_until:
            found.append(dutch_date(self.gone_until).year)
        elif self.first_line:
            found.append(self.first_line.year)
        return min(found, default=None)

    @property
    def known_since(self) -> dt.date | None:
        """The first day of which something is told."""
        if self.began is None:
            return None
        # Of what comes after the last line that went everything is told.
        last = dutch_date(self.gone_until).year + 1 if self.gone_until else self.began
        year = next(Year(number) for number in range(self.began, last + 1) if self.tells(Year(number)))
        if year.number in self.closed:
            return self.closed[year.number].since
        first = self.counted.get(year.number, {}).get(1)
        return first.since if first else self.since(year.quarters[0])


def first_line_at(area: ShoppingArea) -> dt.datetime | None:
    """When the oldest line that the log still holds was written; None where it holds none."""
    return Event.objects.filter(area=area.slug).order_by("at").values_list("at", flat=True).first()


def gone_until(area: ShoppingArea) -> dt.datetime | None:
    """Every line that went was written before this moment, at which a head was signed over it."""
    last = Pruning.objects.filter(area=area.slug).select_related("head").order_by("-size").first()
    return last.head.at if last else None


def known_since(area: ShoppingArea) -> dt.date | None:
    """The first day of which something is told; of what was before it nothing is known."""
    return Held(area).known_since


def known_years(held: Held, *, on: dt.date, running: bool) -> list[Year]:
    """The years that can be told, the newest first; the year that runs only for who asks it with `running`."""
    return [] if held.began is None else [y for y in years(held.began, on=on, running=running) if held.tells(y)]


def lost_years(held: Held, *, on: dt.date, running: bool) -> list[Year]:
    """The years of which a part went with the log before it was counted, the newest first."""
    return [] if held.began is None else [y for y in years(held.began, on=on, running=running) if not held.tells(y)]


def quarters_over(held: Held, *, on: dt.date) -> list[Quarter]:
    """Every quarter that is over by then since the beginning of what is held."""
    if held.began is None:
        return []
    now = Quarter(on.year, quarter_of(on))
    found = [Quarter(year, number) for year in range(held.began, on.year + 1) for number in QUARTERS]
    return [quarter for quarter in found if quarter.begins < now.begins]
