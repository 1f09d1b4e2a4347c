"""What a check says of one registration, and the list of all checks."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Verdict(StrEnum):
    """`MISSING`: the facts to judge by are not there (any more). That is told, and nothing is concluded from it."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"


class Result(NamedTuple):
    """A verdict with what was found. Most results are only counted, so that words are made of it when somebody asks."""

    verdict: Verdict
    found: dict[str, Any]

    @property
    def facts(self) -> dict[str, Any]:
        """What the verdict rests on: dates, codes and numbers, never a name or a text."""
        return {name: _value(value) for name, value in self.found.items() if value is not None}


def passed(**facts: Any) -> Result:
    return Result(Verdict.PASS, facts)


def failed(**facts: Any) -> Result:
    return Result(Verdict.FAIL, facts)


def not_applicable(**facts: Any) -> Result:
    return Result(Verdict.NOT_APPLICABLE, facts)


def missing(**facts: Any) -> Result:
    return Result(Verdict.MISSING, facts)


def holds(good: bool, **facts: Any) -> Result:
    return passed(**facts) if good else failed(**facts)


class About(StrEnum):
    """What a check judges, one of them at a time."""

    MEASURE = "measure"
    BREACH = "breach"
    SHOP = "shop"
    AREA = "area"
    ERASURE = "erasure"
    COUNTER = "counter"
    REQUEST = "request"


@dataclass(frozen=True)
class Check:
    """One rule, or one side of it, over one kind of registration."""

    code: str
    rules: tuple[str, ...]
    about: About
    says: Any
    judge: Callable[[Any], Result]


CHECKS: dict[str, Check] = {}


def check(*rules: str, about: About, says: Any) -> Callable[[Callable[[Any], Result]], Callable[[Any], Result]]:
    """Make a function a check. Its name is its code; `says` is what holds when it passes."""

    def add(judge: Callable[[Any], Result]) -> Callable[[Any], Result]:
        if judge.__name__ in CHECKS:
            raise ValueError(f"There are two checks called {judge.__name__}.")
        CHECKS[judge.__name__] = Check(judge.__name__, rules, about, says, judge)
        return judge

    return add


def checks_about(about: About) -> list[Check]:
    return [one for one in CHECKS.values() if one.about is about]


def rules_checked() -> set[str]:
    return {rule for one in CHECKS.values() for rule in one.rules}


def _value(value: Any) -> Any:
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Iterable):
        return sorted(str(one) for one in value)
    return str(value)
