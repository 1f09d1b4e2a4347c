"""What this app tells the one timetable (notices/reminders/timetable.py): a function for each of its lines."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.urls import reverse

from bans.encryption import Unreadable
from bans.models import Sanction
from bans.rules.status import ENDED
from bans.rules.terms import add_months
from notices.reminders.due import tells
from notices.reminders.facts_of_files import Fact
from notices.reminders.reader import Reader
from participants.clock import dutch_date
from participants.roles import Permission

from .corrections.models import Correction
from .requests import clocks
from .requests.models import Request

ADULT_MONTHS = 18 * 12
# By then everybody was told of a correction: after four weeks the file may be gone (`erasing.CORRECTED_D`).
TOLD_BY_D = 6


@tells
def request_answer(reader: Reader) -> Iterable[Fact]:
    for request in _of_reader(reader):
        yield _about(request, request.clock.limit, began=request.received_on)


@tells
def request_set_aside(reader: Reader) -> Iterable[Fact]:
    for request in _of_reader(reader):
        by, sanction = request.set_aside_by, request.sanction
        if by is None or sanction is None or request.set_aside_decided_at:
            continue
        # What is hidden or has ended needs no decision.
        if not sanction.in_dispute_on(reader.on) and sanction.status(reader.on) not in ENDED:
            yield _about(request, by, began=request.received_on)


@tells
def request_advice(reader: Reader) -> Iterable[Fact]:
    for request in _of_reader(reader):
        if request.committee_asked_on and request.committee_advised_on is None:
            by = clocks.advice_by(request.committee_asked_on, request.clock, request.protocol.parameters)
            yield _about(request, by, began=request.committee_asked_on)


@tells
def tell_everybody(reader: Reader) -> Iterable[Fact]:
    rows = Correction.objects.unfinished().filter(area=reader.area).exclude(sanction=None)
    for row in rows.select_related("sanction__person"):
        address = reverse("rights:correction", args=[reader.area.slug, row.token])
        day = dutch_date(row.made_at) + TOLD_BY_D * clocks.DAY
        yield Fact(row.token, day, address, name=str(row.get_kind_display()), sanction=row.sanction)


@tells
def turns_eighteen(reader: Reader) -> Iterable[Fact]:
    """Once for each person, by the oldest file (R26)."""
    seen = set()
    for row in reader.files:
        born = _birth_date(row) if row.person_id not in seen else None
        seen.add(row.person_id)
        if born and row.last_day and row.starts_on and row.starts_on < add_months(born, ADULT_MONTHS) <= row.last_day:
            day = add_months(born, ADULT_MONTHS)
            yield Fact(row.reference, day, row.get_absolute_url(), name=row.reference, sanction=row)


def _birth_date(row: Sanction) -> dt.date | None:
    """A list never breaks on one bad row."""
    try:
        return row.person.birth_date
    except Unreadable:
        return None


def _of_reader(reader: Reader) -> Iterator[Request]:
    """All open ones for who handles requests; for who hears them, the own ones."""
    rows = Request.objects.undecided().filter(area=reader.area)
    if not reader.may((Permission.HANDLE_REQUESTS,)):
        rows = rows.filter(hearer=reader.user)
    yield from rows.select_related("area", "protocol", "sanction__person").order_by("received_on", "pk")


def _about(request: Request, day: dt.date, *, began: dt.date) -> Fact:
    return Fact(
        request.number,
        day,
        request.get_absolute_url(),
        began=began,
        name=request.shown_number,
        sanction=request.sanction,
    )
