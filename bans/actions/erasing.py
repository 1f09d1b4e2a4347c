"""The purge: what has ended is deleted, with everything that hung on it (R29, R34, R53-R56)."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Q, QuerySet

from audit.log import record
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from ..models import Incident, Person, Sanction
from ..models.sanction import SanctionQuerySet

DRAFT_DAYS = 30


def erase_ended(*, on: dt.date) -> dict[str, int]:
    """Delete, area by area, what had ended before this day; returns counts only (R53)."""
    total: Counter[str] = Counter()
    for area in ShoppingArea.objects.order_by("pk"):
        total.update(_erase_in_area(area, on))
    return dict(total)


@transaction.atomic
def _erase_in_area(area: ShoppingArea, on: dt.date) -> dict[str, int]:
    """A file under legal hold stays until its review date and no longer (R54)."""
    people = Person.objects.filter(area=area)
    released = people.filter(hold_until__lt=on).update(hold_reason="", hold_until=None, hold_by=None)
    grace = dt.timedelta(days=_grace_days(area, on))
    # A rejected proposal stays until its time for service would have passed (R29).
    due = Q(rejected_at=None) | Q(serve_before__lt=on)
    stopped = ~Q(lifted_at=None) | ~Q(annulled_at=None) | ~Q(rejected_at=None)
    running_out = Q(last_day=None) | Q(last_day__lt=on - grace) | stopped
    ended = area.sanctions.ended_before(on).filter(due, running_out).exclude(person__hold_until__gte=on)
    counts = erase_sanctions(ended)
    drafts = Incident.objects.filter(
        area=area,
        sanctions=None,
        breached=None,
        reported_at__lt=_start_of(on - dt.timedelta(days=DRAFT_DAYS)),
    ).exclude(person__hold_until__gte=on)
    counts["incidents"] += drafts.count()
    drafts.delete()
    counts["people"] += _erase_people_without_file(people, on)
    if released or any(counts.values()):
        record("register.purged", subject=f"area:{area.slug}", by="purge", area=area, released=released, **counts)
    return {**counts, "released": released}


def erase_sanctions(sanctions: SanctionQuerySet) -> dict[str, int]:
    """Delete these sanctions with their letters, and the incidents that only they needed."""
    keys = list(sanctions.values_list("pk", flat=True))
    rested_on = Incident.objects.filter(Q(sanctions__in=keys) | Q(breached__in=keys))
    incidents = list(rested_on.values_list("pk", flat=True))
    Sanction.objects.filter(pk__in=keys).delete()
    lonely = Incident.objects.filter(pk__in=incidents, sanctions=None, breached=None)
    gone = lonely.count()
    lonely.delete()
    return {"sanctions": len(keys), "incidents": gone, "people": 0}


def _erase_people_without_file(people: QuerySet[Person], on: dt.date) -> int:
    nobody = people.filter(sanctions=None, incidents=None).exclude(hold_until__gte=on)
    count = nobody.count()
    nobody.delete()
    return count


def _grace_days(area: ShoppingArea, on: dt.date) -> int:
    protocol = area.protocols.filter(valid_from__lte=on).first()
    return protocol.parameters.purge_grace_d if protocol else 0


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=DUTCH_TIME)
