"""Keeping others out of what is told to the person: who works for us, who saw it, who was a witness (R65)."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from bans.models import Incident, Person
from notices.models import Service
from participants.models import Membership, ShoppingArea, User
from participants.roles import Role

# A shorter name is a word of its own too often.
SHORTEST_NAME = 3
# Before a family name, and never the name itself.
PARTICLES = frozenset("aan bij den der des het les met onder ten ter tot uit van von voor".split())


def kind_of_organisation(*, shop: bool, role: str) -> str:
    """For whom somebody works, without saying who."""
    if role == Role.MUNICIPALITY:
        return _("de gemeente")
    if role == Role.COMMITTEE:
        return _("de klachtencommissie")
    return _("een winkel") if shop else _("de vereniging")


class Masks:
    """What stands in place of a person of ours, and of their names where somebody wrote them in a text."""

    def __init__(self, area: ShoppingArea, person: Person) -> None:
        self._kinds: dict[int, str] = {}
        names: set[str] = set()
        for held in Membership.objects.filter(area=area).select_related("user").order_by("pk"):
            self._kinds[held.user_id] = kind_of_organisation(shop=held.shop_id is not None, role=held.role)
            names.add(held.user.name)
        names |= set(_witnesses(person))
        own = {person.name.casefold(), person.given_name.casefold(), person.family_name.casefold()}
        own |= {part.casefold() for part in _words(person.name)}
        whole = {name.strip() for name in names}
        parts = {part for name in whole for part in _family_name(name)}
        self._names = _any_of(
            (name for name in whole if name.casefold() not in own),
            (part for part in parts if part.casefold() not in own),
        )

    def employee(self, user: int | None) -> str:
        """Somebody with an account."""
        return _("een medewerker van %s") % self._kinds.get(user or 0, _("een deelnemer"))

    def without_names(self, text: str) -> str:
        """The text without the names of those who work for us or saw it."""
        return self._names.sub(_("[naam van een ander]"), text) if self._names else text


def _witnesses(person: Person) -> Iterable[str]:
    for incident in Incident.objects.filter(person=person):
        yield incident.observed_by
    for service in Service.objects.filter(sanction__person=person):
        yield from (service.server_name, service.witness_name)


def _words(name: str) -> list[str]:
    return re.findall(r"[\w'’]+", name)


def _family_name(name: str) -> list[str]:
    """The parts by which somebody is called without a first name: of "M. de Wit" that is "Wit"."""
    return [part for part in _words(name)[1:] if part[0].isupper() and part.casefold() not in PARTICLES]


def _any_of(names: Iterable[str], parts: Iterable[str]) -> "re.Pattern[str] | None":
    """A whole name however it is written; a part of one only with its capital, since many are common words."""
    whole, alone = _longest_first(names), _longest_first(parts)
    either = [rf"(?i:{'|'.join(whole)})"] * bool(whole) + [f"(?:{'|'.join(alone)})"] * bool(alone)
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)") if either else None


def _longest_first(names: Iterable[str]) -> list[str]:
    return [
        re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) >= SHORTEST_NAME
    ]


def masked_words(column: str) -> str:
    """What stands in place of a name that was only written down."""
    if column == "witness_name":
        return _("een getuige")
    if column in ("observed_by", "observer_function"):
        return _("iemand die het zag")
    return _("een medewerker")


def is_account(column: Any) -> bool:
    """Whether the column names somebody with an account."""
    return column.related_model is User
