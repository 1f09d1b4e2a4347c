"""The duties of the night and the hour. Each is one call; what it does is told where it is done."""

from celery import shared_task

from participants import area_lock, clock
from participants.models import ShoppingArea

from . import key_copies, vacuum
from .actions import erasing, paper_rows, restoring, signals


@shared_task
@area_lock.all_areas()
def erase_ended() -> dict[str, int]:
    """Delete what has ended, and what was never served in time (R34, R53)."""
    return erasing.erase_ended(on=clock.today(), at=clock.now())


@shared_task
def overwrite_erased() -> None:
    """Free what deleted rows left behind in the files of the database (R56)."""
    vacuum.vacuum()


@shared_task
@area_lock.all_areas()
def replay_erasures() -> dict[str, int]:
    """Erase again what came back with an older copy of the database (R56)."""
    return restoring.replay_erasures(at=clock.now())


@shared_task
@area_lock.all_areas()
def mail_signals() -> int:
    """Tell the coordinators of new signs from the counter (G17: within a minute)."""
    return sum(signals.mail_signals(area, at=clock.now()) for area in ShoppingArea.objects.all())


@shared_task
@area_lock.all_areas()
def sweep_keys() -> int:
    """Drop rows of paper registers that nobody takes over any more, and destroy keys that open nothing."""
    paper_rows.forget_stopped(at=clock.now())
    return restoring.sweep_keys(at=clock.now())


@shared_task
def copy_keyring() -> int:
    """Copy the key ring to where its copies are kept, and drop copies of more than a week (R56)."""
    return key_copies.renew(at=clock.now())
