"""A line of the log in words, for whoever reads it on the screen. The log itself holds codes and references."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from audit.actions import ACTIONS
from audit.models import Event
from audit.purposes import Purpose, Result

from .models import Business, Shop, ShoppingArea, User
from .roles import Role

SUBJECTS = {
    "area": gettext_lazy("gebied"),
    "batch": gettext_lazy("werk"),
    "certificate": gettext_lazy("certificaat"),
    "correction": gettext_lazy("rechtzetting"),
    "covenant": gettext_lazy("convenant"),
    "device": gettext_lazy("kassa"),
    "dossier": gettext_lazy("vergunningsdossier"),
    "dpia": gettext_lazy("punt van de DPIA"),
    "incident": gettext_lazy("voorval"),
    "legal_test": gettext_lazy("juridische toets"),
    "meeting": gettext_lazy("overleg"),
    "meeting_action": gettext_lazy("actie uit een overleg"),
    "municipality": gettext_lazy("gemeente"),
    "oversight_key": gettext_lazy("sleutel van een systeem"),
    "page": gettext_lazy("bladzijde"),
    "partner": gettext_lazy("partner"),
    "permit": gettext_lazy("vergunning"),
    "person": gettext_lazy("betrokkene"),
    "plan": gettext_lazy("plan"),
    "protocol": gettext_lazy("protocol, versie"),
    "request": gettext_lazy("verzoek"),
    "sample": gettext_lazy("steekproef"),
    "sanction": gettext_lazy("maatregel"),
    "scan": gettext_lazy("veiligheidsscan"),
    "shop": gettext_lazy("winkel"),
    "training": gettext_lazy("training"),
    "training_session": gettext_lazy("bijeenkomst"),
    "user": gettext_lazy("gebruiker"),
}
DOORS = {
    "page": gettext_lazy("website"),
    "api": gettext_lazy("API"),
    "duty": gettext_lazy("vaste taak"),
    "command": gettext_lazy("opdracht van het beheer"),
    "till": gettext_lazy("kassa"),
}


@dataclass(frozen=True)
class Line:
    """One line as it is shown."""

    at: dt.datetime
    description: Any
    who: str
    roles: str
    organisation: str
    purpose: Any
    door: Any
    result: Any
    went_well: bool
    subject: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    number: int | None = None


@dataclass
class Names:
    """The names that a page of the log needs, fetched at once. Without names of people where they are not shown."""

    users: dict[str, str]
    shops: dict[str, str]
    businesses: dict[str, str]

    @classmethod
    def of(cls, events: Iterable[Event], area: ShoppingArea, *, people: bool) -> "Names":
        references = {word for event in events for text in (event.actor, event.subject) for word in text.split()}
        users = [int(key) for kind, _colon, key in (r.partition(":") for r in references) if _names_user(kind, key)]
        known = User.objects.filter(pk__in=users, memberships__area=area).distinct() if people else User.objects.none()
        return cls(
            users={f"user:{user.pk}": user.name for user in known},
            shops={f"shop:{shop.pk}": shop.name for shop in Shop.objects.filter(area=area)},
            businesses={f"business:{found.pk}": found.name for found in Business.objects.filter(area=area)},
        )


def _names_user(kind: str, key: str) -> bool:
    return kind == "user" and key.isdecimal()


def lines_of(events: list[Event], area: ShoppingArea, *, people: bool) -> list[Line]:
    """The lines in words. `people` says whether the reader sees which colleague it was by name."""
    names = Names.of(events, area, people=people)
    return [_line(event, names) for event in events]


def _line(event: Event, names: Names) -> Line:
    known = ACTIONS.get(event.action)
    link = getattr(event, "link", None)
    return Line(
        at=event.at,
        description=known.description if known else event.action,
        who=_who(event.actor, names),
        roles=", ".join(str(Role(role).label) if role in Role.values else role for role in event.roles.split()),
        organisation=_organisation(event.organisation, names),
        purpose=Purpose(event.purpose).label if event.purpose in Purpose.values else "",
        door=DOORS.get(event.door.partition(":")[0], event.door),
        result=Result(event.result).label,
        went_well=event.result == Result.DONE,
        subject=_subject(event.subject, names),
        facts=[(key, _fact(value)) for key, value in sorted(event.facts.items())],
        number=link.number if link else None,
    )


def _who(actor: str, names: Names) -> str:
    kind, _colon, key = actor.partition(":")
    if kind == "user" and key:
        return names.users.get(actor) or gettext("gebruiker %s") % key
    if kind == "oversight_key":
        return gettext("systeem van de gemeente, sleutel %s") % key
    return gettext("vaste taak: %s") % actor


def _organisation(text: str, names: Names) -> str:
    known = {**names.shops, **names.businesses}
    # The role itself says association or municipality.
    words = [known.get(word, word) for word in text.split() if ":" in word]
    return ", ".join(dict.fromkeys(words))


def _subject(text: str, names: Names) -> str:
    kind, _colon, key = text.partition(":")
    if text in names.users or text in names.shops:
        return names.users.get(text) or names.shops[text]
    return f"{SUBJECTS.get(kind, kind)} {key}".strip()


def _fact(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, list):
        return ", ".join(_fact(item) for item in value)
    return str(value)
