"""The purge: what has ended is deleted, with everything that hung on it (R29, R34, R53-R56).

The key goes first and the rows after it. A crash between the two leaves rows that nobody can read and
that the next run sweeps (`bans.actions.restoring`), never a readable person without a clock.
"""

import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import CASCADE, Count, ManyToOneRel, Model, Q, QuerySet

from audit.log import record, record_many
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from .. import keyring
from ..looks import looks_at
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
# What an app above has to say (rights), which this one does not know. Whose file an open case still needs: people of an
# area on a day, by key. And what stays beside the certificates: asked before the rows go, it is told the certificates
# by the key of the person.
NeededBy = Callable[[ShoppingArea, dt.date], Iterable[int]]
Keeper = Callable[[Sequence["Plan"]], Callable[[dict[int, Erasure]], None]]
needed_by: list[NeededBy] = []
keepers: list[Keeper] = []
# So many people in one transaction, and so many seconds before the next: a counter that asks meanwhile gets its turn,
# also where one writer at a time is all there is.
AT_ONCE, PAUSE = 25, 0.01


def erase_ended(*, on: dt.date, at: dt.datetime | None = None) -> dict[str, int]:
    """Delete, area by area, what had ended before this day; returns counts only (R53).

    `at` is the moment for the certificates; the beginning of the day if it is not given.
    """
    at = at or _start_of(on)
    total: Counter[str] = Counter()
    for area in ShoppingArea.objects.order_by("pk"):
        total.update(_erase_in_area(area, on, at))
    return dict(total)


def _erase_in_area(area: ShoppingArea, on: dt.date, at: dt.datetime) -> dict[str, int]:
    """A file under legal hold stays until its review date and no longer (R54).

    Not one transaction but one for each few people, so that no counter waits while a thousand are erased.
    """
    people = Person.objects.filter(area=area)
    released = people.filter(hold_until__lt=on).update(hold_reason=None, hold_until=None, hold_by=None)
    grace = dt.timedelta(days=_grace_days(area, on))
    # A rejected proposal stays until its time for service would have passed (R29).
    due = Q(rejected_at=None) | Q(serve_before__lt=on)
    needed = {key for ask in needed_by for key in ask(area, on)}
    stopped = ~Q(lifted_at=None) | ~Q(annulled_at=None) | ~Q(rejected_at=None)
    running_out = Q(last_day=None) | Q(last_day__lt=on - grace) | stopped
    ended = area.sanctions.ended_before(on).filter(due, running_out)
    ended = ended.exclude(person__hold_until__gte=on).exclude(person__in=needed)
    drafts = Incident.objects.filter(
        area=area,
        sanctions=None,
        breached=None,
        reported_at__lt=_start_of(on - dt.timedelta(days=retention.DRAFT_DAYS)),
    )
    drafts = drafts.exclude(person__hold_until__gte=on).exclude(person__in=needed)
    doomed: dict[int, Doomed] = defaultdict(Doomed)
    for sanction in ended.select_related("protocol"):
        doomed[sanction.person_id].add(sanction, RULES.get(sanction.status(on), "R53"))
    for incident in drafts:
        doomed[incident.person_id].add(incident, DRAFT_RULE)
    for key in people.filter(sanctions=None, incidents=None).exclude(hold_until__gte=on).values_list("pk", flat=True):
        if key not in needed:
            doomed[key].rules.add(DRAFT_RULE)
    counts = erase(doomed, at=at)
    counts["checks"] = old_questions(area, on=on).delete()[0]
    counts["signals"] = Signal.objects.filter(area=area, day__lt=retention.checks_kept_from(on)).delete()[0]
    if released or any(counts.values()):
        record("register.purged", subject=f"area:{area.slug}", by="purge", area=area, released=released, **counts)
    return {**counts, "released": released}


def old_questions(area: ShoppingArea, *, on: dt.date) -> QuerySet[CounterCheck]:
    """The records of questions at counters whose term is over on that day (R72)."""
    return CounterCheck.objects.filter(area=area, asked_at__lt=_start_of(retention.checks_kept_from(on)))


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


def erase(doomed: dict[int, Doomed], *, at: dt.datetime) -> dict[str, int]:
    """Delete what is doomed, by person, a few people at a time; each leaves a certificate. Returns counts only."""
    counts = Counter({"sanctions": 0, "incidents": 0, "people": 0})
    keys = sorted(doomed)
    for start in range(0, len(keys), AT_ONCE):
        some = {key: doomed[key] for key in keys[start : start + AT_ONCE]}
        if start and not connection.in_atomic_block:
            time.sleep(PAUSE)
        kinds = _erase_some(some, at=at)
        for name, label in (("sanctions", "bans.Sanction"), ("incidents", "bans.Incident"), ("people", "bans.Person")):
            counts[name] += kinds[label]
    return dict(counts)


@transaction.atomic
def _erase_some(doomed: dict[int, Doomed], *, at: dt.datetime) -> Counter[str]:
    """These people's keys, then their rows, then the certificates."""
    plans = _plans(doomed)
    whole, parts = [plan for plan in plans if plan.everything], [plan for plan in plans if not plan.everything]
    keyring.destroy((plan.person.token for plan in whole), at=at)
    keyring.bury("sanction", (row.reference for plan in parts for row in plan.sanctions), at=at)
    keyring.bury("incident", (row.reference for plan in parts for row in plan.incidents), at=at)
    looks = looks_at([plan.person for plan in plans])
    beside = [keep(plans) for keep in keepers]
    kinds = {plan.person.pk: _delete_parts(plan) for plan in parts}
    kinds |= _delete_whole([plan.person.pk for plan in whole])
    certificates = _certify(plans, kinds, looks, at=at)
    for keep in beside:
        keep(certificates)
    return sum(kinds.values(), Counter())


@dataclass(frozen=True)
class Plan:
    """What goes of one person; `everything` when nothing would be left, and the key goes too."""

    person: Person
    sanctions: list[Sanction]
    incidents: list[Incident]
    rules: set[str]
    everything: bool


def _plans(doomed: dict[int, Doomed]) -> list[Plan]:
    people = list(Person.objects.filter(pk__in=doomed).select_related("area").only("area", "token", "hold_until"))
    sanctions = [row.pk for plan in doomed.values() for row in plan.sanctions]
    incidents: dict[int, list[Incident]] = {key: list(plan.incidents) for key, plan in doomed.items()}
    for incident in _needed_only_by(people, sanctions):
        incidents[incident.person_id].append(incident)
    gone = [row.pk for rows in incidents.values() for row in rows]
    left = set(Sanction.objects.filter(person__in=people).exclude(pk__in=sanctions).values_list("person", flat=True))
    left |= set(Incident.objects.filter(person__in=people).exclude(pk__in=gone).values_list("person", flat=True))
    return [
        Plan(
            person,
            doomed[person.pk].sanctions,
            incidents[person.pk],
            doomed[person.pk].rules,
            person.pk not in left and person.hold_until is None,
        )
        for person in people
    ]


def _needed_only_by(people: list[Person], sanctions: list[int]) -> Iterable[Incident]:
    """The incidents on which nothing rests but these sanctions."""
    rested_on = Incident.objects.filter(person__in=people).filter(
        Q(sanctions__in=sanctions) | Q(breached__in=sanctions)
    )
    others = Sanction.objects.filter(person__in=people).exclude(pk__in=sanctions)
    only = rested_on.exclude(sanctions__in=others).exclude(breached__in=others)
    return only.only("reference", "person").distinct()


def _delete_parts(plan: Plan) -> Counter[str]:
    kinds = Counter(Sanction.objects.filter(pk__in=[row.pk for row in plan.sanctions]).delete()[1])
    kinds.update(Incident.objects.filter(pk__in=[row.pk for row in plan.incidents]).delete()[1])
    return kinds


def _delete_whole(people: list[int]) -> dict[int, Counter[str]]:
    """Everything of these people, counted by person before it goes."""
    kinds: dict[int, Counter[str]] = {key: Counter({Person._meta.label: 1}) for key in people}
    for model, path in hangs_on(Person):
        rows = model._base_manager.filter(**{f"{path}__in": people}).order_by()
        for key, count in rows.values_list(path).annotate(Count("pk", distinct=True)):
            kinds[key][model._meta.label] = count
    Person.objects.filter(pk__in=people).delete()
    return kinds


@cache
def hangs_on(model: type[Model]) -> tuple[tuple[type[Model], str], ...]:
    """Every model whose rows go with a row of this one, and the shortest path from it back."""
    found: dict[type[Model], str] = {}
    todo = [(model, "", False)]
    while todo:
        # A relation that may be empty leads to some of the rows alone: only where no other leads to them.
        todo.sort(key=itemgetter(2))
        above, path, _empty = todo.pop(0)
        if above in found:
            continue
        if path:
            found[above] = path
        # Also relations without a name of their own.
        for relation in above._meta.get_fields(include_hidden=True):
            if isinstance(relation, ManyToOneRel) and relation.on_delete is CASCADE:
                below, name = relation.related_model, relation.field.name
                if below not in found and below is not model:
                    todo.append((below, f"{name}__{path}" if path else name, relation.field.null or _empty))
    return tuple(found.items())


def _certify(
    plans: list[Plan], kinds: dict[int, Counter[str]], looks: dict[str, dict[str, int]], *, at: dt.datetime
) -> dict[int, Erasure]:
    """Write down that something was erased, without a word about whom it was of (R56); by the key of the person."""
    made = [
        Erasure(
            area=plan.person.area,
            person_token=plan.person.token,
            erased_at=at,
            rules=sorted(plan.rules),
            kinds=dict(kinds[plan.person.pk]),
            looks=looks.get(plan.person.token, {}),
            key_destroyed=plan.everything,
        )
        for plan in plans
    ]
    Erasure.objects.bulk_create(made)
    for area, own in groupby(made, key=lambda erasure: erasure.area):
        lines = [
            (f"person:{row.person_token}", {"rules": row.rules, "kinds": row.kinds, "key_destroyed": row.key_destroyed})
            for row in own
        ]
        record_many("person.erased", lines, by="purge", area=area)
    return {plan.person.pk: row for plan, row in zip(plans, made, strict=True)}


def _grace_days(area: ShoppingArea, on: dt.date) -> int:
    protocol = area.protocols.filter(valid_from__lte=on).first()
    return protocol.parameters.purge_grace_d if protocol else 0


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=DUTCH_TIME)
