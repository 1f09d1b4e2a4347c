"""A letter without anything that is about anybody: what is shown of it are our own fixed words, and nothing else.

Not a list of what to hide, for such a list is never complete. Shown is a piece of text that stands in the templates of
the letters, and a date or a term that the file shows anyway; everything else is black.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from ..nameless import words_in
from .models import SampleItem

BAR = "████"
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "notices" / "letters"
# Shorter pieces stand between names as well.
SHORTEST = 9
TRANSLATED = re.compile(r"{%\s*translate\s+\"([^\"]*)\"[^%]*%}")
BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
NO_WORDS = frozenset({"style", "script", "svg", "title", "head"})
A_PIECE = frozenset(
    {"p", "h1", "h2", "h3", "li", "dt", "dd", "td", "th", "tr", "div", "section", "ul", "ol", "dl", "table", "body"}
)
DAY = re.compile(r"\b\d{1,2} \w+ \d{4}\b")


def redacted(html: str, *, days: Iterable[dt.date], language: str = "nl") -> list[str]:
    """The pieces of the letter in order, with a bar for what is not of the template; `days` may stay.

    Whoever reads in another language reads the letter in the one in which it was written.
    """
    with translation.override(language):
        shown = {date_format(day, "j F Y") for day in days}
    found = [_piece(text, shown) for text in _pieces(html)]
    # One bar for a run of pieces of which nothing is left.
    return [text for at, text in enumerate(found) if text != BAR or at == 0 or found[at - 1] != BAR]


def holds_a_name_of(item: SampleItem, words: str) -> bool:
    """Whether the words hold a part of the name of whom the file is about, however it is written, anywhere in them.

    Only for who knows that name: the answer tells what it is.
    """
    if item.sanction is None:
        return False
    person = item.sanction.person
    return bool(words_in(f"{person.given_name} {person.family_name}") & words_in(words))


@cache
def _of_the_templates() -> tuple[frozenset[str], tuple[str, ...]]:
    """What the templates say as a whole, and the pieces between what is filled in, the longest first."""
    wholes: set[str] = set()
    pieces: set[str] = set()
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for said in (*TRANSLATED.findall(text), *BLOCK.findall(text)):
            plain = _plain(TAG.sub("", said))
            if "{" not in plain:
                wholes.add(plain)
            pieces |= {_plain(piece) for piece in re.split(r"{[{%].*?[%}]}", plain)}
    return frozenset(wholes), tuple(sorted((piece for piece in pieces if len(piece) >= SHORTEST), key=len)[::-1])


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())


def _piece(text: str, days: set[str]) -> str:
    wholes, pieces = _of_the_templates()
    if text in wholes or text in days:
        return text
    shown = bytearray(len(text))
    for piece in pieces:
        at = text.find(piece)
        while at >= 0:
            end = at + len(piece)
            # Whole words alone, so that no word of somebody's shows in part.
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                shown[at:end] = b"\1" * len(piece)
            at = text.find(piece, at + 1)
    for found in DAY.finditer(text):
        if found.group() in days:
            shown[found.start() : found.end()] = b"\1" * len(found.group())
    return _with_bars(text, shown)


def _with_bars(text: str, shown: bytearray) -> str:
    made: list[str] = []
    for run in re.finditer(rb"\x01+|\x00+", bytes(shown)):
        part = text[run.start() : run.end()]
        if run.group()[0] or not any(sign.isalnum() for sign in part):
            made.append(part)
        else:
            made.append(f" {BAR} ")
    return " ".join("".join(made).split()) or BAR


class _Reader(HTMLParser):
    """The words of a page, a piece for each paragraph, heading, row or point."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in NO_WORDS
        if tag in A_PIECE:
            self.end()
        elif tag == "br":
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in NO_WORDS and self._hidden > 0
        if tag in A_PIECE:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    def end(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.pieces.append(text)


def _pieces(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.pieces
