"""People of a register and questions about them. The lists are halved like those of the pairs."""

from dataclasses import replace
from pathlib import Path
from random import Random

import yaml

from .composing import SEED, Lists, Name, Same, asked

HERE = Path(__file__).parent
# One sound as a Dutch, a French and an English clerk, and somebody without the signs, write it down.
SPELLED = (("ou", "oe", "u"), ("ch", "sj", "sh"), ("kh", "ch", "h"), ("dj", "j", "dzj"), ("y", "j", "i"))
SPELLED += (("ş", "s", "sh", "sj"), ("ç", "c", "ch", "tsj"), ("ğ", "g", "gh"), ("ü", "u", "ue"), ("ö", "o", "oe"))
SPELLED += (("ı", "i"), ("sh", "sj", "ch"), ("zh", "zj", "j"), ("ov", "off", "ow"), ("ski", "sky", "skij"))
SPELLED += (("ć", "c", "tsj", "ch"), ("q", "k"), ("ss", "s"), ("dd", "d"), ("zz", "z"), ("kk", "k"), ("w", "v"))
SPELLED += (("ah", "a"),)


class Register(Lists):
    """Many surnames, composed."""

    def __init__(self, half: str, size: int) -> None:
        super().__init__(half)
        data = yaml.safe_load((HERE / "register_lists.yaml").read_text(encoding="utf-8"))
        shuffle, offset = Random(SEED), 0 if half == "tune" else 1
        parts = {}
        for key in sorted(data):
            words = data[key].split("|") if key == "north_african_before" else data[key].split()
            if len(words) > 20:
                shuffle.shuffle(words)
                words = words[offset::2]
            parts[key] = words
        self.given, self.parts = parts["given"], parts
        self.random = Random(f"register-{half}-{size}")

    def person(self, source: str = "") -> Name:
        """Somebody by chance; `source` as in the pairs."""
        random, parts = self.random, self.parts
        source = source or random.choices(("plain", "particle", "far"), (45, 20, 35))[0]
        given, year = random.choice(self.given), random.randrange(1955, 2009)
        if source in ("plain", "particle"):
            family = random.choice(parts["starts"]) + random.choice(parts["ends"])
            particle = random.choice(self.particles) if source == "particle" else ""
            return Name(family, given, source, particle, year=year)
        kind = random.choice(("north_african", "turkish", "slavic", "others"))
        family = random.choice(parts[kind])
        if kind == "north_african":
            before = random.choice(parts["north_african_before"])
            family = f"{before}{family.capitalize()}" if before.endswith(" ") else f"{before}{family}".capitalize()
        elif kind != "others":
            family += random.choice(parts[f"{kind}_after"])
        return Name(family, given, "far", "", self._spelled(family), self._spelled(given), year)

    def _spelled(self, name: str) -> tuple[str, ...]:
        """Two other ways to write it, or none."""
        found = set()
        for _ in range(4):
            other = name
            for spellings in SPELLED:
                for spelling in spellings[:1]:
                    if spelling in other and self.random.random() < 0.7:
                        other = other.replace(spelling, self.random.choice(spellings), 1)
            found.add(other)
        return tuple(sorted(found - {name}))[:2]

    def people(self, size: int) -> list[Name]:
        """A register: one in twenty without a birth year."""
        people = [self.person() for _ in range(size)]
        return [replace(one, year=None) if self.random.random() < 0.05 else one for one in people]

    def strangers(self, people: list[Name], number: int) -> list[Name]:
        """People who are not on it, nor namesakes of anybody who is: between those only the photo decides."""
        taken = {(one.family, one.given) for one in people}
        found: list[Name] = []
        while len(found) < number:
            one = self.person()
            if (one.family, one.given) not in taken:
                found.append(one)
        return found


Question = tuple[str, str, int | None]


def scene(half: str, size: int, innocents: int, true: int, *, with_year: bool):
    """The people, the true questions with their kind and the place of whom they mean, and the innocent ones."""
    lists = Register(half, size)
    people = lists.people(size)
    same = Same(lists)
    strangers = lists.strangers(people, innocents)
    asking = []
    for number in range(true):
        place = number % size
        kind, (family, given), year = asked(people[place], same, with_year=with_year)
        asking.append((kind, place, (family, given, year)))
    years = (lambda one: one.year) if with_year else (lambda one: None)
    filed: list[Question] = [(one.whole_family, one.given, years(one)) for one in people]
    return filed, asking, [(one.whole_family, one.given, years(one)) for one in strangers]
