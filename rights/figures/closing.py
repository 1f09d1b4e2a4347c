"""Close the figures about requests of each year that is over.

A request is deleted so many months after its answer, and another is written down later with an earlier day. So the
figures of a year that is over would change month by month, and who kept last month's would compute by subtraction what
they hide (R70). What was shown first stays.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, override

from audit.log import record
from participants.models import ShoppingArea

from .counting import first_year
from .models import ClosedRequestYear
from .periods import Period
from .tables import Table, tables

DUTY = "closing"


def close_request_figures(*, on: dt.date, at: dt.datetime) -> int:
    """Keep in every area what is shown of each year that is over by then; how many years. Twice is once."""
    return sum(
        close_year(area, Period(year), at=at)
        for area in ShoppingArea.objects.order_by("pk")
        for year in range(first_year(area, on=on), on.year)
    )


@transaction.atomic
def close_year(area: ShoppingArea, year: Period, *, at: dt.datetime) -> bool:
    """Keep the tables of a year that is over; False where somebody did."""
    # Whoever closes at the same moment waits, and then finds it done.
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
    if ClosedRequestYear.objects.filter(area=area, year=year.year).exists():
        return False
    kept = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            kept[language] = [asdict(table) for table in tables(area, year)]
    ClosedRequestYear.objects.create(area=area, year=year.year, tables=kept, closed_at=at)
    record("figures.closed", subject=f"area:{area.slug}", by=DUTY, area=area, year=year.year)
    return True


def shown(area: ShoppingArea, period: Period) -> Sequence[Table]:
    """The tables of this period: of a year that is closed as they were then, else as it is counted now."""
    row = None if period.quarter else ClosedRequestYear.objects.filter(area=area, year=period.year).first()
    if row is None:
        return tables(area, period)
    kept = row.tables.get(get_language()) or row.tables[settings.LANGUAGE_CODE]
    return [Table(one["caption"], tuple(one["head"]), tuple(map(tuple, one["rows"])), one["nothing"]) for one in kept]


def timing(area: ShoppingArea, period: Period) -> Table:
    """Of these the one that says how soon there was an answer."""
    _received, answered, *_others = shown(area, period)
    return answered


def first_shown(area: ShoppingArea, *, on: dt.date) -> int:
    """The first year of which there is something to show, though all its requests are deleted."""
    closed = ClosedRequestYear.objects.filter(area=area).order_by("year").values_list("year", flat=True).first()
    return min(first_year(area, on=on), closed or on.year)
