"""How measures hang together: ladders, pairs, example plans, and what is never done. Read once from taxonomy.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .models import tongue

FILE = Path(__file__).resolve().parent / "taxonomy.yaml"


@dataclass(frozen=True)
class Told:
    """Something with a title in both languages."""

    code: str
    titles: dict[str, str]

    @property
    def title(self) -> str:
        return self.titles[tongue()]


@dataclass(frozen=True)
class Ladder(Told):
    """Measures from light to heavy: who takes a step says why the ones below it were not enough."""

    steps: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """What two measures are to each other; `kind` is one of the keys of `RELATIONS`."""

    kind: str
    a: str
    b: str
    notes: dict[str, str]
    source: str

    @property
    def note(self) -> str:
        return self.notes[tongue()]


@dataclass(frozen=True)
class ExamplePlan(Told):
    measures: tuple[str, ...]
    problems: dict[str, str]

    @property
    def problem(self) -> str:
        return self.problems[tongue()]


@dataclass(frozen=True)
class ExcludedPractice(Told):
    """What nobody does, why, and which measures there are instead."""

    reasons: dict[str, str]
    instead: tuple[str, ...]
    words: tuple[str, ...]
    source: str

    @property
    def reason(self) -> str:
        return self.reasons[tongue()]


@dataclass(frozen=True)
class Taxonomy:
    ladders: tuple[Ladder, ...]
    relations: tuple[Relation, ...]
    example_plans: tuple[ExamplePlan, ...]
    excluded: tuple[ExcludedPractice, ...]

    def codes(self) -> set[str]:
        """Every measure that is named anywhere in it."""
        named = {code for ladder in self.ladders for code in ladder.steps}
        named |= {code for relation in self.relations for code in (relation.a, relation.b)}
        named |= {code for plan in self.example_plans for code in plan.measures}
        return named | {code for practice in self.excluded for code in practice.instead}

    def about(self, code: str) -> list[Relation]:
        return [relation for relation in self.relations if code in (relation.a, relation.b)]


def _pair(item: dict[str, Any], name: str) -> dict[str, str]:
    return {"nl": item[f"{name}_nl"], "en": item[f"{name}_en"]}


@cache
def taxonomy() -> Taxonomy:
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Taxonomy(
        ladders=tuple(Ladder(item["code"], _pair(item, "title"), tuple(item["steps"])) for item in raw["ladders"]),
        relations=tuple(
            Relation(item["kind"], item["a"], item["b"], _pair(item, "note"), item["source"])
            for item in raw["relations"]
        ),
        example_plans=tuple(
            ExamplePlan(item["code"], _pair(item, "title"), tuple(item["measures"]), _pair(item, "problem"))
            for item in raw["example_plans"]
        ),
        excluded=tuple(
            ExcludedPractice(
                item["code"],
                _pair(item, "title"),
                _pair(item, "reason"),
                tuple(item["instead"]),
                tuple(item["words"]),
                item["source"],
            )
            for item in raw["excluded"]
        ),
    )
