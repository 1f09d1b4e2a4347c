"""Close what is over: first each quarter, then the year. Whatever dies between two of them, the next night goes on."""

import datetime as dt
import logging

from django.db import transaction

from audit.log import record
from participants.models import ShoppingArea

from .composing import compose, count, counts_of_row, row_of_counts, row_of_told
from .held import Held, lost_years, quarters_over
from .models import ClosedYear, QuarterCounts
from .periods import QUARTERS, Quarter, Year

DUTY = "closing"
logger = logging.getLogger(__name__)


def close_figures(*, on: dt.date, at: dt.datetime) -> dict[str, int]:
    """Close in every area what is over by that day; how many quarters and years. Twice is once."""
    done, failed = {"quarters": 0, "years": 0}, []
    for area in ShoppingArea.objects.order_by("pk"):
        try:
            for kind, number in close_area(area, on=on, at=at).items():
                done[kind] += number
        except Exception:
            # One area that cannot be counted must not keep the others open until their log goes.
            logger.exception("the figures of %s were not closed", area.slug)
            failed.append(area.slug)
    if failed:
        raise RuntimeError(f"Not closed: {', '.join(failed)}.")
    return done


def close_area(area: ShoppingArea, *, on: dt.date, at: dt.datetime) -> dict[str, int]:
    """Count each quarter that is over and of which the log holds everything, and close each year of which all four are
    counted (R70). A year of which a part went is not closed, and what was counted of it goes."""
    held = Held(area)
    due = [quarter for quarter in quarters_over(held, on=on) if _is_due(held, quarter)]
    quarters = sum(count_quarter(area, quarter, at=at) for quarter in due)
    counted = QuarterCounts.objects.filter(area=area, year__lt=on.year).values_list("year", flat=True)
    closed = sum(close_year(area, Year(year), at=at) for year in sorted(set(counted)))
    lost = [year.number for year in lost_years(Held(area), on=on, running=True)]
    QuarterCounts.objects.filter(area=area, year__in=lost).delete()
    return {"quarters": quarters, "years": closed}


def _is_due(held: Held, quarter: Quarter) -> bool:
    year = Year(quarter.year)
    return (
        year.number not in held.closed
        and quarter.number not in held.counted.get(quarter.year, {})
        # A year of which a part is lost is not told, so that its other quarters are not counted either.
        and held.tells(year)
    )


@transaction.atomic
def count_quarter(area: ShoppingArea, quarter: Quarter, *, at: dt.datetime) -> bool:
    """Keep what was counted in a quarter, from the log as it is; False where somebody was first."""
    _one_at_a_time(area)
    held = Held(area)
    if not _is_due(held, quarter):
        return False
    counts = count(held, quarter)
    if counts is None:
        return False
    kept = row_of_counts(counts)
    QuarterCounts.objects.create(area=area, year=quarter.year, quarter=quarter.number, counted_at=at, **kept)
    subject = f"area:{area.slug}"
    record("register_figures.counted", subject=subject, by=DUTY, area=area, year=quarter.year, quarter=quarter.number)
    return True


@transaction.atomic
def close_year(area: ShoppingArea, year: Year, *, at: dt.datetime) -> bool:
    """Keep what is shown of a year, and let go of what was counted; False where a quarter is not there, or no more."""
    _one_at_a_time(area)
    rows = QuarterCounts.objects.filter(area=area, year=year.number).order_by("quarter")
    counts = [counts_of_row(row) for row in rows]
    if len(counts) < len(QUARTERS):
        return False
    found = compose(area, counts)
    ClosedYear.objects.create(area=area, year=year.number, closed_at=at, **row_of_told(found))
    rows.delete()
    record("register_figures.closed", subject=f"area:{area.slug}", by=DUTY, area=area, year=year.number)
    return True


def _one_at_a_time(area: ShoppingArea) -> None:
    """Whoever closes at the same moment waits, and then finds nothing to do. Past that the constraints refuse."""
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
