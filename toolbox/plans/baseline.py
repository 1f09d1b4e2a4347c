"""Figures by month before they are kept: out of somebody's own table, or out of the register without anybody."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bans.models import Incident
from bans.rules.figures import SMALLEST_FIGURE
from bans.tables import BadCell, Column, Problem, Table, read_number, read_table
from participants import clock
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import ShoppingArea

MONTHS_BACK = 24
FIRST_MONTH = dt.date(2000, 1, 1)


def read_month(cell: str) -> dt.date:
    """A month written as 2026-03, within the years in which somebody counted something."""
    try:
        month = dt.datetime.strptime(cell, "%Y-%m").date()
    except ValueError:
        raise BadCell(_("Dit is geen maand. Schrijf bijvoorbeeld 2026-03.")) from None
    if not FIRST_MONTH <= month <= clock.today():
        raise BadCell(_("Deze maand is te lang geleden of moet nog komen."))
    return month


COLUMNS = (
    Column("periode", "month", read=read_month, help=gettext_lazy("een maand, bijvoorbeeld 2026-03")),
    Column("aantal", "count", read=read_number, help=gettext_lazy("een heel getal, ook nul")),
)


def read_figures(data: bytes) -> Table:
    """The months of a table, with everything that is wrong in it: a month that stands twice is wrong too."""
    table = read_table(data, COLUMNS)
    times = Counter(row.values["month"] for row in table.rows)
    twice = [
        Problem(row.line, "periode", _("Deze maand staat er twee keer."), "double_month")
        for row in table.rows
        if times[row.values["month"]] > 1
    ]
    return replace(table, problems=table.problems + twice)


def counted_in_register(area: ShoppingArea, *, on: dt.date) -> dict[dt.date, int | None]:
    """Incidents by whole month, of the months that are over; None for fewer than may be told, and for none (R70).

    The months begin with the first whole one of the area's first protocol: a quiet month counts as much as a busy one.
    The register erases what has ended, so that it knows less of a month the longer ago it is. Where some months are
    empty, no total is ever told beside the others: with a total the empty one could be worked out.
    """
    months = months_before(on, MONTHS_BACK)
    since = dt.datetime.combine(months[0], dt.time.min, tzinfo=DUTCH_TIME)
    moments = Incident.objects.filter(area=area, happened_at__gte=since).values_list("happened_at", flat=True)
    counts = Counter(dutch_date(moment).replace(day=1) for moment in moments)
    told = {month: counts[month] if counts[month] >= SMALLEST_FIGURE else None for month in months}
    begun = area.protocols.order_by("number").values_list("valid_from", flat=True).first()
    return {month: count for month, count in told.items() if begun and begun <= month}


def months_before(on: dt.date, number: int) -> list[dt.date]:
    """The first days of so many months that were over by then, the earliest first."""
    this = on.year * 12 + on.month - 1
    return [dt.date(count // 12, count % 12 + 1, 1) for count in range(this - number, this)]


def total_of(months: dict[dt.date, int | None]) -> int | None:
    """All months together; None as soon as one of them is not told."""
    counts = list(months.values())
    return None if None in counts else sum(count for count in counts if count is not None)
