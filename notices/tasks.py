"""Duties by the clock. Thin: they fetch, call, and count."""

import logging

from celery import shared_task

from bans.models import Sanction
from participants import area_lock
from participants.clock import today

logger = logging.getLogger(__name__)


@shared_task
@area_lock.all_areas()
def count_unserved() -> int:
    """How many approved sanctions still wait for service; the desk shows which."""
    waiting = Sanction.objects.awaiting_service(today()).count()
    logger.info("%s sanctions wait for service", waiting)
    return waiting
