"""Who looked, when, for what purpose and from what kind of organisation: each line of the log about somebody (G27).

Dates and purposes are the person's (HvJ EU C-579/21); which employee it was is not, and neither is the device. Which
shops learned something is told apart, in `recipients`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.actions import ACTIONS
from audit.models import Event
from audit.purposes import Purpose, Result
from bans.looks import in_parts, subjects_of
from bans.models import Person
from participants.clock import DUTCH_TIME
from participants.models.user import ASSOCIATION, MUNICIPALITY
from participants.roles import Role

SHOP = "shop"
AT_THE_COUNTER = ("counter.", "till.")


@dataclass(frozen=True)
class Look:
    """One line: what was done, for what, and from what kind of organisation."""

    at: dt.datetime
    action: str
    what: str
    purpose: str
    purpose_text: str
    organisation: str
    organisation_text: str
    done: bool = True


@dataclass(frozen=True)
class Day:
    """What was done in the same way on one day, with each time: a list that somebody can read."""

    on: str
    times: str
    what: str
    purpose: str
    organisation: str


def events_about(person: Person) -> Iterator[Event]:
    """Every line about the person, and about what was decided and asked, the oldest first."""
    found: dict[int, Event] = {}
    for some in in_parts(subjects_of([person])):
        rows = Event.objects.filter(area=person.area.slug, subject__in=some)
        found.update((event.pk, event) for event in rows)
    yield from (found[key] for key in sorted(found))


def look_of(event: Event) -> Look:
    """The line without who did it."""
    known = ACTIONS.get(event.action)
    purpose = event.purpose or (str(known.purpose) if known else "")
    code = organisation_of(event)
    return Look(
        at=event.at,
        action=event.action,
        what=str(known.description) if known else event.action,
        purpose=purpose,
        purpose_text=str(Purpose(purpose).label) if purpose in Purpose.values else "",
        organisation=code,
        organisation_text=str(organisations()[code]),
        done=event.result == Result.DONE,
    )


def organisations() -> dict[str, str]:
    """The kinds of organisation, by code."""
    return {
        "counter": _("een winkel, aan de balie"),
        "shop": _("een winkel, op kantoor"),
        "police_copy": _("een winkel, voor een blad voor de politie"),
        "association": _("de vereniging"),
        "committee": _("de klachtencommissie"),
        "municipality": _("de gemeente"),
        "person": _("wie uw brief heeft"),
        "system": _("het systeem, vanzelf"),
        "unknown": _("niet vastgelegd"),
    }


def kind_of_organisation(organisation: str) -> str:
    """What somebody acted for, as the log keeps it: the office where it was one, else a shop."""
    for office in (MUNICIPALITY, ASSOCIATION):
        if office in organisation.split():
            return office
    return SHOP if "shop:" in organisation else "unknown"


def organisation_of(event: Event) -> str:
    """From what kind of organisation it was done, as the log kept it then."""
    held = event.roles.split()
    if event.actor.startswith("device:") or event.action.startswith(AT_THE_COUNTER):
        return "counter"
    if event.actor == "visitor":
        return "person"
    if not event.actor.startswith("user:"):
        return "system"
    acted_for = kind_of_organisation(event.organisation)
    if held == [Role.COMMITTEE] and acted_for != MUNICIPALITY:
        return "committee"
    if acted_for != SHOP:
        return acted_for
    if event.action == "police.copy_made":
        return "police_copy"
    return "counter" if set(held) <= {Role.COUNTER, Role.GUARD} else "shop"


def by_day(looks: list[Look]) -> list[Day]:
    """The same lines, those of one day that were alike together; no time is left out."""
    grouped: dict[tuple[dt.date, str, str, str], list[str]] = {}
    for look in looks:
        moment = look.at.astimezone(DUTCH_TIME)
        what = look.what if look.done else _("%s (niet gelukt)") % look.what
        key = (moment.date(), what, look.purpose_text, look.organisation_text)
        grouped.setdefault(key, []).append(moment.strftime("%H:%M"))
    return [
        Day(date_format(on, "j F Y"), ", ".join(times), what, purpose, organisation)
        for (on, what, purpose, organisation), times in grouped.items()
    ]
