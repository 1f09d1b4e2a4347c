"""What the register says of each kind of reminder about a file. A function for each line of the timetable."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse

from bans.models import Incident, Sanction
from bans.permissions import can_decide
from bans.rules import terms
from bans.rules.approval import Approval
from bans.rules.status import ENDED, Status
from participants.clock import dutch_date

from ..models import ReviewDecision
from .reader import Reader

LAST_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Fact:
    """Something that a reminder may be about, and the day from which it counts.

    `name` is shown on a page and never in a mail; `began` is when there was something to tell.
    """

    subject: str
    day: dt.date
    address: str
    began: dt.date | None = None
    name: str = ""
    count: int = 0
    sanction: Sanction | None = None


def approve_by(reader: Reader) -> Iterator[Fact]:
    for row in reader.files:
        if row.served_at is None and can_decide(reader.user, row, on=reader.on, standing=reader.standing):
            yield _about(row, row.serve_before, began=dutch_date(row.proposed_at))


def serve_by(reader: Reader) -> Iterator[Fact]:
    """Approved, or a collective warning that its shop may serve before the check (R28)."""
    for row in reader.files:
        state = row.status(reader.on)
        early = state is Status.PROPOSED and row.needs_approval == Approval.CHECK
        if (early or state is Status.APPROVED) and reader.serves(row):
            address = reverse("notices:prepare", args=[row.area.slug, row.reference])
            yield _about(row, row.serve_before, began=dutch_date(row.approved_at or row.proposed_at), address=address)


def unchecked(reader: Reader) -> Iterator[Fact]:
    for row in reader.files:
        if row.served_at and can_decide(reader.user, row, on=reader.on, standing=reader.standing):
            served_on = dutch_date(row.served_at)
            limit = terms.working_days_later(served_on, row.protocol.parameters.check_alert_wd)
            yield _about(row, limit, began=served_on)


def to_review(reader: Reader) -> Iterator[Fact]:
    for row in reader.files:
        if row.review_since:
            since = dutch_date(row.review_since)
            yield _about(row, since, began=since)


def early_review(reader: Reader) -> Iterator[Fact]:
    for row, day in quiet_since_half_way(reader.files, on=reader.on):
        yield _about(row, day)


def quiet_since_half_way(sanctions: Iterable[Sanction], *, on: dt.date) -> Iterator[tuple[Sanction, dt.date]]:
    """Bans in force over half of their term, when that person did nothing new since they began, and on which nobody
    decided yet that they go on; with the first day of the second half. In its last week a ban ends by itself."""
    half = {
        row: terms.half_way(row.starts_on, row.last_day)
        for row in sanctions
        if row.is_ban and row.starts_on and row.last_day and row.last_day - on > LAST_WEEK
        if not row.review_since and row.status(on) not in ENDED
    }
    over = [row for row, day in half.items() if day <= on]
    if not over:
        return
    decided = set(ReviewDecision.objects.filter(sanction__in=over).values_list("sanction", flat=True))
    people = Incident.objects.filter(person__in={row.person_id for row in over}).order_by()
    newest = dict(people.values_list("person").annotate(Max("happened_at")))
    for row in over:
        quiet = row.person_id not in newest or newest[row.person_id] <= row.served_at
        if quiet and row.pk not in decided:
            yield row, half[row]


def ending(reader: Reader) -> Iterator[Fact]:
    for row in reader.files:
        if row.last_day and reader.serves(row):
            yield _about(row, row.last_day)


def hold_review(reader: Reader) -> Iterator[Fact]:
    """Once for each person, by the oldest file: a newer one does not make it another reminder."""
    seen = set()
    for row in reader.open_files:
        until = row.person.hold_until
        if until and until >= reader.on and row.person_id not in seen:
            seen.add(row.person_id)
            yield _about(row, until)


def _about(row: Sanction, day: dt.date, *, began: dt.date | None = None, address: str = "") -> Fact:
    return Fact(row.reference, day, address or row.get_absolute_url(), began=began, name=row.reference, sanction=row)
