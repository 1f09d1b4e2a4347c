"""Names and birth years by how often they occur; people drawn from them, and questions in the best order."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from pathlib import Path
from random import Random

import yaml

HERE = Path(__file__).parent
TAIL = 8000  # surnames beyond the common ones of which the attacker knows that they exist
CENTRES = 250  # names around which like ones are gathered
YEARS = range(1956, 2011)
PEAK = 2003  # the birth year that is on file most often

Asked = dict[str, str | int]


@dataclass(frozen=True)
class Somebody:
    family: str
    given: str
    year: int


class Population:
    """Surnames: a head with real counts, a tail that falls off by rank, and rare ones that nobody would guess."""

    def __init__(self, seed: str) -> None:
        data = yaml.safe_load((HERE / "people.yaml").read_text(encoding="utf-8"))
        parts = yaml.safe_load((HERE.parent / "finding_data" / "register_lists.yaml").read_text(encoding="utf-8"))
        self.random = Random(seed)
        head, everybody = data["surnames"], data["population"]
        starts, ends = parts["starts"].split(), parts["ends"].split()
        composed = [start + end for start, end in product(starts, ends) if start + end not in head]
        Random(f"tail {seed}").shuffle(composed)
        least, common = min(head.values()), len(head)
        counts = dict(head)
        counts |= {name: least * common / (common + rank) for rank, name in enumerate(composed[:TAIL], 1)}
        self.surnames = {name: count / everybody for name, count in counts.items()}
        self.rare = [f"{a}{b.lower()}{c}" for a, b, c in islice(product(starts, starts, ends), 40, 200_000, 7)]
        given = list(dict.fromkeys(data["given"].split() + parts["given"].split()))
        total = sum(1 / (rank + 8) for rank in range(1, len(given) + 1))
        self.given = {name: 1 / (rank + 8) / total for rank, name in enumerate(given, 1)}
        weights = {year: 1 / (1 + (abs(year - PEAK) / (5 if year > PEAK else 12)) ** 2) for year in YEARS}
        self.years = {year: weight / sum(weights.values()) for year, weight in weights.items()}

    def people(self, count: int) -> list[Somebody]:
        families = self.random.choices([*self.surnames, ""], [*self.surnames.values(), self.share_of_rare], k=count)
        given = self.random.choices([*self.given], [*self.given.values()], k=count)
        years = self.random.choices([*self.years], [*self.years.values()], k=count)
        families = [family or self.random.choice(self.rare) for family in families]
        return [Somebody(*row) for row in zip(families, given, years, strict=True)]

    @property
    def share_of_rare(self) -> float:
        return 1 - sum(self.surnames.values())

    def exact_with_year(self) -> list[Asked]:
        """Surname and birth year, the likeliest first."""
        return _ordered(list(self.surnames.items())[:800], self.years, "birth_year")

    def exact_with_given(self) -> list[Asked]:
        return _ordered(list(self.surnames.items())[:800], self.given, "given_name")

    def fuzzy_with_year(self) -> list[Asked]:
        """Around each name are those that the counter finds like it: the names around which most people are."""
        return _ordered(self._families, self.years, "birth_year")

    def fuzzy_with_given(self) -> list[Asked]:
        return _ordered(self._families, dict(self._given), "given_name")

    def two_at_once_with_year(self) -> list[Asked]:
        """Two surnames in one box: a half will do for the counter."""
        return _ordered(_in_pairs(self._families), self.years, "birth_year")

    def two_at_once_with_given(self) -> list[Asked]:
        return _ordered(_in_pairs(self._families), dict(_in_pairs(self._given)), "given_name")

    @cached_property
    def _families(self) -> list[tuple[str, float]]:
        known = {name: names().prepare(names().Known(name, "Tobias", 1990)) for name in [*self.surnames][:2500]}
        asked = {name: names().ask(names().Question(name, "", 1990)) for name in [*self.surnames][:CENTRES]}
        return _around(asked, known, self.surnames)

    @cached_property
    def _given(self) -> list[tuple[str, float]]:
        known = {name: names().prepare(names().Known("Bolsward", name)) for name in self.given}
        asked = {name: names().ask(names().Question("Bolsward", name)) for name in self.given}
        return _around(asked, known, self.given)


def names():
    """The matcher, which every attacker can read."""
    from bans import names

    return names


def _around(asked: dict, known: dict, share: dict[str, float]) -> list[tuple[str, float]]:
    """The names to ask for, by how many people each finds whom none before it found."""
    finds = {
        name: {other for other, folded in known.items() if names().judge(question, folded).likeness}
        for name, question in asked.items()
    }
    ordered, left = [], set(known)
    while finds:
        best = max(finds, key=lambda name: sum(share[other] for other in finds[name] & left))
        found = finds.pop(best) & left
        if not found:
            break
        ordered.append((best, sum(share[other] for other in found)))
        left -= found
    return ordered


def _in_pairs(ordered: list[tuple[str, float]]) -> list[tuple[str, float]]:
    pairs = zip(ordered[::2], ordered[1::2], strict=False)
    return [(f"{one} {other}", share + more) for (one, share), (other, more) in pairs]


def _ordered(families: list[tuple[str, float]], others: dict, field: str) -> list[Asked]:
    weighed = sorted(((share * others[other], family, other) for family, share in families for other in others),
                     key=lambda row: -row[0])  # fmt: skip
    return [{"family_name": family, field: other} for _share, family, other in weighed[:8000]]
