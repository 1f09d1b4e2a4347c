"""Duties about rights by the clock. Thin: they ask the time, call, and count."""

import logging

from celery import shared_task

from participants import area_lock, clock

from .own_page import forgetting

logger = logging.getLogger(__name__)


@shared_task
@area_lock.all_areas()
def forget_letters() -> int:
    """Drop the codes of erased letters that showed their certificate long enough."""
    forgotten = forgetting.forget_letters(on=clock.today())
    logger.info("own page: %s codes of erased letters forgotten", forgotten)
    return forgotten
