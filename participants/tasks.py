"""Duties of the night around accounts."""

import logging

from celery import shared_task

from . import clock
from .actions import sweeping

logger = logging.getLogger(__name__)


@shared_task
def sweep_access() -> None:
    counts = sweeping.sweep_access(at=clock.now())
    logger.info("swept: %(codes)d codes, %(tokens)d tokens, %(limits)d limits", counts)
