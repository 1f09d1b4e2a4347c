"""The eleven questions of the legal test, read once from questions.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..catalogue.models import tongue

FILE = Path(__file__).resolve().parent / "questions.yaml"
TEXTS = ("short", "question", "meaning", "example", "if_no")


@dataclass(frozen=True)
class Fact:
    """Something that a question asks besides a yes or a no; `kind` is text, day or assessment."""

    code: str
    kind: str
    labels: dict[str, str]

    @property
    def label(self) -> str:
        return self.labels[tongue()]


@dataclass(frozen=True)
class Question:
    """One question, with what it means, an example of a good reason and what a no leads to."""

    number: int
    code: str
    texts: dict[str, str]
    facts: tuple[Fact, ...]

    @property
    def short(self) -> str:
        return self._spoken("short")

    @property
    def question(self) -> str:
        return self._spoken("question")

    @property
    def meaning(self) -> str:
        return self._spoken("meaning")

    @property
    def example(self) -> str:
        return self._spoken("example")

    @property
    def if_no(self) -> str:
        return self._spoken("if_no")

    def _spoken(self, name: str) -> str:
        return self.texts[f"{name}_{tongue()}"]


@cache
def questions() -> dict[str, Question]:
    """All of them by code, in the order in which they are asked."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {item["code"]: _question(number, item) for number, item in enumerate(raw, start=1)}


def _question(number: int, item: dict[str, Any]) -> Question:
    texts = {f"{name}_{tongue}": item[f"{name}_{tongue}"] for name in TEXTS for tongue in ("nl", "en")}
    facts = tuple(
        Fact(fact["code"], fact["fact"], {"nl": fact["label_nl"], "en": fact["label_en"]})
        for fact in item.get("facts", ())
    )
    return Question(number, item["code"], texts, facts)
