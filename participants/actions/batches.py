"""Long work in pieces: begun, stopped, and tried again by somebody."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.log import record

from ..jobs import bell
from ..models import Batch, Job, ShoppingArea, User
from ..refusals import Refusal

KEPT = dt.timedelta(days=30)


def begin(area: ShoppingArea, *, kind: str, by: User, at: dt.datetime) -> Batch:
    """A new batch, to which the caller adds its jobs in the same transaction.

    Refuses a second one of its kind while the first still runs.
    """
    if Batch.objects.filter(area=area, kind=kind, jobs__in=Job.objects.open()).exists():
        raise Refusal("already_running", _("Dit werk loopt al. Wacht tot het klaar is, of stop het eerst."))
    batch = Batch.objects.create(area=area, kind=kind, asked_by=by, asked_at=at)
    record("batch.begun", subject=f"batch:{batch.token}", by=by, area=area, kind=kind)
    return batch


@transaction.atomic
def cancel(batch: Batch, *, by: User, at: dt.datetime) -> int:
    """Stop what has not been done yet; what was done stays. How many pieces that were.

    Refuses when there is nothing left to stop.
    """
    stopped = batch.jobs.open().update(cancelled_at=at, claim="", claimed_until=None)
    if not stopped:
        raise Refusal("nothing_to_stop", _("Er is niets meer te stoppen: alles is al klaar."))
    Batch.objects.filter(pk=batch.pk).update(cancelled_at=at)
    record("batch.cancelled", subject=f"batch:{batch.token}", by=by, area=batch.area, pieces=stopped)
    return stopped


@transaction.atomic
def try_again(batch: Batch, *, by: User, at: dt.datetime) -> int:
    """Do what failed once more. How many pieces that were. Refuses when nothing failed."""
    failed = batch.jobs.filter(failed_at__isnull=False)
    again = failed.update(failed_at=None, error="", attempts=0, next_at=at)
    if not again:
        raise Refusal("nothing_failed", _("Er is niets mislukt."))
    record("batch.tried_again", subject=f"batch:{batch.token}", by=by, area=batch.area, pieces=again)
    bell.ring_after_commit()
    return again


@transaction.atomic
def forget_ended(*, at: dt.datetime) -> int:
    """Remove work that ended more than a month ago, and batches of which nothing is left; how many pieces."""
    ended = Q(done_at__lte=at - KEPT) | Q(failed_at__lte=at - KEPT) | Q(cancelled_at__lte=at - KEPT)
    count = Job.objects.filter(ended).delete()[0]
    Batch.objects.filter(jobs=None, asked_at__lte=at - KEPT).delete()
    return count
