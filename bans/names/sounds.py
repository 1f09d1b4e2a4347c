"""How a word sounds, in whatever language its letters were chosen, and how far two words are apart.

A word is read as sounds by data/spellings.yaml. One spelling may have several sounds ("ch" as in acht, chef and
Chavez); two spellings that share one are almost equal. So no spelling need be guessed to be Dutch or French.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

DATA = Path(__file__).parent / "data"
DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1+")
STARTS_AS_J = re.compile(r"i[aou]")  # Iouri, Ioannis
VOWELS = frozenset("aeiou")
J_BEHIND = frozenset({"aj", "ej"})  # before a vowel the j is a sound by itself: Haji
FRONT = frozenset("eiy")
WEAK = VOWELS | frozenset("jwh")
CONSONANTAL = frozenset("jwvh")

# What a difference costs; one consonant is 1.
SHARED_VOWEL, SHARED_CONSONANT, OFTEN = 0.12, 0.25, 0.3
SHARED, NEAR_VOWEL, OTHER_VOWEL, NEAR, OTHER, MIXED = 0.04, 0.25, 0.45, 0.4, 1.0, 1.1
VOWEL, LAST_VOWEL, BREATH, GLIDE, NASAL, LAST_S = 0.45, 0.25, 0.25, 0.35, 0.8, 0.7
LOOSE_VOWEL, LOOSE_GLIDE = 0.06, 0.15
FIRST = 1.25  # the first sound is rarely the wrong one
SWAPPED = 0.7
BAND, FAR_OFF = 3, 99.0  # sounds that may be shifted; more than any word costs


class Word(NamedTuple):
    """A word as sounds: their numbers, what leaving each out costs, the sum of that, and one plain reading."""

    sounds: tuple[int, ...]
    costs: tuple[float, ...]
    weight: float
    plain: str


class Spellings(NamedTuple):
    """The spellings as read from the file, numbered."""

    numbers: dict[str, int]
    sounds: list[frozenset[str]]
    differences: list[list[float]]
    longest: int


@lru_cache(maxsize=1)
def spellings() -> Spellings:
    """The table of spellings, and what each costs to take for each other."""
    data = yaml.safe_load((DATA / "spellings.yaml").read_text(encoding="utf-8"))
    numbers: dict[str, int] = {}
    sounds: list[frozenset[str]] = []
    # Where a letter stands changes its sound: "c>" before a front vowel, "d$" at the end.
    for part, mark in (("spellings", ""), ("before_front_vowel", ">"), ("at_the_end", "$")):
        for spelling, heard in data[part].items():
            numbers[f"{spelling}{mark}"] = len(sounds)
            sounds.append(frozenset(str(heard).split()))
    near = {frozenset(pair.split()) for pair in data["near"]}
    table = [[_difference(one, other, near) for other in sounds] for one in sounds]
    for number in range(len(sounds)):
        table[number][number] = 0.0
    return Spellings(numbers, sounds, table, max(map(len, data["spellings"])))


def _difference(one: frozenset[str], other: frozenset[str], near: set[frozenset[str]]) -> float:
    shared = len(one & other)
    if shared and one & other & VOWELS:
        return SHARED + SHARED_VOWEL * (1 - shared / len(one | other))
    if shared:
        return SHARED + SHARED_CONSONANT * (1 - shared / min(len(one), len(other)))
    close = sum(frozenset((a, b)) in near for a in one for b in other) / (len(one) * len(other))
    vowels = bool(one & VOWELS) + bool(other & VOWELS)
    if vowels == 2:
        return NEAR_VOWEL if close else OTHER_VOWEL
    if close < OFTEN:  # sounds that are seldom meant
        return MIXED if vowels else OTHER
    return NEAR


def read(word: str, *, loose: bool = False, doubles: bool = False) -> Word:
    """A word of plain small letters as sounds. `loose`: vowels cost next to nothing, for scripts that leave them out.

    Two equal letters are one sound, but not with `doubles`: such a script writes no letter twice for one sound.
    """
    table = spellings()
    if not doubles:
        word = DOUBLE.sub(r"\1", word)
    if STARTS_AS_J.match(word):
        word = f"y{word[1:]}"
    numbers: list[int] = []
    plain: list[str] = []
    place, end = 0, len(word)
    while place < end:
        spelling = _next(word, place, table)
        if spelling is None:
            place += 1
            continue
        heard, place = spelling, place + len(spelling)
        if place == end and f"{heard}$" in table.numbers:
            heard += "$"
        elif word[place : place + 1] in FRONT and f"{heard}>" in table.numbers:
            heard += ">"
        elif heard == "x" and len(numbers):
            numbers.append(table.numbers["k"])
            plain.append("k")
            heard = "s"
        number = table.numbers[heard]
        if doubles or not numbers or numbers[-1] != number:
            numbers.append(number)
            plain.append(_letter(heard))
    costs = tuple(_cost(table, numbers, index, loose=loose) for index in range(len(numbers)))
    return Word(tuple(numbers), costs, sum(costs), "".join(plain))


def _next(word: str, place: int, table: Spellings) -> str | None:
    for length in range(min(table.longest, len(word) - place), 0, -1):
        piece = word[place : place + length]
        if piece in table.numbers and not (piece in J_BEHIND and word[place + 2 : place + 3] in VOWELS):
            return piece
    return None


PLAIN = {"y": "i", "j": "i", "z": "s", "q": "k", "c": "k", "c>": "s", "v": "f", "w": "f", "t$": "d", "p$": "b"}
PLAIN |= {"ph": "f", "kh": "h", "ch": "h", "gh": "g", "th": "t", "dh": "d", "ck": "k", "qu": "k", "dt": "d"}
PLAIN |= {"oe": "u", "ou": "u", "oo": "u", "uu": "u", "ij": "i", "ie": "i", "ee": "e", "au": "o", "ui": "u", "eu": "u"}
PLAIN |= {"tsj": "c", "tsch": "c", "tch": "c", "tj": "c", "dj": "i", "dzj": "i", "sh": "s", "sj": "s", "sch": "s"}


def _letter(heard: str) -> str:
    return PLAIN.get(heard) or heard[0]


def _cost(table: Spellings, numbers: list[int], index: int, *, loose: bool) -> float:
    sounds = table.sounds[numbers[index]]
    if loose and "g" not in sounds and sounds & WEAK:
        return LOOSE_GLIDE if sounds & CONSONANTAL else LOOSE_VOWEL
    last = index == len(numbers) - 1
    if "j" in sounds and "g" not in sounds:
        return GLIDE
    if sounds & VOWELS and not sounds & {"v"}:
        return LAST_VOWEL if last else VOWEL
    if "h" in sounds and "k" not in sounds:
        return BREATH
    if sounds == {"n"}:
        return NASAL
    return LAST_S if last and "s" in sounds else 1.0


def distance(one: Word, other: Word, limit: float, band: int = BAND) -> float:
    """What it costs to turn one word into the other; anything above `limit` means only "too far"."""
    if one.sounds == other.sounds:
        return 0.0
    if abs(len(one.sounds) - len(other.sounds)) > band:
        return FAR_OFF
    table = spellings().differences
    first, second, first_costs, second_costs = one.sounds, other.sounds, one.costs, other.costs
    before: list[float] = []
    above = [0.0]
    for cost in second_costs:
        above.append(above[-1] + cost)
    width = len(second)
    for row, sound in enumerate(first):
        cost, differences = first_costs[row], table[sound]
        left = best = above[0] + cost
        current = [left]
        low, high = max(0, row - band), min(width, row + band + 1)
        if low:
            left, current = FAR_OFF, [FAR_OFF] * (low + 1)
            best = FAR_OFF
        for column in range(low, high):
            heard = second[column]
            change = differences[heard]
            if change and not (row and column):
                change *= FIRST
            value = above[column] + change
            other_way = above[column + 1] + cost
            if other_way < value:
                value = other_way
            left += second_costs[column]
            if left < value:
                value = left
            if change > SWAPPED and row and column and heard == first[row - 1] and second[column - 1] == sound:
                value = min(value, before[column - 1] + SWAPPED)
            current.append(value)
            left = value
            if value < best:
                best = value
        if best > limit:
            return best
        if high < width:
            current.extend([FAR_OFF] * (width - high))
        before, above = above, current
    return above[-1]
