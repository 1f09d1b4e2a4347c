"""The purge: what has ended is deleted, with everything that hung on it (R29, R34, R53-R56).

The key goes first and the rows after it. A crash between the two leaves rows that nobody can read and
that the next run sweeps (`bans.actions.restoring`), never a readable person without a clock.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from audit.log import record
from audit.models import Event
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from .. import keyring
from ..models import CounterCheck, Erasure, Incident, Person, Sanction, Signal
from ..rules import retention
from ..rules.status import Status

RULES = {
    Status.EXPIRED: "R53",
    Status.LAPSED: "R34",
    Status.REJECTED: "R29",
    Status.WITHDRAWN: "R55",
    Status.ANNULLED: "R55",
}
DRAFT_RULE = "R29"


def erase_ended(*, on: dt.date, at: dt.datetime | None = None) -> dict[str, int]:
    """Delete, area by area, what had ended before this day; returns counts only (R53).

    `at` is the moment for the certificates; the beginning of the day if it is not given.
    """
    at = at or _start_of(on)
    total: Counter[str] = Counter()
    for area in ShoppingArea.objects.order_by("pk"):
        total.update(_erase_in_area(area, on, at))
    return dict(total)


@transaction.atomic
def _erase_in_area(area: ShoppingArea, on: dt.date, at: dt.datetime) -> dict[str, int]:
    """A file under legal hold stays until its review date and no longer (R54)."""
    people = Person.objects.filter(area=area)
    released = people.filter(hold_until__lt=on).update(hold_reason=None, hold_until=None, hold_by=None)
    grace = dt.timedelta(days=_grace_days(area, on))
    # A rejected proposal stays until its time for service would have passed (R29).
    due = Q(rejected_at=None) | Q(serve_before__lt=on)
    stopped = ~Q(lifted_at=None) | ~Q(annulled_at=None) | ~Q(rejected_at=None)
    running_out = Q(last_day=None) | Q(last_day__lt=on - grace) | stopped
    ended = area.sanctions.ended_before(on).filter(due, running_out).exclude(person__hold_until__gte=on)
    drafts = Incident.objects.filter(
        area=area,
        sanctions=None,
        breached=None,
        reported_at__lt=_start_of(on - dt.timedelta(days=retention.DRAFT_DAYS)),
    ).exclude(person__hold_until__gte=on)
    doomed: dict[int, Doomed] = defaultdict(Doomed)
    for sanction in ended.select_related("protocol"):
        doomed[sanction.person_id].add(sanction, RULES.get(sanction.status(on), "R53"))
    for incident in drafts:
        doomed[incident.person_id].add(incident, DRAFT_RULE)
    for key in people.filter(sanctions=None, incidents=None).exclude(hold_until__gte=on).values_list("pk", flat=True):
        doomed[key].rules.add(DRAFT_RULE)
    counts = erase(doomed, at=at)
    old = CounterCheck.objects.filter(area=area, asked_at__lt=_start_of(retention.checks_kept_from(on)))
    counts["checks"] = old.delete()[0]
    counts["signals"] = Signal.objects.filter(area=area, day__lt=retention.checks_kept_from(on)).delete()[0]
    if released or any(counts.values()):
        record("register.purged", subject=f"area:{area.slug}", by="purge", area=area, released=released, **counts)
    return {**counts, "released": released}


class Doomed:
    """What is to go of one person, and by which rules."""

    def __init__(self) -> None:
        self.sanctions: list[Sanction] = []
        self.incidents: list[Incident] = []
        self.rules: set[str] = set()

    def add(self, row: Sanction | Incident, rule: str) -> None:
        (self.sanctions if isinstance(row, Sanction) else self.incidents).append(row)  # type: ignore[arg-type]
        self.rules.add(rule)


def erase_sanctions(sanctions: Iterable[Sanction], *, rule: str, at: dt.datetime) -> dict[str, int]:
    """Delete these sanctions with their letters, what only they needed, and whoever has no other file."""
    doomed: dict[int, Doomed] = defaultdict(Doomed)
    for sanction in sanctions:
        doomed[sanction.person_id].add(sanction, rule)
    return erase(doomed, at=at)


@transaction.atomic
def erase(doomed: dict[int, Doomed], *, at: dt.datetime) -> dict[str, int]:
    """Delete what is doomed, by person; each leaves a certificate. Returns counts only."""
    plans = [_plan(person, doomed[person.pk]) for person in Person.objects.filter(pk__in=doomed).select_related("area")]
    keyring.destroy((plan.person.token for plan in plans if plan.everything), at=at)
    parts = [plan for plan in plans if not plan.everything]
    keyring.bury("sanction", (row.reference for plan in parts for row in plan.sanctions), at=at)
    keyring.bury("incident", (row.reference for plan in parts for row in plan.incidents), at=at)
    counts = Counter({"sanctions": 0, "incidents": 0, "people": 0})
    for plan in plans:
        kinds = _carry_out(plan, at=at)
        for name, label in (("sanctions", "bans.Sanction"), ("incidents", "bans.Incident"), ("people", "bans.Person")):
            counts[name] += kinds.get(label, 0)
    return dict(counts)


@dataclass(frozen=True)
class Plan:
    """What goes of one person; `everything` when nothing would be left, and the key goes too."""

    person: Person
    sanctions: list[Sanction]
    incidents: list[Incident]
    rules: set[str]
    everything: bool


def _plan(person: Person, doomed: Doomed) -> Plan:
    sanctions = [sanction.pk for sanction in doomed.sanctions]
    incidents = [*doomed.incidents, *_needed_only_by(person, sanctions)]
    left = person.sanctions.exclude(pk__in=sanctions).exists()
    left = left or person.incidents.exclude(pk__in=[incident.pk for incident in incidents]).exists()
    everything = not left and person.hold_until is None
    return Plan(person, doomed.sanctions, incidents, doomed.rules, everything)


def _carry_out(plan: Plan, *, at: dt.datetime) -> dict[str, int]:
    person = plan.person
    looks = looks_at(person.token)
    if plan.everything:
        kinds = Person.objects.filter(pk=person.pk).delete()[1]
    else:
        kinds = Counter(Sanction.objects.filter(pk__in=[row.pk for row in plan.sanctions]).delete()[1])
        kinds.update(Incident.objects.filter(pk__in=[row.pk for row in plan.incidents]).delete()[1])
    certify(person.area, person.token, kinds, rules=plan.rules, looks=looks, key_destroyed=plan.everything, at=at)
    return kinds


def _needed_only_by(person: Person, sanctions: list[int]) -> Iterable[Incident]:
    """The incidents on which nothing rests but these sanctions."""
    rested_on = person.incidents.filter(Q(sanctions__in=sanctions) | Q(breached__in=sanctions))
    others = Sanction.objects.filter(person=person).exclude(pk__in=sanctions)
    return rested_on.exclude(sanctions__in=others).exclude(breached__in=others).distinct()


def looks_at(token: str) -> dict[str, int]:
    """How often somebody was looked at, by kind of look."""
    events = Event.objects.filter(subject=f"person:{token}").order_by()
    rows = events.filter(action__in=LOOKS).values_list("action").annotate(Count("pk"))
    return dict(rows)


LOOKS = ("counter.asked", "counter.opened", "person.viewed", "photo.viewed", "identity.viewed", "letter.viewed")


def certify(
    area: ShoppingArea,
    token: str,
    kinds: dict[str, int],
    *,
    rules: Iterable[str],
    looks: dict[str, int],
    key_destroyed: bool,
    at: dt.datetime,
) -> Erasure:
    """Write down that something was erased, without a word about whom it was of (R56)."""
    erasure = Erasure.objects.create(
        area=area,
        person_token=token,
        erased_at=at,
        rules=sorted(rules),
        kinds=kinds,
        looks=looks,
        key_destroyed=key_destroyed,
    )
    record(
        "person.erased",
        subject=f"person:{token}",
        by="purge",
        area=area,
        rules=erasure.rules,
        kinds=kinds,
        key_destroyed=key_destroyed,
    )
    return erasure


def _grace_days(area: ShoppingArea, on: dt.date) -> int:
    protocol = area.protocols.filter(valid_from__lte=on).first()
    return protocol.parameters.purge_grace_d if protocol else 0


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=DUTCH_TIME)
