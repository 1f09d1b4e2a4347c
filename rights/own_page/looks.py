"""How often somebody was looked at: counts, never who, on which day or in which shop."""

import datetime as dt
from collections import Counter
from typing import NamedTuple

from audit.models import Event
from audit.purposes import Purpose
from bans.looks import LOOKS, in_parts, looks_at, subjects_of
from bans.models import Incident, Person
from participants.clock import dutch_date

from ..access.looks import kind_of_organisation

# The days at the end of a measure on which the summary can be fetched, the last day included.
FINAL_D = 7
COUNTER, OPENED, OFFICE = "counter", "opened", "office"
KINDS = {"counter.asked": COUNTER, "counter.other_person": COUNTER, "counter.opened": OPENED}
TOLD_PURPOSES = (Purpose.ENTRY, Purpose.MEASURES)


class Looks(NamedTuple):
    """How often, by kind of look, and since when the file is there."""

    total: int
    by_kind: dict[str, int]
    since: dt.date


class Row(NamedTuple):
    """One line of the summary: in a month, for a purpose, by a kind of organisation, so often."""

    month: dt.date
    purpose: str
    organisation: str
    times: int


def looks_of(person: Person) -> Looks:
    """The looks at everything about this person, in the kinds that the page tells."""
    by_kind: Counter[str] = Counter()
    for action, count in looks_at([person]).get(person.token, {}).items():
        by_kind[KINDS.get(action, OFFICE)] += count
    first = Incident.objects.filter(person=person).order_by("reported_at").values_list("reported_at", flat=True).first()
    since = dutch_date(first or person.created_at)
    return Looks(by_kind.total(), dict(by_kind), since)


def summary_of(person: Person) -> list[Row]:
    """The same by month, purpose and kind of organisation."""
    rows: Counter[tuple[dt.date, str, str]] = Counter()
    for some in in_parts(subjects_of([person])):
        seen = Event.objects.filter(subject__in=some, action__in=LOOKS).order_by()
        for at, purpose, organisation in seen.values_list("at", "purpose", "organisation"):
            told = purpose if purpose in TOLD_PURPOSES else "other"
            rows[dutch_date(at).replace(day=1), str(told), kind_of_organisation(organisation)] += 1
    return [Row(*key, count) for key, count in sorted(rows.items())]


def is_final_week(last_day: dt.date | None, on: dt.date) -> bool:
    """Whether the measure ends within a week, and with it what anybody can tell of looks."""
    return last_day is not None and 0 <= (last_day - on).days < FINAL_D
