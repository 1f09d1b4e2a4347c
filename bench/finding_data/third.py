"""The second generator: other names and other errors, for one last look that nothing is tuned on."""

from pathlib import Path
from random import Random

import yaml

HERE = Path(__file__).parent
SEED = 731
SLIPS = (("ch", "k"), ("w", "v"), ("v", "w"), ("h", ""), ("n", "m"), ("r", ""), ("tt", "dd"), ("sch", "sg"))
SLIPS += (("e", "a"), ("o", "oo"), ("i", "ie"), ("ui", "eu"), ("ij", "y"), ("k", "ck"), ("s", "ss"), ("g", "gg"))
SLIPS += (("x", "cks"), ("oo", "oa"), ("ie", "ea"), ("nk", "ngk"), ("st", "sd"), ("els", "eles"), ("ma", "mma"))
Pair = tuple[str, str, str, str]


class Third:
    """Makes pairs from third_lists.yaml."""

    def __init__(self) -> None:
        data = yaml.safe_load((HERE / "third_lists.yaml").read_text(encoding="utf-8"))
        self.random = Random(SEED)
        self.given, self.surnames = data["given"].split(), data["surnames"].split()
        self.prefixed = [name.replace("-", " ") for name in data["prefixed"].split()]
        self.calling = [name.split("/") for name in data["calling"].split()]
        self.far_given = [name.split(",") for name in data["elsewhere_given"].split()]
        self.far_family = [name.split(",") for name in data["elsewhere_family"].split()]
        flat = [name for line in data["in_script"].split() for name in line.split(",")]
        self.script = [flat[at : at + 4] for at in range(0, len(flat), 4)]
        self.tiny = [name.split(",") for name in data["tiny"].split()]
        self.alone = data["mononyms"].split()

    def _slip(self, name: str) -> str:
        found = [(old, new) for old, new in SLIPS if old in name[1:]]
        if not found:
            return name + "e"
        old, new = self.random.choice(found)
        at = name.index(old, 1)
        return name[:at] + new + name[at + len(old) :]

    def _scan(self, name: str) -> str:
        """A letter read for another, two letters changed about anywhere, a vowel lost, a letter of the alphabet."""
        way, at = self.random.randrange(4), self.random.randrange(1, max(2, len(name) - 1))
        if way == 0:
            return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
        if way == 1:
            vowels = [i for i in range(1, len(name)) if name[i] in "aeiou"]
            return name if not vowels else (lambda i: name[:i] + name[i + 1 :])(self.random.choice(vowels))
        if way == 2:
            return name[:at] + self.random.choice("aeioulnrst") + name[at + 1 :]
        for old, new in (("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "i"), ("u", "v"), ("n", "u")):
            if old in name[1:]:
                return name[0] + name[1:].replace(old, new, 1)
        return name + name[-1]

    def _dutch(self) -> tuple[str, str]:
        return self.random.choice(self.surnames), self.random.choice(self.given)

    def same(self, kind: str) -> Pair:
        """One person, two ways."""
        random, (family, given) = self.random, self._dutch()
        if kind == "misheard":
            return family, given, self._slip(family), self._slip(given) if random.random() < 0.3 else given
        if kind == "typo":
            return family, given, self._scan(family), self._scan(given) if random.random() < 0.3 else given
        if kind == "particle":
            whole = random.choice(self.prefixed)
            *small, core = whole.split()
            ways = (
                core,
                f"{core} {' '.join(small)}",
                f"{''.join(word[0] for word in small)} {core}",
                "".join(whole.split()),
            )
            return whole, given, random.choice(ways), given
        if kind == "hyphen":
            other = random.choice(self.prefixed)
            double = f"{family}-{other}"
            return double, given, random.choice((family, other, f"{other} - {family}")), given
        if kind == "short_form":
            full, short = random.choice(self.calling)
            return family, short, family, full
        if kind == "transliterated":
            first, second = random.choice(self.far_family), random.choice(self.far_given)
            (a, b), (c, d) = random.sample(first, 2), random.sample(second, 2)
            return (a, c, b, d if random.random() < 0.7 else c)
        if kind == "script":
            family, given, latin_family, latin_given = self._in_script()
            return family, given, latin_family, latin_given
        if kind == "very_short":
            family, given = random.choice(self.tiny)
            return (
                family,
                given,
                *random.choice(((given, family), (family.upper(), given.upper()), (f"{family} {given}", ""))),
            )
        if kind == "reversed":
            return family, given, given, family
        if kind == "one_word":
            name = random.choice(self.alone)
            return name, "", self._slip(name) if random.random() < 0.5 else self._scan(name), ""
        return family, given, family, f"{given[0]}."

    def _in_script(self) -> Pair:
        given, latin_given, family, latin_family = self.random.choice(self.script)
        return family, given, latin_family, latin_given

    def other(self, kind: str) -> Pair:
        """Two persons."""
        random, (family, given), (family_2, given_2) = self.random, self._dutch(), self._dutch()
        while family_2 == family or given_2 == given:
            family_2, given_2 = self._dutch()
        if kind == "relatives":
            return family, given, family, given_2
        if kind == "same_given":
            return family, given, family_2, given
        if kind == "like_both":
            near = min((f for f in self.surnames if f != family), key=lambda f: self._apart(f, family))
            near_given = min((g for g in self.given if g != given), key=lambda g: self._apart(g, given))
            return family, given, near, near_given
        if kind == "far_relatives":
            first, (second, third) = random.choice(self.far_family), random.sample(self.far_given, 2)
            return first[0], second[0], random.choice(first), third[0]
        if kind == "far_same_given":
            (first, second), third = random.sample(self.far_family, 2), random.choice(self.far_given)
            return first[0], third[0], second[0], random.choice(third)
        if kind == "alone":
            first, second = random.sample(self.alone, 2)
            return first, "", second, ""
        if kind == "other_initial":
            return family, f"{given[0]}.", family, f"{random.choice([x for x in 'BDFKLPRT' if x != given[0]])}."
        return family, given, family_2, given_2

    @staticmethod
    def _apart(one: str, other: str) -> int:
        from rapidfuzz.distance import Levenshtein

        return Levenshtein.distance(one, other)


SAME = ("misheard", "typo", "particle", "hyphen", "short_form", "transliterated", "script", "very_short", "reversed")
SAME += ("one_word", "initials")
OTHER = (
    "relatives",
    "same_given",
    "like_both",
    "far_relatives",
    "far_same_given",
    "alone",
    "other_initial",
    "nobody_like",
)


def pairs(each: int = 50) -> list[tuple[str, str, int, str, str, str, str]]:
    """All labelled pairs: set, kind, label, and the four boxes."""
    third = Third()
    rows = [("third", kind, 1, *third.same(kind)) for kind in SAME for _ in range(each)]
    return rows + [("third", kind, 0, *third.other(kind)) for kind in OTHER for _ in range(each * 11 // 8)]
