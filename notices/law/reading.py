"""The built-in texts of law, read once from `texts.yaml`."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .texts import PARTS, LawText, Subject

TEXTS = Path(__file__).parent / "texts.yaml"
NEEDED = ("valid_from", "checked_on", "source")


class BadLawError(ValueError):
    """The file cannot be used; says which text, and why."""


@lru_cache(maxsize=1)
def built_in() -> tuple[LawText, ...]:
    """Every text that comes with Drempel."""
    return read_law(TEXTS.read_text(encoding="utf-8"))


def read_law(data: str) -> tuple[LawText, ...]:
    """The texts in a YAML document. Refuses a subject without any, a part too many and a part too few."""
    known = yaml.safe_load(data)
    if set(known) != set(Subject.values):
        raise BadLawError(f"the subjects are {', '.join(Subject.values)}")
    return tuple(_text(subject, entry) for subject in Subject for entry in known[subject])


def _text(subject: Subject, entry: dict[str, Any]) -> LawText:
    parts = {*PARTS[subject], *NEEDED}
    if set(entry) != parts:
        wrong = ", ".join(sorted(parts.symmetric_difference(entry)))
        raise BadLawError(f"{subject}, from {entry.get('valid_from')}: missing or unknown: {wrong}")
    return LawText(subject=subject, **entry)
