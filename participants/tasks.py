"""Duties around accounts, and around work that was asked for."""

import datetime as dt
import logging

from celery import shared_task

from . import area_lock, clock
from .actions import batches, sweeping
from .jobs.work import run_due

logger = logging.getLogger(__name__)
# The timetable rings each minute; a round ends before the next one is long overdue.
ROUND = dt.timedelta(seconds=50)


@shared_task
def sweep_access() -> None:
    counts = sweeping.sweep_access(at=clock.now())
    logger.info("swept: %(codes)d codes, %(tokens)d tokens, %(limits)d limits", counts)


@shared_task
def run_jobs() -> int:
    """Do the work that was asked for and is due (ADR 14)."""
    return run_due(now=clock.now, until=clock.now() + ROUND)


@shared_task
@area_lock.all_areas()
def forget_jobs() -> int:
    """Remove work that ended more than a month ago."""
    return batches.forget_ended(at=clock.now())
