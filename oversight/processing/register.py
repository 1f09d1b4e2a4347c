"""The processing activities (art. 30 AVG), read once from the list beside this file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

LIST = Path(__file__).parent / "activities.yaml"
TEXTS = ("name", "purpose", "people", "data", "recipients", "kept")


@dataclass(frozen=True)
class Activity:
    """One activity in one version; its texts in Dutch and English."""

    code: str
    version: int
    purposes: tuple[str, ...]
    actions: tuple[str, ...]
    texts: dict[str, dict[str, str]]

    @property
    def id(self) -> str:
        return f"{self.code}-{self.version}"

    @property
    def uri(self) -> str:
        """What a line of the processing log calls it; the address leads to where it is explained."""
        return f"{settings.SITE_URL}{reverse('oversight:activities')}#{self.id}"

    def text(self, name: str) -> str:
        return self.texts[name]["en" if (get_language() or "nl").startswith("en") else "nl"]

    @property
    def told(self) -> dict[str, str]:
        """Its texts in the language of the reader."""
        return {name: self.text(name) for name in TEXTS}


@cache
def activities() -> tuple[Activity, ...]:
    return tuple(_read(entry) for entry in yaml.safe_load(LIST.read_text(encoding="utf-8")))


@cache
def activity_of(action: str, purpose: str) -> Activity:
    """The activity to which a line of the log belongs: by its action if that is named, else by its purpose."""
    named = [one for one in activities() if action in one.actions]
    return (named or [one for one in activities() if purpose in one.purposes])[0]


def subject_type() -> str:
    """What kind of identifying code a line carries: explained on the same page."""
    return f"{settings.SITE_URL}{reverse('oversight:activities')}#pseudonym"


def _read(entry: dict[str, Any]) -> Activity:
    return Activity(
        code=entry["code"],
        version=entry["version"],
        purposes=tuple(entry.get("purposes", ())),
        actions=tuple(entry.get("actions", ())),
        texts={name: entry[name] for name in TEXTS},
    )
