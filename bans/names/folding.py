"""From a name as somebody typed it to words that can be compared. Bounded: nothing here grows with the input."""

import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

from . import lists
from .sounds import Word, read

LONGEST_FIELD = 120  # signs that are looked at; nobody's name is longer
MOST_WORDS = 6
LONGEST_WORD = 32
SHORTEST_GLUED = 3
UNVOWELLED = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufeff"))  # Hebrew, Arabic, Syriac
IDEOGRAPHS = ("\u2e80", "\u9fff")
APOSTROPHES = frozenset("'’‘ʼʻ`´ʾʿ׳")
CAPITALS = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{2,3}")
SHORTENED = re.compile(r"\b([vVoO])[./]? ?([dD])[./ ]")  # v.d. v/d o.d.
READ_TOGETHER = (("γγ", "νγ"), ("γκ", "γ"), ("γχ", "νχ"), ("\u0627\u0644\u0644\u0647", "\u0627\u0644\u0647"))
GREEK_START = {"μπ": "b", "ντ": "d"}
NONE: frozenset[int] = frozenset()


class Token(NamedTuple):
    """One word of a name: its letters, its sounds, its consonants, and the lists that it stands in."""

    plain: str
    word: Word
    bones: Word
    unvowelled: bool
    short: frozenset[int]  # families of given names, by spelling or by sound
    listed: bool  # whether it is itself a word of that list
    same: frozenset[int]  # families of one_name
    vowels: str
    special: bool  # letters alone do not tell: an initial, a script without vowels, a name of a list
    unglued: "Token | None"


class Field(NamedTuple):
    """One box: its words without particles, and everything in one word."""

    tokens: tuple[Token, ...]
    glued: Token | None  # only if it differs from the single token
    initials: bool  # nothing but initials


EMPTY = Field((), None, False)


def field(text: str, *, given: bool = False) -> Field:
    """A box as typed, folded. An empty field for whatever holds no letters."""
    if given and CAPITALS.fullmatch(text.strip()):
        text = " ".join(text)  # "JW" is J. W.
    words = words_of(text)
    if not words:
        return EMPTY
    particles = lists.particles_behind() if given else lists.particles()
    kept = [pair for pair in words if pair[0] not in particles] or words
    tokens = tuple(token(*pair) for pair in kept[:MOST_WORDS])
    together = "".join(word for word, _ in words)[:LONGEST_WORD]
    glued = None
    if len(words) > 1 and any(len(word) > 1 for word, _ in kept) and len(together) > SHORTEST_GLUED:
        glued = token(together, tokens[0].unvowelled)
    return Field(tokens, glued, all(len(item.plain) == 1 for item in tokens))


def words_of(text: str) -> list[tuple[str, bool]]:
    """The words in plain small letters, each with whether its script leaves vowels out."""
    found: list[tuple[str, bool]] = []
    for raw in _letters(text[:LONGEST_FIELD]).split():
        unvowelled = any(low <= raw[0] <= high for low, high in UNVOWELLED)
        if unvowelled and raw.startswith("\u0627\u0644") and len(raw) > 4:
            raw = raw[2:]  # the article
        for written, sound in READ_TOGETHER:
            raw = raw.replace(written, sound)
        if raw[:2].lower() in GREEK_START:
            raw = GREEK_START[raw[:2].lower()] + raw[2:]
        word = "".join(sign for sign in anyascii(raw).lower() if "a" <= sign <= "z")[:LONGEST_WORD]
        if word:
            found.append((word, unvowelled))
        if len(found) == 2 * MOST_WORDS:
            break
    return found


def _letters(text: str) -> str:
    """Letters and spaces. "v.d." is one word, "J.P." are two, a hyphen parts, an apostrophe joins."""
    text = SHORTENED.sub(r" \1\2 ", unicodedata.normalize("NFC", text))
    signs = []
    for sign in text:
        category = unicodedata.category(sign)
        if category[0] in "LM":
            signs.append(f" {sign} " if IDEOGRAPHS[0] <= sign <= IDEOGRAPHS[1] else sign)
        elif sign in APOSTROPHES or category in ("Cf", "Nd"):
            continue  # joins: d'Ancona; marks of direction and digits are no letters
        else:
            signs.append(" ")
    return "".join(signs)


def token(plain: str, unvowelled: bool = False, *, whole: bool = True) -> Token:
    """One word with all that is worked out once."""
    word = read(plain)
    families = lists.short_forms()
    short = families.of(plain)
    listed = bool(short)
    if not short and len(plain) > 3:
        short = lists.short_forms_by_sound().get(word.plain, NONE)
    unglued = None
    if whole and not unvowelled:
        for particle in lists.glued():
            if plain.startswith(particle) and len(plain) - len(particle) >= 4:
                unglued = token(plain[len(particle) :], whole=False)
                break
    same = lists.one_name().of(plain)
    vowels = "".join(letter for letter in word.plain if letter in "aeiou")
    special = unvowelled or bool(same) or len(plain) == 1
    bones = read(plain, loose=True, doubles=unvowelled)
    return Token(plain, word, bones, unvowelled, short, listed, same, vowels, special, unglued)
