"""Which data the register holds, in Dutch, from what each model says of its fields (`Privacy`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from participants.privacy import CLASSES, Viewer, access_to
from rights.access.labels import has_words, label_of

from .reading import dpia

APPS = ("bans", "notices", "rights", "oversight", "participants", "audit", "toolbox", "config")
PLAIN = "plain"


@dataclass(frozen=True)
class Class:
    name: str
    purpose: str
    seen_by: str
    ends: str


@dataclass(frozen=True)
class Line:
    """Columns of one class in one table that the same people see."""

    table: str
    kind: str
    fields: str
    seen_by: str


def classes() -> list[Class]:
    words = dpia()["classes"]
    return [
        Class(words[name]["name"], words[name]["purpose"], people(kind.access.seen_by), words[name]["ends"])
        for name, kind in CLASSES.items()
    ]


def people(viewers: Iterable[str]) -> str:
    found = set(viewers)
    return ", ".join(dpia()["viewers"][viewer] for viewer in Viewer if viewer in found) or dpia()["nobody"]


def lines() -> list[Line]:
    """Every table that holds more than plain data. A table that was added is here by itself."""
    return [line for label in APPS for model in _models(label) for line in _lines(model)]


def _models(label: str) -> list[Any]:
    return sorted(apps.get_app_config(label).get_models(), key=lambda model: model.__name__)


def _lines(model: Any) -> Iterator[Line]:
    rows: dict[tuple[str, str], list[str]] = {}
    for name, kind in model.Privacy.fields.items():
        if kind != PLAIN:
            seen = people(access_to(f"{model._meta.label}.{name}", kind).seen_by)
            rows.setdefault((kind, seen), []).append(_field(model, name))
    for (kind, seen), names in sorted(rows.items()):
        yield Line(_table(model), dpia()["classes"][kind]["name"], ", ".join(names), seen)


def _table(model: Any) -> str:
    return str(dpia()["tables"].get(model._meta.label) or model._meta.verbose_name)


def _field(model: Any, name: str) -> str:
    column = model._meta.get_field(name)
    if name in dpia()["fields"]:
        return str(dpia()["fields"][name])
    # A label of a form may ask something.
    words = (label_of(column) if has_words(column) else str(column.verbose_name)).rstrip("?")
    return words[:1].lower() + words[1:]
