"""Taking work and doing it: whoever takes a job holds it for a while, and finishes it only while he still does."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .. import area_lock
from ..clock import dutch_date
from ..models import Batch, Job
from ..refusals import Refusal
from .kinds import kind_called

logger = logging.getLogger(__name__)
# Longer than any piece of work takes; after it whoever held the job is taken for dead.
HELD_FOR = dt.timedelta(seconds=90)
# What went wrong is tried again after so long. What was begun this often and never ended is given up.
WAITS = (dt.timedelta(seconds=30), dt.timedelta(minutes=2), dt.timedelta(minutes=10), dt.timedelta(hours=1))
MOST_BEGUN = 10
GIVEN_UP = _("Dit werk begon steeds opnieuw en kwam niet klaar. Er is niets half gedaan.")
UNKNOWN_KIND = _("Deze versie van Drempel kent dit werk niet.")
Now = Callable[[], dt.datetime]


class LostError(Exception):
    """Somebody else took the job over, or it was stopped: what was made is not kept."""


class Work:
    """A job in somebody's hands."""

    def __init__(self, job: Job, now: Now) -> None:
        self.job = job
        self.now = now

    @property
    def payload(self) -> dict[str, Any]:
        return self.job.payload

    @property
    def day(self) -> dt.date:
        """The Dutch day on which it is done."""
        return dutch_date(self.now())

    def hold_on(self) -> None:
        """Hold it for as long once more, for work in many pieces. Raises `LostError` when it is no longer ours."""
        until = self.now() + HELD_FOR
        if not Job.objects.open().filter(pk=self.job.pk, claim=self.job.claim).update(claimed_until=until):
            raise LostError

    @contextmanager
    def finishing(self) -> Iterator[dt.datetime]:
        """Keep what was made, and mark the job done, in one transaction; gives the moment.

        Raises `LostError` when it is no longer ours: then nothing of what stands inside is kept.
        """
        at = self.now()
        with transaction.atomic():
            ours = Job.objects.open().filter(pk=self.job.pk, claim=self.job.claim)
            if not ours.update(done_at=at, claim="", claimed_until=None):
                raise LostError
            yield at


def run_due(*, now: Now, until: dt.datetime | None = None, batch: Batch | None = None) -> int:
    """Do what is due, of one batch or of all, until nothing is left or it is `until`; how many pieces were done."""
    done = 0
    while until is None or now() < until:
        work = take(now, batch)
        if work is None:
            break
        done += _do(work)
    return done


def take(now: Now, batch: Batch | None = None) -> Work | None:
    """The next job, held for whoever asked. Two who ask at once get two different ones, or one of them nothing."""
    at = now()
    with transaction.atomic():
        due = batch.jobs.due(at) if batch else Job.objects.due(at)
        job = due.select_for_update(skip_locked=True, of=("self",)).first()
        if job is None:
            return None
        job.claim, job.claimed_until, job.attempts = secrets.token_hex(8), at + HELD_FOR, job.attempts + 1
        job.save(update_fields=["claim", "claimed_until", "attempts"])
    return Work(job, now)


def _do(work: Work) -> bool:
    job, kind = work.job, kind_called(work.job.kind)
    if kind is None or job.attempts > MOST_BEGUN:
        return _fail(work, str(GIVEN_UP if kind else UNKNOWN_KIND))
    place = area_lock.one_area(job.area) if job.area else nullcontext()
    try:
        with place:
            kind.do(work)
    except LostError:
        logger.info("job %s was taken over", job.token)
        return False
    except Refusal as refusal:
        # One that says after how long it may be granted is not final.
        return _fail(work, str(refusal)) if refusal.wait is None else _try_again(work, str(refusal))
    except Exception as error:
        logger.error("job %s (%s) went wrong: %s", job.token, job.kind, type(error).__name__)
        return _try_again(work, type(error).__name__)
    return True


def _try_again(work: Work, error: str) -> bool:
    tried = work.job.attempts
    if tried > len(WAITS):
        return _fail(work, error)
    next_at = work.now() + WAITS[tried - 1]
    _held_by(work).update(next_at=next_at, error=error[:300], claim="", claimed_until=None)
    return False


def _fail(work: Work, error: str) -> bool:
    _held_by(work).update(failed_at=work.now(), error=error[:300], claim="", claimed_until=None)
    return False


def _held_by(work: Work) -> Any:
    return Job.objects.open().filter(pk=work.job.pk, claim=work.job.claim)
