"""The lists beside the rules: particles, short forms of given names, and names that no rule leads to each other."""

from functools import lru_cache

import yaml
from anyascii import anyascii

from .sounds import DATA, read


def _load(name: str):
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def plain(word: str) -> str:
    """A word of a list in the letters that names are compared in."""
    return "".join(sign for sign in anyascii(word).lower() if "a" <= sign <= "z")


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """What stands before a surname and may be left out."""
    data = _load("particles")
    return frozenset(plain(word) for word in f"{data['dutch']} {data['others']} {data['titles']}".split())


@lru_cache(maxsize=1)
def particles_behind() -> frozenset[str]:
    """The same behind a given name, where a single letter is an initial."""
    return frozenset(word for word in particles() if len(word) > 1)


@lru_cache(maxsize=1)
def glued() -> tuple[str, ...]:
    """Particles that may be written in one with the name, longest first."""
    data = _load("particles")
    words = f"{data['dutch_glued']} {data['other_glued']}".split()
    return tuple(sorted(words, key=len, reverse=True))


class Families:
    """Which names are one name: families by word, and the head of each family."""

    def __init__(self) -> None:
        self.known: dict[str, frozenset[int]] = {}
        self.heads: dict[int, str] = {}

    def add(self, number: int, words: list[str]) -> None:
        """A family; the first word is its head. Spellings that sound alike belong to it too."""
        self.heads[number] = plain(words[0])
        for word in filter(None, map(plain, words)):
            self.known[word] = self.known.get(word, frozenset()) | {number}

    def of(self, word: str) -> frozenset[int]:
        """The families of a word; none if it is in no list."""
        return self.known.get(word, frozenset())


@lru_cache(maxsize=1)
def short_forms() -> Families:
    """Full given names with their short forms."""
    families = Families()
    number = 0
    for number, (head, forms) in enumerate(_load("short_forms").items()):
        families.add(number, [str(head), *str(forms).split()])
    for word in dict.fromkeys(_load("other_names")["names"].split()):
        if plain(word) not in families.known:
            number += 1
            families.add(number, [word])
    return families


@lru_cache(maxsize=1)
def one_name() -> Families:
    """Names, mostly surnames, written in ways that no rule leads to."""
    families = Families()
    for number, line in enumerate(_load("one_name")):
        families.add(number, line.split())
    return families


@lru_cache(maxsize=1)
def short_forms_by_sound() -> dict[str, frozenset[int]]:
    """The families by how the names sound, for spellings that the list does not have."""
    found: dict[str, frozenset[int]] = {}
    for word, families in short_forms().known.items():
        if len(word) > 3:
            sound = read(word).plain
            found[sound] = found.get(sound, frozenset()) | families
    return found
