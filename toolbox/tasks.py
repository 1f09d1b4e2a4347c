"""Duties of the toolbox by the clock. Thin: they ask the time, call, and count."""

import logging

from celery import shared_task

from participants import area_lock, clock

from .scans import photo_actions

logger = logging.getLogger(__name__)


@shared_task
@area_lock.all_areas()
def erase_scan_photos() -> int:
    """Erase photos of a scan of which nobody said within a week that no one is in view."""
    erased = photo_actions.erase_unconfirmed(at=clock.now())
    logger.info("scans: %s photos erased that nobody confirmed", erased)
    return erased
