"""What words that others read may not hold: nobody's name, and nothing that leads to a file."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from bans.encryption import Unreadable
from bans.models import Incident, Person, Sanction
from bans.names.folding import words_of
from bans.names.lists import particles
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from rights.models import Request

# Shorter than every reference that there is.
TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,}")
REQUEST = re.compile(r"\b[A-Za-z] ?[0-9A-Za-z]{4} ?[0-9A-Za-z]{4}\b")
NAMES_ARE_LONGER_THAN = 2


def refuse_references(texts: Mapping[str, str], area: ShoppingArea) -> None:
    """Refuse a text, by the name of its field, that holds the reference of a measure, an incident or a request."""
    for name, text in texts.items():
        tokens = {found.upper() for found in TOKEN.findall(text)}
        numbers = {found.replace(" ", "").upper() for found in REQUEST.findall(text)}
        known = (
            Sanction.objects.filter(area=area, reference__in=tokens),
            Incident.objects.filter(area=area, reference__in={token.lower() for token in tokens}),
            Request.objects.filter(area=area, number__in=numbers | tokens),
        )
        if any(rows.exists() for rows in known):
            raise Refusal("reference", _("Hier staat het kenmerk van een dossier. Dat hoort hier niet."), field=name)


def refuse_names(texts: Mapping[str, str], area: ShoppingArea) -> None:
    """Refuse a text that holds the whole name of somebody in the register, or of who works with it.

    Only for who knows the register: a refusal tells that there is such a name.
    """
    named = [words_in(name) for name in _staff(area)] + [words_in(name) for name in _registered(area)]
    # One word alone is a shop or a street as easily as somebody.
    named = [name for name in named if len(name) > 1]
    for field, text in texts.items():
        sentences = [words_in(sentence) for sentence in re.split(r"[\n.!?;]", text)]
        if any(name <= said for name in named for said in sentences):
            raise Refusal("names_somebody", _("Schrijf geen namen op. Noem alleen functies."), field=field)


def words_in(text: str) -> frozenset[str]:
    """The words of a whole text as names are compared, without particles and what is shorter than a name."""
    found = {word for piece in _pieces(text) for word, _cut in words_of(piece)}
    return frozenset(word for word in found - particles() if len(word) > NAMES_ARE_LONGER_THAN)


def _pieces(text: str) -> list[str]:
    """A name is read as far as a field of a form goes: a sentence is longer."""
    words = text.split()
    return [" ".join(words[start : start + 3]) for start in range(0, len(words), 3)]


def _staff(area: ShoppingArea) -> list[str]:
    return list(User.objects.filter(memberships__area=area).distinct().values_list("name", flat=True))


def _registered(area: ShoppingArea) -> list[str]:
    names = []
    for person in Person.objects.filter(area=area):
        try:
            names.append(f"{person.given_name} {person.family_name}")
        except Unreadable:
            continue
    return names
