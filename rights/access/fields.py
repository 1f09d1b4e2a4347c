"""Each column of a row as the person may read it: the value, its words, or what stands in place of another (R65)."""

import base64
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bans import names
from bans.appearance import describe
from bans.encryption import Unreadable
from bans.models import Person
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.rules import WITHOUT_OPENING
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from .labels import label_of
from .masking import Masks, is_account, masked_words

# Columns that are not told, with the reason.
LEFT_OUT = {
    "notices.Notice.html": "The page from which the letter was printed; the letter itself is told.",
    "notices.Notice.code_digest": "Opens the page about the letter.",
    "rights.AccessExport.pdf": "An earlier overview, which the person was given.",
    "rights.AccessExport.json": "An earlier overview, which the person was given.",
    "bans.LookAlike.digest": "Stands for the name of somebody else.",
    "bans.CounterCheck.device": "The till of a shop; who asked is told by kind of organisation.",
    "bans.PaperRow.job": "Work of the computer, without anything about anybody.",
    "notices.ReminderSent.digest": "A mail to somebody who works for us.",
}
# What a shop, the police or the file got, in which others are named; what it says of the person is told in words.
NOT_FOR_THE_PERSON = WITHOUT_OPENING
OF_OTHERS = frozenset({"staff", "account"})
NEVER = frozenset({"key"})
# In a row of a paper register these cells name who saw it.
CELLS_OF_OTHERS = frozenset({"gezien_door", "functie"})


@dataclass(frozen=True)
class Cell:
    """One value: for a machine, and in words. `masked`: it is about another, and the words stand in its place."""

    name: str
    label: str
    value: Any
    text: str
    masked: bool = False
    image: bool = False


def told_columns(model: type[Model]) -> list[Field]:
    """The columns that are told: all but keys, what leads to rows that are told themselves, and what is left out."""
    return [column for column in model._meta.concrete_fields if _is_told(model, column)]


def _is_told(model: type[Model], column: Field) -> bool:
    if column.primary_key or column.related_model in (ShoppingArea, Person):
        return False
    if f"{model._meta.label}.{column.name}" in LEFT_OUT:
        return False
    return class_of(model, column.name) not in NEVER


def class_of(model: type[Model], column: str) -> str:
    """What kind of data it is, as the model says."""
    return model.Privacy.fields[column]  # type: ignore[attr-defined]


def cells_of(row: Model, masks: Masks) -> list[Cell]:
    """What this row holds, without what is empty."""
    cells = (_cell(row, column, masks) for column in told_columns(type(row)))
    return [cell for cell in cells if cell is not None]


def _cell(row: Model, column: Field, masks: Masks) -> Cell | None:
    label = label_of(column)
    if isinstance(column, ForeignKey):
        return _of_another_table(row, column, label, masks)
    try:
        value = getattr(row, column.attname)
    except Unreadable:
        return Cell(column.name, label, None, _("(niet te lezen)"))
    if value in (None, "", [], {}, b""):
        return None
    by_hand = BY_HAND.get(f"{row._meta.label}.{column.name}")
    if by_hand:
        return by_hand(row, column.name, label, value, masks)
    if class_of(type(row), column.name) in OF_OTHERS and isinstance(value, str):
        return Cell(column.name, label, None, masked_words(column.name), masked=True)
    if isinstance(value, str) and column.choices:
        return Cell(column.name, label, value, str(dict(column.flatchoices).get(value, value)))
    if isinstance(value, str):
        value = masks.without_names(value)
    return Cell(column.name, label, for_machine(value), in_words(value))


def for_machine(value: Any) -> Any:
    """Dates as ISO, moments with their offset from UTC, bytes as base64."""
    if isinstance(value, dt.datetime):
        return value.astimezone(DUTCH_TIME).isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def in_words(value: Any) -> str:
    """As it is read, by the Dutch clock."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, dt.datetime):
        return date_format(value.astimezone(DUTCH_TIME), "j F Y H:i")
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {in_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)
    return "" if isinstance(value, bytes) else str(value)


def _of_another_table(row: Model, column: Field, label: str, masks: Masks) -> Cell | None:
    key = getattr(row, column.attname)
    if key is None:
        return None
    if is_account(column):
        return Cell(column.name, label, None, masks.employee(key), masked=True)
    if row._meta.label == "bans.CounterCheck":
        return Cell(column.name, label, None, _("de balie van een winkel"), masked=True)
    words = _called(getattr(row, column.name))
    return Cell(column.name, label, words, words) if words else None


def _called(row: Model) -> str:
    """What a row of another table is called where this one points at it."""
    if isinstance(row, Notice):
        return _("%(kind)s, versie %(number)s") % {"kind": row.get_kind_display(), "number": row.version}
    for name in ("reference", "name", "number"):
        if hasattr(row, name):
            return str(getattr(row, name))
    return ""


Told = Callable[[Any, str, str, Any, Masks], Cell | None]


def _photo(_row: Any, name: str, label: str, value: bytes, _masks: Masks) -> Cell:
    encoded = {"media_type": "image/jpeg", "base64": for_machine(value)}
    return Cell(name, label, encoded, label, image=True)


def _letter(row: Notice, name: str, label: str, value: bytes, _masks: Masks) -> Cell:
    if LetterKind(row.kind) in NOT_FOR_THE_PERSON:
        text = _("Hierin staan namen van anderen. Wat er over u in staat, vindt u in dit overzicht.")
        return Cell(name, label, None, text, masked=True)
    encoded = {"media_type": "application/pdf", "base64": for_machine(value)}
    return Cell(name, label, encoded, _("staat in het bestand bij dit overzicht"))


def _appearance(_row: Any, name: str, label: str, value: dict[str, str], _masks: Masks) -> Cell:
    return Cell(name, label, value, describe(value))


def _match(_row: Any, name: str, label: str, value: dict[str, str], _masks: Masks) -> Cell | None:
    """Why the names are alike; what was asked may be the name of another."""
    reasons = value.get("reasons", "").split()
    return Cell(name, label, reasons, names.in_words(reasons)) if reasons else None


def _paper(_row: Any, name: str, label: str, value: dict[str, str], masks: Masks) -> Cell:
    told = {key: masks.without_names(cell) for key, cell in value.items() if cell and key not in CELLS_OF_OTHERS}
    return Cell(name, label, told, in_words(told))


def _for_whom(_row: Any, name: str, label: str, value: list[str], _masks: Masks) -> Cell:
    kinds = sorted({_("een winkel") if "business" in one else _("de vereniging") for one in value})
    return Cell(name, label, kinds, in_words(kinds), masked=True)


def _weekdays(_row: Any, name: str, label: str, value: list[int], _masks: Masks) -> Cell:
    return Cell(name, label, value, ", ".join(str(WEEKDAYS[day]) for day in sorted(value)))


def _erased_rules(row: Any, name: str, label: str, value: list[str], _masks: Masks) -> Cell:
    return Cell(name, label, value, ", ".join(row.reasons))


def _erased_kinds(row: Any, name: str, label: str, value: dict[str, int], _masks: Masks) -> Cell:
    return Cell(name, label, value, ", ".join(f"{count} {words}" for words, count in row.contents))


def _touched(_row: Any, name: str, label: str, value: dict[str, int], _masks: Masks) -> Cell | None:
    """In counts, and only what there was."""
    counted = {key: count for key, count in value.items() if count}
    words = ", ".join(f"{TOUCHED.get(key, key)}: {count}" for key, count in counted.items())
    return Cell(name, label, counted, words) if counted else None


TOUCHED = {
    "letters": gettext_lazy("brieven"),
    "shops": gettext_lazy("winkels"),
    "seen_by": gettext_lazy("winkels die de gegevens zagen"),
    "sheets": gettext_lazy("bladen voor de politie"),
    "resting": gettext_lazy("maatregelen die erop volgden"),
    "breaches": gettext_lazy("gemelde overtredingen"),
    "beside": gettext_lazy("andere maatregelen na hetzelfde voorval"),
    "requests": gettext_lazy("verzoeken"),
    "counters": gettext_lazy("balies"),
    "look_alikes": gettext_lazy("mensen die op u lijken"),
    "jobs": gettext_lazy("werk dat nog wachtte"),
    "snoozes": gettext_lazy("uitgestelde herinneringen"),
}
NEEDED = {
    "approve": gettext_lazy("goedkeuring door een tweede persoon"),
    "check": gettext_lazy("controle door de vereniging"),
}


def _needed(_row: Any, name: str, label: str, value: str, _masks: Masks) -> Cell:
    return Cell(name, label, value, str(NEEDED.get(value, _("niets"))))


# Columns of which a machine's value says little, or more than it should.
BY_HAND: dict[str, Told] = {
    "bans.Photo.jpeg": _photo,
    "notices.Service.signature": _photo,
    "notices.Notice.pdf": _letter,
    "bans.Person.appearance": _appearance,
    "bans.CounterCheck.match": _match,
    "bans.PaperRow.cells": _paper,
    "bans.Sanction.proposed_for": _for_whom,
    "bans.Sanction.needs_approval": _needed,
    "bans.EntryException.weekdays": _weekdays,
    "rights.Correction.touched": _touched,
    "bans.Erasure.rules": _erased_rules,
    "bans.Erasure.kinds": _erased_kinds,
}
