"""Duties of oversight by the clock. Thin: they ask the time, call, and count."""

import logging

from celery import shared_task

from participants import area_lock, clock

from .dossier.actions.forgetting import forget_unfiled
from .figures.closing import close_figures as close
from .sampling.actions.drawing import forget_items

logger = logging.getLogger(__name__)


@shared_task
@area_lock.all_areas()
def close_figures() -> dict[str, int]:
    """Keep the figures of each quarter and year that is over, before anything of it goes (R70)."""
    closed = close(on=clock.today(), at=clock.now())
    logger.info("figures: %s quarters counted, %s years closed", closed["quarters"], closed["years"])
    return closed


@shared_task
@area_lock.all_areas()
def forget_samples() -> int:
    """Let go of the files of samples that are older than thirty days."""
    forgotten = forget_items(on=clock.today())
    logger.info("samples: %s files let go", forgotten)
    return forgotten


@shared_task
@area_lock.all_areas()
def forget_dossiers() -> int:
    """Let go of permit dossiers that nobody filed in three months."""
    forgotten = forget_unfiled(at=clock.now())
    logger.info("dossiers: %s let go", forgotten)
    return forgotten
