"""The first generator: people by chance, and one person's name written two ways.

The lists are halved by chance before anything is made: one half for tuning, the other held out. They share no name.
"""

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from random import Random

import yaml

from .errors import misheard, typing_error

HERE = Path(__file__).parent
SEED = 20261125
DIACRITICS = str.maketrans({"e": "é", "o": "ö", "a": "ä", "u": "ü", "i": "ï", "n": "ñ", "c": "ç"})
SHORTER = {"van de": "vd", "van der": "v.d.", "van den": "v.d.", "van": "v.", "de": "d", "op de": "o.d."}


@dataclass(frozen=True)
class Name:
    """A name on file. `forms` are other spellings of its family and given name."""

    family: str
    given: str
    source: str
    particle: str = ""
    family_forms: tuple[str, ...] = ()
    given_forms: tuple[str, ...] = ()
    year: int | None = None

    @property
    def whole_family(self) -> str:
        """With its particle."""
        return f"{self.particle} {self.family}".strip()


class Lists:
    """One half of the lists."""

    def __init__(self, half: str) -> None:
        data = yaml.safe_load((HERE / "lists.yaml").read_text(encoding="utf-8"))
        random = Random(SEED)
        self.random = Random(f"{SEED}-{half}")
        parts = {}
        for key in sorted(data):
            items = data[key].split("|") if key == "particle_words" else data[key].split()
            if key != "particle_words":
                random.shuffle(items)
                items = items[::2] if half == "tune" else items[1::2]
            parts[key] = items
        self.given = parts["dutch_given"]
        self.plain = parts["plain_surnames"]
        self.composed = [a + b for a in parts["core_starts"] for b in parts["core_ends"]]
        self.particles, self.cores = parts["particle_words"], parts["particle_cores"]
        self.short = [tuple(item.split("/")) for item in parts["short_given"]]
        self.far_given = [tuple(item.split("/")) for item in parts["translit_given"]]
        self.far_family = [tuple(item.split("/")) for item in parts["translit_family"]]
        self.script_given = [tuple(item.split("/")) for item in parts["scripts_given"]]
        self.script_family = [tuple(item.split("/")) for item in parts["scripts_family"]]
        self.tiny = [tuple(item.split("/")) for item in parts["short_whole"]]

    def person(self, source: str = "") -> Name:
        """Somebody by chance."""
        random = self.random
        source = source or random.choices(("plain", "composed", "particle", "far"), (30, 25, 20, 25))[0]
        year = random.randrange(1955, 2009)
        if source == "far":
            family, given = random.choice(self.far_family), random.choice(self.far_given)
            return Name(family[0], given[0], source, "", family[1:], given[1:], year)
        given = random.choice(self.given)
        if source == "particle":
            core = random.choice(self.cores if random.random() < 0.4 else self.composed)
            return Name(core, given, source, random.choice(self.particles), year=year)
        return Name(random.choice(self.plain if source == "plain" else self.composed), given, source, year=year)

    def another(self, name: Name, source: str = "") -> Name:
        """Somebody whose family and given name are both others."""
        while True:
            other = self.person(source)
            if other.family != name.family and other.given != name.given:
                return other


Pair = tuple[str, str, str, str]


class Same:
    """One person's name, a second time, by kind."""

    KINDS = ("particle", "hyphen", "one_word", "transliterated", "very_short", "reversed", "typo", "misheard")
    KINDS += ("short_form", "initials", "diacritics", "script", "middle_name")

    def __init__(self, lists: Lists) -> None:
        self.lists, self.random = lists, lists.random

    def particle(self, name: Name) -> tuple[str, str]:
        """Left out, shortened, in one word, or behind the given name."""
        core, given, particle = name.family, name.given, name.particle
        ways = [(core, given), (f"{particle.replace(' ', '')}{core.lower()}".capitalize(), given)]
        ways += [(f"{SHORTER.get(particle, particle)} {core}", given), (core, f"{given} {particle}")]
        ways += [(f"{core}, {particle}", given)]
        return self.random.choice(ways)

    def hyphen(self, name: Name) -> tuple[str, str]:
        """A partner's name before or after."""
        other = self.lists.another(name).whole_family
        return self.random.choice((f"{name.whole_family}-{other}", f"{other}-{name.whole_family}")), name.given

    def one_word(self, name: Name) -> tuple[str, str]:
        """Everything in the first box, in either order."""
        words = [name.given, name.whole_family]
        if self.random.random() < 0.5:
            words.reverse()
        return " ".join(words), ""

    def transliterated(self, name: Name) -> tuple[str, str]:
        """Another spelling of a name from another alphabet or language."""
        family = self.random.choice(name.family_forms or (name.family,))
        given = self.random.choice(name.given_forms or (name.given,))
        return family, given

    def reversed(self, name: Name) -> tuple[str, str]:
        """The two boxes swapped."""
        return name.given, name.whole_family

    def typo(self, name: Name) -> tuple[str, str]:
        """One typing error, sometimes two."""
        family, given = name.whole_family, name.given
        if self.random.random() < 0.65:
            family = typing_error(family, self.random)
        else:
            given = typing_error(given, self.random)
        return (typing_error(family, self.random), given) if self.random.random() < 0.2 else (family, given)

    def misheard(self, name: Name) -> tuple[str, str]:
        """Written as it sounded."""
        family = misheard(name.whole_family, self.random, self.random.choice((1, 1, 2)))
        given = misheard(name.given, self.random) if self.random.random() < 0.3 else name.given
        return family, given

    def initials(self, name: Name) -> tuple[str, str]:
        """The given name as a letter, sometimes with a second."""
        more = f"{self.random.choice('ABCDEGHJKLMPRSTW')}." if self.random.random() < 0.3 else ""
        return name.whole_family, f"{name.given[0]}.{more}"

    def diacritics(self, name: Name) -> tuple[str, str]:
        """One letter with a sign that the file has not, or the other way round; capitals."""
        at = self.random.randrange(1, len(name.family))
        family = name.family[:at] + name.family[at].translate(DIACRITICS) + name.family[at + 1 :]
        family = f"{name.particle} {family}".strip()
        return (family.upper() if self.random.random() < 0.3 else family), name.given

    def middle_name(self, name: Name) -> tuple[str, str]:
        """A second given name."""
        return name.whole_family, f"{name.given} {self.random.choice(self.lists.given)}"

    def pair(self, kind: str) -> Pair:
        """A pair of that kind."""
        lists, random = self.lists, self.random
        if kind == "very_short":
            family, given = random.choice(lists.tiny)
            first = (family, given)
            second = random.choice(((family.upper(), given.lower()), (given, family), (f"{family}.", f" {given}")))
            return (*first, *second)
        if kind == "script":
            family, given = random.choice(lists.script_family), random.choice(lists.script_given)
            return family[1], given[1], family[0], given[0]
        if kind == "short_form":
            name = lists.person(random.choice(("plain", "particle", "composed")))
            full, short = random.choice(lists.short)
            pair = (name.whole_family, full, name.whole_family, short)
            return pair if random.random() < 0.5 else pair[2:] + pair[:2]
        name = lists.person({"particle": "particle", "transliterated": "far"}.get(kind, ""))
        return (name.whole_family, name.given, *getattr(self, kind)(name))


class Other:
    """Two persons with like names, by kind."""

    KINDS = ("other_given", "other_family", "like_family", "other_initial", "other_ending", "half_shared")
    KINDS += ("very_short_other", "nearest", "nobody_like")
    ENDINGS = "Karim/Karima Samir/Samira Rachid/Rachida Said/Saida Nabil/Nabila Jan/Janna Hassan/Hussein Jan/Jaap"
    ENDINGS += " Mohamed/Mahmoud Anna/Arda Daan/Dirk Kees/Koos Piet/Petra Ali/Aliya Marco/Mario Youssef/Younes"

    def __init__(self, lists: Lists) -> None:
        self.lists, self.random = lists, lists.random
        self.crowd = [lists.person() for _ in range(400)]

    def pair(self, kind: str) -> Pair:
        """A pair of that kind."""
        lists, random = self.lists, self.random
        name = lists.person()
        other = lists.another(name, name.source if random.random() < 0.5 else "")
        mine = (name.whole_family, name.given)
        if kind == "other_given":
            return (*mine, name.whole_family, other.given)
        if kind == "other_family":
            return (*mine, other.whole_family, name.given)
        if kind == "like_family":
            return (*mine, typing_error(name.whole_family, random), other.given)
        if kind == "other_initial":
            first, second = random.sample("ABDHIKMRSTZ", 2)
            if random.random() < 0.5:
                return f"{first}.", name.given, f"{second}.", name.given
            return name.whole_family, f"{first}.", name.whole_family, f"{second}."
        if kind == "other_ending":
            first, second = random.choice(self.ENDINGS.split()).split("/")
            return name.whole_family, first, name.whole_family, second
        if kind == "half_shared":
            third = lists.another(other)
            shared = other.whole_family
            return f"{name.whole_family}-{shared}", name.given, f"{third.whole_family}-{shared}", other.given
        if kind == "very_short_other":
            family, given = random.choice(lists.tiny)
            at = random.randrange(len(family))
            changed = family[:at] + random.choice([x for x in "aiouklnm" if x != family[at].lower()]) + family[at + 1 :]
            return family, given, changed.capitalize(), given
        if kind == "nearest":
            return (*mine, *self._nearest(name))
        return (*mine, other.whole_family, other.given)

    def _nearest(self, name: Name) -> tuple[str, str]:
        from rapidfuzz.fuzz import ratio

        whole = f"{name.given} {name.whole_family}"
        others = [one for one in self.crowd if (one.family, one.given) != (name.family, name.given)]
        best = max(others, key=lambda one: ratio(whole, f"{one.given} {one.whole_family}"))
        return best.whole_family, best.given


def pairs(half: str, each: int = 60) -> list[tuple[str, str, int, str, str, str, str]]:
    """All labelled pairs of a half: set, kind, label, and the four boxes."""
    lists = Lists(half)
    same, other = Same(lists), Other(lists)
    rows = chain(
        ((kind, 1, same.pair(kind)) for kind in Same.KINDS for _ in range(each)),
        ((kind, 0, other.pair(kind)) for kind in Other.KINDS for _ in range(each * 13 // 9)),
    )
    return [(half, kind, label, *pair) for kind, label, pair in rows]


def asked(name: Name, same: Same, *, with_year: bool) -> tuple[str, tuple[str, str], int | None]:
    """How somebody on the register is asked about: the kind, the boxes, the year."""
    random = same.random
    kinds = {"exact": 30, "typo": 14, "misheard": 16, "reversed": 8, "one_word": 6, "hyphen": 8, "diacritics": 6}
    kinds["middle_name"] = 4
    if name.particle:
        kinds["particle"] = 25
    if name.family_forms:
        kinds["transliterated"] = 30
    if with_year:
        kinds |= {"initials": 5, "given_missing": 4}
    kind = random.choices(list(kinds), list(kinds.values()))[0]
    if kind == "exact":
        boxes = (name.whole_family, name.given)
    elif kind == "given_missing":
        boxes = (name.whole_family, "")
    else:
        boxes = getattr(same, kind)(name)
    return kind, boxes, _year(name.year, random) if with_year else None


def _year(year: int | None, random: Random) -> int | None:
    """Told rightly, one off, with two digits swapped, or not."""
    if year is None:
        return None
    way = random.choices(("right", "off", "swapped", "none"), (92, 4, 1, 3))[0]
    if way == "none":
        return None
    if way == "off":
        return year + random.choice((-1, 1))
    text = str(year)
    return int(text[:2] + text[3] + text[2]) if way == "swapped" else year


def crowd(lists: Lists, size: int) -> list[Name]:
    """A register: one in twenty without a birth year."""
    people = [lists.person() for _ in range(size)]
    return [replace(one, year=None) if lists.random.random() < 0.05 else one for one in people]
