"""What a file of the catalogue must hold. Every complaint names its file and line, and none hides another."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from . import vocabulary as words
from .reading import Entry

CHOICES: dict[str, Any] = {
    "category": words.Category,
    "kind": words.Kind,
    "trigger": words.Trigger,
    "severity": words.Severity,
    "data_class": words.DataClass,
    "effect_strength": words.EffectStrength,
    "status": words.Status,
    "confidence": words.Confidence,
    "evidence": words.Evidence,
    "source_support": words.SourceSupport,
}
LISTS: dict[str, Any] = {
    "parties": words.Party,
    "partners": words.Party,
    "deciders": words.Party,
    "problems": words.Problem,
    "settings": words.Setting,
}
MAY_BE_EMPTY = {"partners", "deciders"}
FLAGS = ("person_directed", "awaits_legal_review", "existed_nov_2020", "named_in_article")
# Texts in two languages, and how long each may be.
PAIRS = {
    "title": 120,
    "summary": 400,
    "about": 1500,
    "legal_basis": 300,
    "duration": 200,
    "costs": 600,
    "effect": 1000,
}
OPTIONAL_PAIRS = {"privacy": 800, "status_note": 800}
# Lists of texts in two languages: the fewest and the most.
LIST_PAIRS = {"conditions": (1, 6), "steps": (3, 7), "also_called": (1, 8)}
PARALLEL = ("conditions", "steps")
REFERENCES = ("lighter", "heavier")
ADDRESSES = ("law_checked_against", "other_sources")
TONGUES = ("nl", "en")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REQUIRED = {
    *("code", "source", "reviewed_by", "reviewed_on", "history", "law_checked_on", "law_checked_against"),
    *CHOICES,
    *LISTS,
    *FLAGS,
    *REFERENCES,
    *(f"{name}_{tongue}" for name in (*PAIRS, *LIST_PAIRS) for tongue in TONGUES),
}
OPTIONAL = {"other_sources", *(f"{name}_{tongue}" for name in OPTIONAL_PAIRS for tongue in TONGUES)}


def complaints_about(entries: list[Entry]) -> list[str]:
    """Everything that is wrong with these measures, each alone and between them."""
    found = [f"{entry.at(key)}: {entry.code}: {text}" for entry in entries for key, text in _alone(entry)]
    return [*found, *_between(entries)]


def _alone(entry: Entry) -> Iterator[tuple[str, str]]:
    facts = entry.facts
    for key in sorted(facts.keys() - REQUIRED - OPTIONAL, key=str):
        yield str(key), f"unknown key '{key}'"
    for key in sorted(REQUIRED - facts.keys()):
        yield "code", f"'{key}' is missing"
    for key, value in facts.items():
        if isinstance(key, str):
            for text in _about_value(key, value):
                yield key, text
    yield from _about_pairs(facts)
    if facts.get("code") != entry.path.stem:
        yield "code", f"the file is called '{entry.path.stem}' and the code is {facts.get('code')!r}"
    if bool(facts.get("law_checked_on")) != bool(facts.get("law_checked_against")):
        yield "law_checked_on", "a check of the law needs a date and what it was checked against, or neither"


def _about_value(key: str, value: Any) -> Iterator[str]:
    name, _, tongue = key.rpartition("_")
    if key in CHOICES:
        if isinstance(value, bool) or value not in CHOICES[key].values:
            yield f"'{key}' has the unknown value {value!r}"
    elif key in LISTS:
        yield from _about_list(key, value, LISTS[key].values)
    elif key in REFERENCES:
        yield from _about_list(key, value, None)
    elif key in FLAGS:
        if not isinstance(value, bool):
            yield f"'{key}' must be true or false"
    elif key in ADDRESSES:
        if not isinstance(value, list) or not all(_is_address(item) for item in value):
            yield f"'{key}' must be a list of web addresses"
    elif tongue in TONGUES and name in LIST_PAIRS:
        yield from _about_texts(key, value, *LIST_PAIRS[name])
    elif key == "history":
        yield from _about_history(value)
    elif key in ("reviewed_on", "law_checked_on"):
        if not (_is_day(value) or (value is None and key == "law_checked_on")):
            yield f"'{key}' must be a day as 2026-11-26"
    elif key == "code":
        if not isinstance(value, str) or not CODE.fullmatch(value):
            yield "'code' must be lower-case words joined by hyphens"
    elif key == "source":
        if not _is_address(value):
            yield "'source' must be a web address"
    elif key in REQUIRED | OPTIONAL:
        limit = {**PAIRS, **OPTIONAL_PAIRS}.get(name, 120)
        if not isinstance(value, str) or not value.strip():
            yield f"'{key}' must be a text"
        elif len(value) > limit:
            yield f"'{key}' is longer than {limit} characters"


def _about_list(key: str, value: Any, known: list[Any] | None) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        yield f"'{key}' must be a list of codes"
        return
    if not value and key not in MAY_BE_EMPTY and known is not None:
        yield f"'{key}' must not be empty"
    if len(set(value)) != len(value):
        yield f"'{key}' names one twice"
    for item in value:
        if known is not None and item not in known:
            yield f"'{key}' has the unknown value {item!r}"


def _about_texts(key: str, value: Any, fewest: int, most: int) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        yield f"'{key}' must be a list of texts"
    elif not fewest <= len(value) <= most:
        yield f"'{key}' must have {fewest} to {most} items and has {len(value)}"


def _about_history(value: Any) -> Iterator[str]:
    whole = isinstance(value, list) and all(
        isinstance(item, dict)
        and item.keys() == {"date", *TONGUES}
        and _is_day(item["date"])
        and all(isinstance(item[tongue], str) and item[tongue] for tongue in TONGUES)
        for item in value
    )
    if not whole or not value:
        yield "'history' must be a list of items with a day 'date' and the texts 'nl' and 'en'"


def _about_pairs(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in OPTIONAL_PAIRS:
        if bool(facts.get(f"{name}_nl")) != bool(facts.get(f"{name}_en")):
            yield f"{name}_nl", f"'{name}' needs both languages or neither"
    for name in PARALLEL:
        sides = [facts.get(f"{name}_{tongue}") for tongue in TONGUES]
        if all(isinstance(side, list) for side in sides) and len(sides[0] or ()) != len(sides[1] or ()):
            yield f"{name}_en", f"'{name}' has another number of items in each language"


def _between(entries: list[Entry]) -> Iterator[str]:
    """What only shows when one looks at all of them: a code twice, and a reference to nothing or the wrong way."""
    known: dict[str, Entry] = {}
    for entry in entries:
        if entry.code in known:
            yield f"{entry.at()}: {entry.code}: already stands at {known[entry.code].at()}"
        known.setdefault(entry.code, entry)
    for entry in entries:
        for key in REFERENCES:
            for code in entry.facts.get(key) or ():
                if isinstance(code, str) and (text := _about_reference(entry, key, known.get(code), code)):
                    yield f"{entry.at(key)}: {entry.code}: {text}"


def _about_reference(entry: Entry, key: str, other: Entry | None, code: str) -> str:
    if other is None:
        return f"'{key}' names '{code}', which is not in the catalogue"
    if other is entry:
        return f"'{key}' names the measure itself"
    own, theirs = entry.facts.get("severity"), other.facts.get("severity")
    if not isinstance(own, int) or not isinstance(theirs, int):
        return ""
    if (theirs > own) if key == "lighter" else (theirs < own):
        return f"'{key}' names '{code}', which cuts {'deeper' if key == 'lighter' else 'less deep'}"
    return ""


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def _is_day(value: Any) -> bool:
    try:
        return bool(dt.date.fromisoformat(value))
    except (TypeError, ValueError):
        return False
