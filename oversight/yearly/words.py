"""What people write in the report, and what may not stand there: nobody's name, and nothing that leads to a file."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from bans.encryption import Unreadable
from bans.free_text import check_free_text
from bans.models import Incident, Person, Sanction
from bans.names.folding import words_of
from bans.names.lists import particles
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from rights.models import Request

from .models import MOST, YearlyReport

# Shorter than every reference that there is.
TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,}")
REQUEST = re.compile(r"\b[A-Za-z] ?[0-9A-Za-z]{4} ?[0-9A-Za-z]{4}\b")
NAMES_ARE_LONGER_THAN = 2


@dataclass(frozen=True)
class Judgement:
    """What a person adds to the figures. A draft may leave all of it open."""

    held_on: dt.date | None = None
    took_part: str = ""
    went_well: str = ""
    must_change: str = ""
    needed: str = ""
    conclusions: str = ""
    agreed: str = ""

    @classmethod
    def of(cls, report: YearlyReport | None) -> "Judgement":
        """That of a report, or an empty one."""
        return cls(**{one.name: getattr(report, one.name) for one in fields(cls)}) if report else cls()

    @property
    def texts(self) -> Mapping[str, str]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "held_on"}

    @property
    def open_fields(self) -> list[str]:
        """What is not filled in yet, in order."""
        return [one.name for one in fields(self) if not getattr(self, one.name)]


def checked(judgement: Judgement, *, area: ShoppingArea) -> Judgement:
    """The same without blanks around it. Refuses what no text may hold (R68), what is too long, a name of the register
    or of who works with it, and a reference of a file."""
    texts = {name: text.replace("\r\n", "\n").strip() for name, text in judgement.texts.items()}
    for name, text in texts.items():
        if len(text) > MOST:
            raise Refusal("too_long", _("Schrijf hier niet meer dan %d tekens.") % MOST, field=name)
        check_free_text(text, name)
    written = {name: text for name, text in texts.items() if text}
    if written:
        _refuse_references(written, area)
        _refuse_names(written, area)
    return Judgement(held_on=judgement.held_on, **texts)


def _refuse_references(texts: Mapping[str, str], area: ShoppingArea) -> None:
    for name, text in texts.items():
        tokens = {found.upper() for found in TOKEN.findall(text)}
        numbers = {found.replace(" ", "").upper() for found in REQUEST.findall(text)}
        known = (
            Sanction.objects.filter(area=area, reference__in=tokens),
            Incident.objects.filter(area=area, reference__in={token.lower() for token in tokens}),
            Request.objects.filter(area=area, number__in=numbers | tokens),
        )
        if any(rows.exists() for rows in known):
            raise Refusal(
                "reference", _("Hier staat het kenmerk van een dossier. Dat hoort niet in het verslag."), field=name
            )


def _refuse_names(texts: Mapping[str, str], area: ShoppingArea) -> None:
    named = [_words(name) for name in _staff(area)] + [_words(name) for name in _registered(area)]
    # One word alone is a shop or a street as easily as somebody.
    named = [name for name in named if len(name) > 1]
    for field, text in texts.items():
        sentences = [_words(sentence) for sentence in re.split(r"[\n.!?;]", text)]
        if any(name <= said for name in named for said in sentences):
            raise Refusal("names_somebody", _("Schrijf geen namen op. Noem alleen functies."), field=field)


def _words(text: str) -> frozenset[str]:
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
