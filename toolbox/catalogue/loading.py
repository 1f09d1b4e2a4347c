"""Bringing the register's copy of the catalogue up to date with the reviewed files: whole, or not at all.

One file for each measure in `measures/<category>/<code>.yaml`; its keys are those of `checking`.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from audit import log

from .checking import complaints_about
from .models import Measure
from .reading import Entry, read_folder

FOLDER = Path(__file__).resolve().parent / "measures"


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


def read(folder: Path = FOLDER) -> list[Entry]:
    """Read and check every file; raise `CatalogueError` with all complaints at once."""
    entries, complaints = read_folder(folder)
    complaints += complaints_about(entries)
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
        present = open_versions.pop(entry.code, None)
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
    measure = Measure(
        code=facts["code"],
        version=latest.version + 1 if latest else 1,
        valid_from=on,
        checksum=checksum(facts),
        facts=facts,
    )
    measure.save(force_insert=True)
    return measure
