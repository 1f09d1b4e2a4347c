"""Duties by the clock. Thin: they fetch, call, and count."""

import logging

from celery import shared_task

from bans.models import Sanction
from participants import area_lock, clock

from .actions import digests

logger = logging.getLogger(__name__)


@shared_task
@area_lock.all_areas()
def count_unserved() -> int:
    """How many approved sanctions still wait for service; the desk shows which."""
    waiting = Sanction.objects.awaiting_service(clock.today()).count()
    logger.info("%s sanctions wait for service", waiting)
    return waiting


@shared_task
@area_lock.all_areas()
def send_reminders() -> dict[str, int]:
    """Mail everybody who had no mail today what is new for them."""
    counts = digests.send_digests(at=clock.now())
    logger.info("reminders: %s", counts)
    return counts


@shared_task
@area_lock.all_areas()
def forget_sent() -> int:
    """Drop notes of mails that went out long ago."""
    return digests.forget_sent(on=clock.today())
