"""The catalogue of measures: read from reviewed files inside this app, checked whole, then loaded whole.

One file per category in toolbox/catalogue/*.yaml, one list item per measure. Each key of an item is a field
of `Measure`; `parties`, `partners`, `problems` and `settings` are lists of codes from vocabulary.py.
A wrong file changes nothing: every complaint is collected first, with its file and line.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from audit import log

from . import vocabulary as words
from .models import Measure
from .reading import Entry, read_files

FOLDER = Path(__file__).resolve().parent / "catalogue"

CHOICES: dict[str, type] = {
    "category": words.Category,
    "kind": words.Kind,
    "trigger": words.Trigger,
    "severity": words.Severity,
    "data_class": words.DataClass,
    "status": words.Status,
    "confidence": words.Confidence,
    "evidence": words.Evidence,
    "source_support": words.SourceSupport,
}
LISTS: dict[str, type] = {
    "parties": words.Party,
    "partners": words.Party,
    "problems": words.Problem,
    "settings": words.Setting,
}
FLAGS = ("person_directed", "awaits_legal_review", "existed_nov_2020")
PAIRS = ("title", "summary", "conditions")
OPTIONAL_PAIRS = ("privacy", "status_note")
TEXTS = ("code", "legal_basis", "duration", "source")
MAY_BE_EMPTY = {"partners"}
REQUIRED = {
    *CHOICES,
    *LISTS,
    *FLAGS,
    *TEXTS,
    *(f"{name}_{tongue}" for name in PAIRS for tongue in ("nl", "en")),
}
OPTIONAL = {"other_sources", *(f"{name}_{tongue}" for name in OPTIONAL_PAIRS for tongue in ("nl", "en"))}


class CatalogueError(Exception):
    """The files cannot be loaded. `complaints` says what is wrong, each with its file and line."""

    def __init__(self, complaints: list[str]):
        super().__init__("\n".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True)
class Outcome:
    """What loading did."""

    added: int
    changed: int
    unchanged: int
    ended: int


def complaints_about(entry: Entry) -> list[str]:
    """Everything that is wrong with one measure, in words."""
    facts = entry.facts
    found = [f"unknown key '{key}'" for key in sorted(facts.keys() - REQUIRED - OPTIONAL, key=str)]
    found += [f"'{key}' is missing" for key in sorted(REQUIRED - facts.keys())]
    for key, value in facts.items():
        found += _complaints_about_value(key, value)
    for name in OPTIONAL_PAIRS:
        if bool(facts.get(f"{name}_nl")) != bool(facts.get(f"{name}_en")):
            found.append(f"'{name}' needs both languages or neither")
    return [f"{entry.place}: {facts.get('code', '?')}: {complaint}" for complaint in found]


def _complaints_about_value(key: str, value: Any) -> list[str]:
    if key in CHOICES:
        known = CHOICES[key].values  # type: ignore[attr-defined]
        return [] if value in known and not isinstance(value, bool) else [f"'{key}' has the unknown value {value!r}"]
    if key in LISTS:
        return _complaints_about_list(key, value)
    if key in FLAGS:
        return [] if isinstance(value, bool) else [f"'{key}' must be true or false"]
    if key == "other_sources":
        whole = isinstance(value, list) and all(_is_address(item) for item in value)
        return [] if whole else ["'other_sources' must be a list of web addresses"]
    if key in REQUIRED | OPTIONAL:
        return _complaints_about_text(key, value)
    return []


def _complaints_about_list(key: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        return [f"'{key}' must be a list"]
    if not value and key not in MAY_BE_EMPTY:
        return [f"'{key}' must not be empty"]
    known = LISTS[key].values  # type: ignore[attr-defined]
    return [f"'{key}' has the unknown value {item!r}" for item in value if item not in known]


def _complaints_about_text(key: str, value: Any) -> list[str]:
    if not isinstance(value, str) or not value.strip():
        return [f"'{key}' must be a text"]
    if key == "source" and not _is_address(value):
        return ["'source' must be a web address"]
    if key == "code" and not all(part.isalnum() and part.isascii() for part in value.split("-")):
        return ["'code' must be lower-case words joined by hyphens"]
    field = Measure._meta.get_field(key)
    limit = getattr(field, "max_length", None)
    return [f"'{key}' is longer than {limit} characters"] if limit and len(value) > limit else []


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def read(folder: Path = FOLDER) -> list[Entry]:
    """Read and check every file; raise `CatalogueError` with all complaints at once."""
    entries, complaints = read_files(folder)
    seen: dict[str, str] = {}
    for entry in entries:
        complaints += complaints_about(entry)
        code = str(entry.facts.get("code"))
        if code in seen:
            complaints.append(f"{entry.place}: {code}: already stands at {seen[code]}")
        seen.setdefault(code, entry.place)
    if not entries and not complaints:
        complaints.append(f"{folder.name}: there are no measures here")
    if complaints:
        raise CatalogueError(complaints)
    return entries


def checksum(facts: dict[str, Any]) -> str:
    """A fingerprint of the content: equal facts give an equal one, in whatever order they stand."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def load(folder: Path = FOLDER, *, by: Any, on: dt.date) -> Outcome:
    """Bring the catalogue up to date with the files; repeating it, or a wrong file, changes nothing.

    A changed measure gets a new version and its old one ends; so does one that left the files.
    No version is overwritten.
    """
    entries = read(folder)
    open_versions = {measure.code: measure for measure in Measure.objects.open().select_for_update()}
    late = [m for m in open_versions.values() if m.valid_from > on]
    if late:
        raise CatalogueError([f"{late[0].code}: the present version starts later, on {late[0].valid_from}"])
    added = changed = unchanged = 0
    for entry in entries:
        present = open_versions.pop(entry.facts["code"], None)
        if present is None:
            added += 1
        elif present.checksum == checksum(entry.facts):
            unchanged += 1
            continue
        else:
            changed += 1
            _end(present, on=on)
        _open_version(entry.facts, on=on)
    for gone in open_versions.values():
        _end(gone, on=on)
    outcome = Outcome(added, changed, unchanged, len(open_versions))
    if added or changed or outcome.ended:
        log.record("toolbox.loaded", subject="toolbox", by=by, **vars(outcome))
    return outcome


def _end(measure: Measure, *, on: dt.date) -> None:
    measure.valid_until = on
    measure.save(update_fields=["valid_until"])


def _open_version(facts: dict[str, Any], *, on: dt.date) -> Measure:
    latest = Measure.objects.filter(code=facts["code"]).order_by("-version").first()
    texts = (facts[key] for key in ("title_nl", "title_en", "summary_nl", "summary_en", "legal_basis"))
    measure = Measure(
        version=latest.version + 1 if latest else 1,
        valid_from=on,
        checksum=checksum(facts),
        search_text=" ".join(texts).casefold(),
    )
    for key, value in facts.items():
        setattr(measure, key, value)
    measure.save(force_insert=True)
    return measure


def measure_for(code: str, *, on: dt.date) -> Measure | None:
    """The version of this measure that holds on this day, if there is one."""
    return Measure.objects.in_force(on).filter(code=code).first()
