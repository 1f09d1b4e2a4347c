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
from django.utils.translation import gettext as _

from audit.log import record
from audit.models import Event, Pruning
from bans.rules.terms import add_months
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from .counting import first_year
from .models import ClosedRequestYear
from .periods import Period
from .tables import Table, tables

DUTY = "closing"


def close_request_figures(*, on: dt.date, at: dt.datetime) -> int:
    """Keep in every area what is shown of each year that is over by then and of which nothing went yet; how many
    years. Twice is once."""
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
    if ClosedRequestYear.objects.filter(area=area, year=year.year).exists() or not whole(area, year):
        return False
    kept = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            kept[language] = [asdict(table) for table in tables(area, year)]
    ClosedRequestYear.objects.create(area=area, year=year.year, tables=kept, closed_at=at)
    record("figures.closed", subject=f"area:{area.slug}", by=DUTY, area=area, year=year.year)
    return True


def whole(area: ShoppingArea, year: Period) -> bool:
    """Whether every request of that year is still there, so far as the log can tell.

    Nothing of it goes before the shortest term that a protocol of the area has; from then on the log says what went.
    """
    kept = min((one.parameters.request_kept_m for one in area.protocols.all()), default=0)
    begins = dt.datetime.combine(add_months(year.first, kept), dt.time(), DUTCH_TIME)
    went = Event.objects.filter(area=area.slug, action="request.forgotten", at__gte=begins, facts__requests__gt=0)
    pruned = Pruning.objects.filter(area=area.slug, head__at__gte=begins)
    return not went.exists() and not pruned.exists()


def shown(area: ShoppingArea, period: Period) -> Sequence[Table]:
    """The tables of this period: of a year that is closed as they were then, else as it is counted now."""
    row = None if period.quarter else ClosedRequestYear.objects.filter(area=area, year=period.year).first()
    if row is None:
        found = tables(area, period)
        # Of the year that runs only who keeps the register sees anything, and sees what is there.
        if period.quarter or whole(area, period):
            return found
        why = _("Niet alle verzoeken van dit jaar zijn er nog. Daarom tonen wij er geen cijfers van.")
        return [Table(one.caption, nothing=why) for one in found]
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
