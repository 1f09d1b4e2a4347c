"""Duties of this app by the clock. Thin: they ask the time, call, and count."""

import logging

from celery import shared_task

from participants import area_lock, clock

from .figures.closing import close_request_figures as close
from .own_page.forgetting import forget_letters as forget_codes
from .requests.actions import forgetting

logger = logging.getLogger(__name__)


@shared_task
@area_lock.all_areas()
def close_request_figures() -> int:
    """Keep what is shown of the requests of each year that is over, before any of them goes (R70)."""
    closed = close(on=clock.today(), at=clock.now())
    logger.info("figures of requests: %s years closed", closed)
    return closed


@shared_task
@area_lock.all_areas()
def forget_requests() -> dict[str, int]:
    """Delete what was closed long ago, and words of which nobody needs to know any more."""
    counts = forgetting.forget_requests(at=clock.now())
    logger.info("requests: %s forgotten, of %s more the words", counts["requests"], counts["words"])
    return counts


@shared_task
@area_lock.all_areas()
def forget_letters() -> int:
    """Drop the codes of erased letters that showed their certificate long enough."""
    forgotten = forget_codes(on=clock.today())
    logger.info("own page: %s codes of erased letters forgotten", forgotten)
    return forgotten
