"""The texts of this room: what parameters mean, the DPIA, its risks and its open points. Dutch, as the papers are."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class StandardPoint:
    """What no software can decide, and who should be asked."""

    code: str
    asks: str
    why: str
    who: str


@dataclass(frozen=True)
class Risk:
    """A risk for people, what is done against it, where that is kept, and the checks and rules that prove it."""

    harm: str
    measures: list[str]
    kept: str
    checks: list[str]
    rules: list[str]


@lru_cache(maxsize=8)
def _read(name: str) -> Any:
    return yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))


def standard_points() -> list[StandardPoint]:
    return [StandardPoint(**one) for one in _read("points")]


def risks() -> list[Risk]:
    return [Risk(**one) for one in _read("risks")]


def dpia() -> dict[str, Any]:
    return _read("dpia")


def edition() -> int:
    """Of the text of the DPIA that comes with the software."""
    return int(dpia()["edition"])


def parameter_groups() -> dict[str, str]:
    return _read("protocol")["groups"]


def parameters() -> dict[str, dict[str, Any]]:
    """What each parameter of a protocol means: its group, its unit or its words, and a sentence."""
    return _read("protocol")["parameters"]


def units() -> dict[str, list[str]]:
    """The word of each unit, for one and for more."""
    return _read("protocol")["units"]
