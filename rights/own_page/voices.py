"""In which languages the page speaks, and its sentences with the facts filled in.

What the page says around a measure stands in this folder; the measure itself is told with the sentences of the
explanation sheets, so that page and sheet never say different things.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation.trans_real import parse_accept_lang_header

from notices.sheets import languages as sheets
from notices.sheets.reading import Language, read_texts, text_complaints
from notices.sheets.words import date_in, dutch, filled

HERE = Path(__file__).parent
ORIGINAL = HERE / "original.yaml"
FOLDER = HERE / "languages"
DUTCH = sheets.DUTCH


@dataclass(frozen=True)
class Voice:
    """One language of the page: how it is set, the page's own texts, and those of the sheets."""

    language: Language
    texts: dict[str, str]

    @property
    def code(self) -> str:
        return self.language.code

    @property
    def is_dutch(self) -> bool:
        """Whether a Dutch name needs no mark for who listens."""
        return self.language.tag == DUTCH

    def say(self, key: str, **values: Any) -> SafeString:
        """A sentence of the page. A day is written as the language does, a name stays Dutch, a number as it is."""
        return self._filled(self.texts[key], values)

    def sheet(self, key: str, **values: Any) -> SafeString:
        """A sentence of the explanation sheets."""
        return self._filled(self.language.texts[key], values)

    def _filled(self, text: str, values: dict[str, Any]) -> SafeString:
        return filled(text, {name: self._shown(value) for name, value in values.items()}) if values else escape(text)

    def _shown(self, value: Any) -> Any:
        if isinstance(value, dt.date):
            return date_in(self.language, value)
        return dutch(value) if type(value) is str else value


@lru_cache(maxsize=1)
def voices() -> dict[str, Voice]:
    """Every language in which page and sheets are complete, by code; Dutch first."""
    spoken = sheets.languages()
    own = {code: texts for code, texts in read_folder(FOLDER)[0].items() if code in spoken}
    return {DUTCH: _dutch(), **{code: Voice(spoken[code], own[code]) for code in spoken if code in own}}


def read_folder(folder: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The texts of every language in a folder by its code, and what is wrong, each complaint with file and key."""
    original, complaints = read_texts(ORIGINAL)
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        texts, more = read_texts(path)
        more = more or [f"{path.name}: {said}" for said in text_complaints(texts, original)]
        if not more:
            found[path.stem] = texts
        complaints += more
    spoken = sheets.languages().keys()
    complaints += [f"{code}.yaml: the file is missing" for code in sorted(spoken - {p.stem for p in folder.iterdir()})]
    return found, complaints


def voice_for(asked: str, accepted: str) -> Voice:
    """The language that was asked for; without one what the browser reads, if there is that, and else Dutch."""
    known = voices()
    if asked in known:
        return known[asked]
    for tag, _weight in parse_accept_lang_header(accepted):
        for code in (tag, tag.partition("-")[0]):
            if code in known:
                return known[code]
    return known[DUTCH]


def _dutch() -> Voice:
    about: dict[str, Any] = {"own_name": "Nederlands", "dutch_name": "Nederlands", "tag": DUTCH, "direction": "ltr"}
    language = Language(
        code=DUTCH, **about, font="Letter", pictograms=False, reviewed_by="", reviewed_on=None, texts=sheets.original()
    )
    return Voice(language, read_texts(ORIGINAL)[0])
