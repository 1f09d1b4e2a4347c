"""Reads the word lists, once: see words/README.md for what the lists mean."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "words"
CONTEXT = "context"
KINDS = ("always", "unless_thing", "before_person", "as_name", "places")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class WordList:
    """One list: what it is about, what to write instead, and its patterns by kind."""

    code: str
    name: dict[str, str]
    advice: dict[str, str]
    patterns: dict[str, re.Pattern[str]]
    exact: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Context:
    """Words that tell a person from a thing."""

    sets: dict[str, frozenset[str]]
    allowed: re.Pattern[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@lru_cache(maxsize=1)
def word_lists() -> tuple[WordList, ...]:
    """All lists but the context, in the order of their names."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yaml")) if path.stem != CONTEXT)


@lru_cache(maxsize=1)
def context() -> Context:
    """The words around, and the phrases that pass."""
    data = yaml.safe_load((FOLDER / f"{CONTEXT}.yaml").read_text(encoding="utf-8"))
    allowed = data.pop("allowed")
    return Context({name: frozenset(words.split()) for name, words in data.items()}, _pattern(allowed))


def alternatives(line: str) -> list[str]:
    """The alternatives of one line: what the bars outside all brackets separate."""
    parts, depth = [""], 0
    for sign in line:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _read(path: Path) -> WordList:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    patterns, exact = {}, {}
    for kind in KINDS:
        parts = [part for line in data.get(kind, ()) for part in alternatives(str(line))]
        written = frozenset(part[1:] for part in parts if part.startswith("="))
        loose = [part for part in parts if not part.startswith("=")]
        if loose:
            patterns[kind] = _pattern(loose)
        if written:
            exact[kind] = written
    return WordList(path.stem, data["name"], data["advice"], patterns, exact)


def _pattern(parts: list[str]) -> re.Pattern[str]:
    """One pattern of all, over whole words of a line of words; brackets group and do not capture."""
    joined = "|".join(re.sub(r"\((?!\?)", "(?:", part) for part in parts)
    return re.compile(rf"(?<= )(?:{joined})(?= )") if parts else NEVER
