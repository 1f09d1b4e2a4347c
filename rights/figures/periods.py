"""Over which time the figures are: a calendar year, and for who keeps the register a quarter too."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Period:
    """A calendar year or a quarter of one; `last` is its last day."""

    year: int
    quarter: int = 0

    @property
    def code(self) -> str:
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    @property
    def label(self) -> str:
        if not self.quarter:
            return str(self.year)
        return _("%(number)se kwartaal van %(year)s") % {"number": self.quarter, "year": self.year}

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last(self) -> dt.date:
        month = 3 * self.quarter if self.quarter else 12
        following = dt.date(self.year + month // 12, month % 12 + 1, 1)
        return following - dt.timedelta(days=1)


def periods(first_year: int, *, on: dt.date, everything: bool) -> list[Period]:
    """The newest first. Without `everything` only years that are over: they share no day, so that no small number can
    be computed by taking one from another (R70)."""
    years = [Period(year) for year in range(on.year, first_year - 1, -1)]
    if not everything:
        return [year for year in years if year.last < on]
    found = []
    for year in years:
        found.append(year)
        found += [part for number in reversed(QUARTERS) if (part := Period(year.year, number)).first <= on]
    return found
