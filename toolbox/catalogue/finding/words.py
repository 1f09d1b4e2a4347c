"""From what somebody types to the stems that are looked up. Pure calculation."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer
import yaml

FILE = Path(__file__).resolve().parent / "words.yaml"
LANGUAGES = {"nl": "dutch", "en": "english"}
SHORTEST = 2
TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Lower case, without accents, and without the apostrophe of a Dutch plural."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    return TOKEN.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


# What visitors type has no end; the words of the catalogue are some thousands.
@lru_cache(maxsize=20_000)
def stem(token: str, tongue: str) -> str:
    return str(snowballstemmer.stemmer(LANGUAGES[tongue]).stemWord(token))


@cache
def _lists(tongue: str) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The words that say nothing, and for each stem the stems that mean about the same."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))[tongue]
    silent = frozenset(tokens(" ".join(raw["silent"])))
    alike: dict[str, frozenset[str]] = {}
    for group in raw["alike"]:
        stems = frozenset(stem(token, tongue) for word in group for token in tokens(word))
        for one in stems:
            alike[one] = alike.get(one, frozenset()) | stems
    return silent, alike


def stems(text: str, tongue: str) -> list[str]:
    """What is looked up for a text: its words that say something, stemmed, in order."""
    silent, _alike = _lists(tongue)
    return [stem(token, tongue) for token in tokens(text) if token not in silent and len(token) >= SHORTEST]


def alike(one: str, tongue: str) -> frozenset[str]:
    """The other stems that mean about the same."""
    return _lists(tongue)[1].get(one, frozenset()) - {one}
