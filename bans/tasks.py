"""The duties of the night. Each is one call; what it does is told where it is done."""

from celery import shared_task

from participants import area_lock, clock

from .actions import erasing


@shared_task
@area_lock.all_areas()
def erase_ended() -> dict[str, int]:
    """Delete what has ended, and what was never served in time (R34, R53)."""
    return erasing.erase_ended(on=clock.today())
