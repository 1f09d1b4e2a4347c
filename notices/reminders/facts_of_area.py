"""What the area says of each kind of reminder: its permit, its shops, its evaluation, and what was erased."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.urls import reverse

from bans.rules.terms import add_months
from participants.clock import DUTCH_TIME
from participants.instruction.gate import standing_of

from ..law.quoting import law_on
from ..law.texts import Subject
from .facts_of_files import Fact
from .reader import Reader
from .stages import DAY
from .timetable import KINDS

EXPIRED, LAPSED = "R53", "R34"


def ended(reader: Reader) -> Iterator[Fact]:
    return _erased(reader, EXPIRED, KINDS["ended"].stays)


def lapsed(reader: Reader) -> Iterator[Fact]:
    return _erased(reader, LAPSED, KINDS["lapsed"].stays)


def _erased(reader: Reader, rule: str, days: int) -> Iterator[Fact]:
    """Certificates of the last days by day. They tell that something went, and nothing about whom (R56)."""
    since = dt.datetime.combine(reader.on - days * DAY, dt.time.min, tzinfo=DUTCH_TIME)
    rows = reader.area.erasures.filter(erased_at__gte=since)
    counts = Counter(row.erased_on for row in rows if rule in row.rules)
    address = reverse("bans:erasures", args=[reader.area.slug])
    for day, count in sorted(counts.items()):
        yield Fact("all", day, address, count=count)


def permit_ends(reader: Reader) -> Iterator[Fact]:
    """The last permit that has an end, unless another one holds after it."""
    permits = list(reader.area.permits.filter(valid_from__lte=reader.on).exclude(valid_until=None))
    last = max(permits, key=lambda permit: (permit.valid_until or dt.date.min, permit.pk), default=None)
    if last is None or last.valid_until is None:
        return
    after = max(last.valid_until + DAY, reader.on)
    if reader.area.permit_on(after) is None:
        address = reverse("participants:permit-new", args=[reader.area.slug])
        yield Fact(str(last.pk), last.valid_until, address, name=last.number)


def agreement_ends(reader: Reader) -> Iterator[Fact]:
    for shop in reader.area.shops.taking_part(reader.on).exclude(agreement_ends_on=None):
        if shop.agreement_ends_on:
            address = reverse("participants:shop", args=[reader.area.slug, shop.pk])
            yield Fact(str(shop.pk), shop.agreement_ends_on, address, name=shop.name)


def instruction(reader: Reader) -> Iterator[Fact]:
    """One's own. Who never did it is led there by the counter itself."""
    last_day = standing_of(reader.user, reader.area, on=reader.on).last_day
    if last_day:
        yield Fact(str(reader.user.pk), last_day, reverse("participants:instruction", args=[reader.area.slug]))


def evaluation(reader: Reader) -> Iterator[Fact]:
    """Counted from the last one, and before the first from the day on which the first protocol held."""
    held = reader.area.evaluations.order_by("-held_on").values_list("held_on", flat=True)
    began = reader.area.protocols.order_by("number").values_list("valid_from", flat=True)
    since = held.first() or began.first()
    if since:
        address = reverse("participants:evaluation-new", args=[reader.area.slug])
        yield Fact("area", add_months(since, reader.parameters.eval_m), address)


def law_check(reader: Reader) -> Iterator[Fact]:
    for subject, text in law_on(reader.area, reader.on).items():
        address = reverse("notices:law-new", args=[reader.area.slug, subject])
        yield Fact(subject, text.look_up_by, address, name=str(Subject(subject).label))
