"""Words that have no place in the register, found by lists that are data (R68, D10, D11)."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import surroundings
from .characters import visible
from .word_lists import WordList, word_lists

WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*|[.,;:!?()\[\]\n/…|]|[\"“”„«»]")
# "M a r o k k a a n" is read as one word.
SPELLED = re.compile(r"(?<!\w)[^\W\d_](?:[ .*_-][^\W\d_]){4,}(?!\w)")
QUOTES = '"“”„«»'
LONGEST = 60
BREAK = "/"


@dataclass(frozen=True)
class Token:
    """A word as it is compared, and as it was written; a full stop or comma is a break."""

    word: str
    text: str
    start: int

    @property
    def is_break(self) -> bool:
        return self.word == BREAK

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True)
class Found:
    text: str
    word_list: WordList


def terms_in(text: str, *, names: bool = False) -> list[Found]:
    """The words of the lists that the text holds; `names` for a field where a name or an address is expected."""
    plain = SPELLED.sub(lambda match: re.sub(r"[ .*_-]", "", match.group()), visible(text))
    tokens = _tokens(plain)
    line = f" {' '.join(token.word for token in tokens)} "
    starts = _starts(tokens)
    passing = surroundings.passing_stretches(line)
    found: list[Found] = []
    for word_list in word_lists():
        for kind, first, last in _matches(word_list, line, starts, tokens):
            stretch = (tokens[first], tokens[last])
            if _passes(kind, tokens, first, last, names=names) or _inside(passing, starts, first, last):
                continue
            found.append(Found(plain[stretch[0].start : stretch[1].start + len(stretch[1].text)], word_list))
    return found


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for match in WORD.finditer(text):
        written = match.group()
        if written[0].isalnum():
            tokens.append(Token(_compared(written), written, match.start()))
        elif written == "." and tokens and surroundings.is_shortened(tokens[-1].word):
            tokens[-1] = replace(tokens[-1], text=f"{tokens[-1].text}.")
        elif written not in QUOTES:
            tokens.append(Token(BREAK, written, match.start()))
    return tokens


def _compared(written: str) -> str:
    """Without capitals, accents and apostrophes, and no longer than a word can be."""
    apart = unicodedata.normalize("NFKD", written.casefold()[:LONGEST])
    return "".join(sign for sign in apart if sign.isalnum()) or "x"


def _starts(tokens: list[Token]) -> list[int]:
    """Where each token begins in the line of compared words."""
    starts, position = [], 1
    for token in tokens:
        starts.append(position)
        position += len(token.word) + 1
    return starts


def _matches(word_list: WordList, line: str, starts: list[int], tokens: list[Token]) -> Iterator[tuple[str, int, int]]:
    """Which tokens a pattern of the list covers, and of what kind it is."""
    for kind, pattern in word_list.patterns.items():
        for match in pattern.finditer(line):
            first, last = bisect_right(starts, match.start()) - 1, bisect_right(starts, match.end() - 1) - 1
            while tokens[last].is_break and last > first:
                last -= 1
            yield kind, first, last
    for kind, written in word_list.exact.items():
        for index, token in enumerate(tokens):
            if token.text in written:
                yield kind, index, index


def _inside(stretches: list[tuple[int, int]], starts: list[int], first: int, last: int) -> bool:
    return any(start <= starts[first] and starts[last] < end for start, end in stretches)


def _passes(kind: str, tokens: list[Token], first: int, last: int, *, names: bool) -> bool:
    """Whether the words around it make of this a name or a thing."""
    if surroundings.is_address(tokens, last) or surroundings.is_named(tokens, last):
        return True
    if kind == "always":
        return False
    if kind == "before_person":
        return not surroundings.person_follows(tokens, last)
    if names:
        return not (kind == "unless_thing" and surroundings.person_follows(tokens, last))
    if kind == "unless_thing":
        return surroundings.thing_follows(tokens, last) or surroundings.thing_in_language(tokens, first)
    if kind == "as_name":
        return surroundings.can_be_name(tokens, first)
    return surroundings.thing_from(tokens, first)
