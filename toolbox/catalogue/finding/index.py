"""Which measures a question may mean: weighed words, synonyms, parts of compounds, and forgiven typing errors.

The weighing is BM25 over fields (Robertson and Zaragoza 2009): a word counts by where it stands and by how few
measures have it. A word of the question also finds stems that are alike, contain it, or differ by a slip.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from math import log
from typing import Any

from rapidfuzz import fuzz, process

from .. import vocabulary
from .words import alike, stems

# How much a word counts by where it stands.
FIELDS = {
    "title": 6.0,
    "also_called": 5.0,
    "summary": 3.0,
    "about": 1.5,
    "legal_basis": 1.0,
    "steps": 0.6,
    "conditions": 0.6,
    "effect": 0.3,
}
LABELS = {"problems": (vocabulary.Problem, 1.5), "settings": (vocabulary.Setting, 1.0)}
SATURATION = 1.5
LENGTH = 0.3
# What a stem is worth that is not the very one: a synonym, one that contains it, or one with a slip.
SYNONYM, COMPOUND, PART, SLIP = 0.7, 0.6, 0.45, 0.75
# A part of a word shorter than this says too little, but for the last of a compound (bus in pendelbus);
# and so does a slip in a short word.
PART_FROM, END_FROM, SLIP_FROM = 4, 3, 5
SLIP_ALIKE = 80
MOST_ASKED = 12
# Far below the best is what shares a word by chance.
LEAST = 0.3


class Index:
    """The words of a catalogue in one language."""

    def __init__(self, measures: list[dict[str, Any]], tongue: str) -> None:
        self.tongue = tongue
        weights = [_weights(facts, tongue) for facts in measures]
        lengths = [sum(row.values()) for row in weights]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        self._found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, row in enumerate(weights):
            norm = 1 - LENGTH + LENGTH * lengths[place] / mean
            for stem, weight in row.items():
                self._found[stem].append((place, weight / norm / (SATURATION + weight / norm)))
        self._rarity = {
            stem: log(1 + (len(measures) - len(rows) + 0.5) / (len(rows) + 0.5)) for stem, rows in self._found.items()
        }
        self._names = [_names(facts, tongue) for facts in measures]
        self._vocabulary = sorted(self._found)
        self._near = lru_cache(maxsize=4096)(self._look_up)

    def ranked(self, words: str) -> list[int]:
        """The places of the measures that the words may mean, the likeliest first."""
        asked = list(dict.fromkeys(stems(words, self.tongue)))[:MOST_ASKED]
        scores: dict[int, float] = defaultdict(float)
        for word in asked:
            best: dict[int, float] = {}
            for stem, worth in self._near(word):
                for place, weight in self._found[stem]:
                    score = worth * weight * self._rarity[stem]
                    if score > best.get(place, 0.0):
                        best[place] = score
            for place, score in best.items():
                scores[place] += score
        if not scores:
            return []
        # Who types all of a name that a measure goes by, most likely means that one.
        for place in scores:
            told = [name for name in self._names[place] if name.issubset(asked)]
            scores[place] += max((sum(self._rarity[stem] for stem in name) for name in told), default=0.0)
        least = max(scores.values()) * LEAST
        return [place for place in sorted(scores, key=lambda p: (-scores[p], p)) if scores[place] >= least]

    def _look_up(self, word: str) -> tuple[tuple[str, float], ...]:
        """The stems that a word of the question finds, each with what it is worth; exact ones, then the rest."""
        worth: dict[str, float] = {}
        for stem, value in self._candidates(word):
            worth[stem] = max(value, worth.get(stem, 0.0))
        return tuple(worth.items())

    def _candidates(self, word: str) -> Iterator[tuple[str, float]]:
        known = word in self._found
        if known:
            yield word, 1.0
        for other in alike(word, self.tongue):
            if other in self._found:
                yield other, SYNONYM
            yield from ((stem, SYNONYM * COMPOUND) for stem in self._containing(other))
        yield from ((stem, COMPOUND) for stem in self._containing(word))
        # A compound that no measure has falls apart into words that they have.
        yield from ((stem, PART) for stem in self._vocabulary if len(stem) > PART_FROM and stem in word)
        if not known and len(word) >= SLIP_FROM:
            close = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SLIP_ALIKE, limit=5)
            yield from ((stem, SLIP * score / 100) for stem, score, _place in close)

    def _containing(self, part: str) -> Iterator[str]:
        if len(part) >= PART_FROM:
            yield from (stem for stem in self._vocabulary if part in stem and stem != part)
        elif len(part) >= END_FROM:
            yield from (stem for stem in self._vocabulary if stem.endswith(part) and stem != part)


def _names(facts: dict[str, Any], tongue: str) -> list[frozenset[str]]:
    """What a measure goes by: its title and its other names, each as its stems."""
    told = [facts[f"title_{tongue}"], *facts.get(f"also_called_{tongue}", [])]
    return [name for name in (frozenset(stems(text, tongue)) for text in told) if name]


def _weights(facts: dict[str, Any], tongue: str) -> dict[str, float]:
    """How much each stem counts in one measure."""
    found: dict[str, float] = defaultdict(float)
    for name, weight in FIELDS.items():
        text = facts.get(f"{name}_{tongue}") or ""
        for stem in stems(" ".join(text) if isinstance(text, list) else text, tongue):
            found[stem] += weight
    for name, (choices, weight) in LABELS.items():
        for code in facts.get(name, []):
            for stem in stems(str(choices(code).label) if tongue == "nl" else code, tongue):
                found[stem] += weight
    return found
