"""Duties of the log. Each is one call; what it does is told where it is done."""

import logging

from celery import shared_task

from audit import chain, heads
from audit.operation import operation

from . import clock
from .actions import log_keeping

logger = logging.getLogger(__name__)


@shared_task
def link_log() -> int:
    """Put lines in their chain that a process which died left outside."""
    return chain.sweep()


@shared_task
def publish_log_heads() -> int:
    """Sign a head of each log, at least every hour."""
    return heads.publish_due(at=clock.now())


@shared_task
def prune_log() -> dict[str, int]:
    """Drop lines that are older than the term (D32)."""
    with operation("duty"):
        return log_keeping.prune_logs(at=clock.now())


@shared_task
def check_log() -> dict[str, str]:
    """Verify each log as it lies here."""
    with operation("duty"):
        return log_keeping.check_logs(at=clock.now())


@shared_task
def mail_log_heads() -> int:
    """Send each head to who oversees the area."""
    sent = log_keeping.mail_heads(at=clock.now())
    logger.info("heads mailed: %d", sent)
    return sent
