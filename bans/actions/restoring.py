"""After a database was put back from an older copy: what had been erased since is erased again, at once."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable

from django.db import transaction

from audit.log import record
from participants import area_lock
from participants.models import ShoppingArea

from .. import keyring
from ..models import Incident, Person, Sanction
from ..rules import retention
from .erasing import Doomed, erase
from .paper_rows import files_that_wait

RULE = "R56"
# Which of these keys an app above still uses for what is of no person (rights); asked before any is swept.
in_use: list[Callable[[set[str]], set[str]]] = [files_that_wait]


def replay_erasures(*, at: dt.datetime) -> dict[str, int]:
    """Delete every row whose tombstone lies in the key ring; returns counts only (R56).

    Rows without a key but without a tombstone stay: a key ring that was lost must never empty the register.
    """
    people, sanctions, incidents = (keyring.buried(kind) for kind in ("person", "sanction", "incident"))
    total: Counter[str] = Counter()
    for area in ShoppingArea.objects.order_by("pk"):
        total.update(_replay_in_area(area, people, sanctions, incidents, at=at))
    return dict(total)


@transaction.atomic
def _replay_in_area(
    area: ShoppingArea, people: set[str], sanctions: set[str], incidents: set[str], *, at: dt.datetime
) -> dict[str, int]:
    doomed: dict[int, Doomed] = defaultdict(Doomed)
    for person in Person.objects.filter(area=area).only("pk", "token"):
        if person.token in people:
            doomed[person.pk].rules.add(RULE)
            doomed[person.pk].sanctions += person.sanctions.all()
            doomed[person.pk].incidents += person.incidents.all()
    for sanction in Sanction.objects.filter(area=area).exclude(person__in=list(doomed)):
        if sanction.reference in sanctions:
            doomed[sanction.person_id].add(sanction, RULE)
    for incident in Incident.objects.filter(area=area).exclude(person__in=list(doomed)):
        if incident.reference in incidents:
            doomed[incident.person_id].add(incident, RULE)
    if not doomed:
        return {}
    held = Person.objects.filter(pk__in=doomed, token__in=people)
    held.update(hold_reason=None, hold_until=None, hold_by=None)
    counts = erase(doomed, at=at)
    record("register.replayed", subject=f"area:{area.slug}", by="restore", area=area, **counts)
    return counts


def sweep_keys(*, at: dt.datetime) -> int:
    """Destroy keys whose person was never written down, and those of files of which no row waits; how many.

    A few are what a crash leaves. Many mean that this is not the database that the ring belongs to, and
    then nothing is touched.
    """
    day_ago = at - dt.timedelta(days=1)
    with_key = keyring.tokens(made_before=day_ago)
    # Entered here and not only by the duty: people whom the second lock hides would lose their keys.
    with area_lock.all_areas():
        orphans = with_key - set(Person.objects.filter(token__in=with_key).values_list("token", flat=True))
        for used_of in in_use:
            orphans -= used_of(orphans)
    if len(orphans) > max(10, len(with_key) // 10):
        raise keyring.KeyringError(
            f"{len(orphans)} of {len(with_key)} keys have no person: is this the right database?"
        )
    keyring.destroy(orphans, at=at)
    keyring.forget_tombstones(before=at - dt.timedelta(days=retention.TOMBSTONE_DAYS))
    return len(orphans)
