"""How full the catalogue is: counted from the files, and held against what we say of it."""

from collections import Counter
from dataclasses import dataclass

from .checking import LIST_PAIRS, PAIRS, REQUIRED, TONGUES
from .models import NO_GROUND
from .reading import Entry


@dataclass(frozen=True)
class Figure:
    """One count, of how many, and the least that we promise."""

    name: str
    count: int
    of: int
    promised: int

    @property
    def kept(self) -> bool:
        return self.count >= self.promised


# What the README and the pages say. Whoever takes a measure or a check away changes it here too.
PROMISED = {
    "measures": 134,
    "fields that must be filled": 6_400,
    "texts in both languages": 1_340,
    "steps to begin with": 780,
    "measures with a source": 134,
    "addresses of sources": 240,
    "law held against a source": 100,
    "effect known from more than hearsay": 25,
    "lighter or heavier alternatives": 430,
    "named in the source article": 7,
}


def figures(entries: list[Entry]) -> list[Figure]:
    """The counts, in the order of `PROMISED`."""
    facts = [entry.facts for entry in entries]
    pairs = [*PAIRS, *LIST_PAIRS]
    filled = sum(1 for row in facts for key in REQUIRED if row.get(key) not in ("", None))
    both = sum(1 for row in facts for name in pairs if all(row.get(f"{name}_{tongue}") for tongue in TONGUES))
    counted = {
        "measures": (len(facts), len(facts)),
        "fields that must be filled": (filled, len(facts) * len(REQUIRED)),
        "texts in both languages": (both, len(facts) * len(pairs)),
        "steps to begin with": (sum(len(row["steps_nl"]) for row in facts), 7 * len(facts)),
        "measures with a source": (sum(bool(row["source"]) for row in facts), len(facts)),
        "addresses of sources": (sum(1 + len(row.get("other_sources", ())) for row in facts), 0),
        "law held against a source": (sum(bool(row["law_checked_on"]) for row in facts), len(facts)),
        "effect known from more than hearsay": (
            sum(row["effect_strength"] in ("described", "compared", "reviewed") for row in facts),
            len(facts),
        ),
        "lighter or heavier alternatives": (sum(len(row["lighter"]) + len(row["heavier"]) for row in facts), 0),
        "named in the source article": (sum(row["named_in_article"] for row in facts), len(facts)),
    }
    return [Figure(name, *counted[name], PROMISED[name]) for name in PROMISED]


def waiting(entries: list[Entry]) -> dict[str, list[str]]:
    """What is still to be done by somebody, by code."""
    return {
        "awaits a lawyer since the rules changed": [e.code for e in entries if e.facts["awaits_legal_review"]],
        "law not yet held against a source": [
            e.code
            for e in entries
            if not e.facts["law_checked_on"] and not e.facts["legal_basis_nl"].startswith(NO_GROUND)
        ],
        "effect unknown": [e.code for e in entries if e.facts["effect_strength"] == "unknown"],
        "source not read": [e.code for e in entries if e.facts["source_support"] == "reference"],
    }


def spread(entries: list[Entry], key: str) -> Counter[str]:
    """How many measures have each code of a field."""
    return Counter(str(entry.facts[key]) for entry in entries)
