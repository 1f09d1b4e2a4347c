"""What the words around a word make of it: a person, a thing, a name or an address."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from .word_lists import context

REACH = 4
STREETS = ("straat", "laan", "weg", "plein", "gracht", "kade", "dijk", "pad", "hof", "singel", "dreef", "steeg", "park")
ENDINGS = ("", "s", "n", "en", "je", "jes", "tje", "tjes", "pje", "pjes", "etje", "etjes", "es")
PRONOUNS = {"hij", "zij", "ze", "he", "she", "they", "die", "wie", "iemand", "somebody", "someone"}
FROM = {
    "komt",
    "kwam",
    "komen",
    "kwamen",
    "afkomstig",
    "geboren",
    "gevlucht",
    "terug",
    "woont",
    "came",
    "born",
    "comes",
}
# Whoever does something has a name that ends so; a thing that does stands in the list of things.
DOERS = ("er", "ers", "aar", "aars", "ist", "isten", "ante", "eur", "eurs", "ster", "sters", "lui")
PAST = ("te", "de", "ed")
SMALL = ("s", "en", "n", "je", "jes", "tje", "tjes", "etje", "etjes", "pje", "pjes")
JOINING = {"en", "of", "and", "or"}
SHORTEST = 4


class Word(Protocol):
    @property
    def word(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def is_break(self) -> bool: ...
    @property
    def capital(self) -> bool: ...


def is_shortened(word: str) -> bool:
    """Whether a full stop after it is part of the word: "mw." or an initial."""
    return len(word) == 1 or (len(word) <= 4 and word in context()["titles"])


def passing_stretches(line: str) -> list[tuple[int, int]]:
    """Where in the line phrases stand that pass as they are."""
    return [match.span() for match in context().allowed.finditer(line)]


@lru_cache(maxsize=4096)
def is_person(word: str) -> bool:
    people = context()["people"]
    if word in context()["of_people"]:
        return True
    forms = {word} | {word.removesuffix(small) for small in SMALL if word.endswith(small)}
    return any(
        form in people or any(len(person) >= SHORTEST and form.endswith(person) for person in people) for form in forms
    )


def _is_no_noun(word: str) -> bool:
    """A verb or a small word: then "Turkse" itself stands for somebody."""
    return word in context()["verbs_and_small_words"] or word.endswith(PAST)


@lru_cache(maxsize=4096)
def is_thing(word: str) -> bool:
    """A thing, its plural or diminutive, or a compound that ends in one."""
    things = context()["things"]
    for ending in ENDINGS:
        stem = word.removesuffix(ending) if ending else word
        if len(stem) < len(word) - len(ending) or not word.endswith(ending):
            continue
        stem = _single(stem) if ending in ("etje", "etjes", "en") else stem
        # "bouwvakkers" are no "kers".
        shortest = SHORTEST + 1 if word.endswith(DOERS) else SHORTEST
        if stem in things or any(stem.endswith(thing) for thing in things if len(thing) >= shortest):
            return True
    return False


def _single(stem: str) -> str:
    """ "ball(etje)" is a "bal"."""
    return stem[:-1] if stem[-1:] == stem[-2:-1] else stem


def _noun_after(tokens: Sequence[Word], index: int) -> int | None:
    """The first word after this one that is not an adjective between it and its noun."""
    for at in range(index + 1, min(index + 1 + REACH, len(tokens))):
        word = tokens[at].word
        if tokens[at].is_break:
            return None
        if word in JOINING and not _goes_on(tokens, at + 1):
            return None
        origin = word.endswith(("se", "s")) and tokens[at].capital
        if word not in context()["between"] and not origin:
            return at
        if origin and is_thing(word):
            return at
    return None


def _goes_on(tokens: Sequence[Word], index: int) -> bool:
    """After "en": another adjective, or the verb of somebody who was called by the first."""
    return index < len(tokens) and (tokens[index].capital or tokens[index].word in context()["between"])


def person_follows(tokens: Sequence[Word], index: int) -> bool:
    at = _noun_after(tokens, index)
    return at is not None and is_person(tokens[at].word)


def thing_follows(tokens: Sequence[Word], index: int) -> bool:
    """Whether a thing follows, or the shop of a tradesman: "de Turkse bakker"."""
    at = _noun_after(tokens, index)
    if at is None or is_person(tokens[at].word):
        return False
    word = tokens[at].word
    if word in context()["shopkeepers"]:
        return True
    return is_thing(word) or not (_is_no_noun(word) or word.endswith(DOERS))


def thing_in_language(tokens: Sequence[Word], index: int) -> bool:
    """ "gebruiksaanwijzing in het Turks": a thing has a language and not a person."""
    before = [token.word for token in tokens[max(0, index - REACH) : index]]
    return before[-2:] in (["in", "het"], ["van", "het"]) and any(is_thing(word) for word in before[:-2])


def is_address(tokens: Sequence[Word], index: int) -> bool:
    """ "Marokko-straat", "Suriname plein 4": a street, whatever it is called after."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return bool(after and tokens[index].capital and after.word.endswith(STREETS))


def is_named(tokens: Sequence[Word], index: int) -> bool:
    """ "mevrouw Van Polen", "A. Roma": whatever follows a title or an initial is somebody's name."""
    if not tokens[index].capital:
        return False
    at = index - 1
    while at >= 0 and tokens[at].word in context()["particles"]:
        at -= 1
    if at < 0 or tokens[at].is_break:
        return False
    initial = len(tokens[at].word) == 1 and tokens[at].text.endswith(".")
    return initial or tokens[at].word in context()["titles"] or is_title(tokens[at].word)


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """A title, or a longer word that ends in one: "winkelmedewerker"."""
    return any(len(title) > SHORTEST and word.endswith(title) for title in context()["titles"])


def can_be_name(tokens: Sequence[Word], index: int) -> bool:
    """Whether a word such as "Pool" or "Turk" can be somebody's name here, or that of a shop."""
    token = tokens[index]
    if not token.capital:
        return not _counted(tokens, index)
    if person_follows(tokens, index):
        return False
    if thing_follows(tokens, index):
        return True
    # "Polen" and "Fransen" without anything before them are people, "Pool zag het" may be one called so.
    several = token.word.endswith("en") and not token.word.endswith("een")
    return _named_before(tokens, index) or not (several or _counted(tokens, index))


def _counted(tokens: Sequence[Word], index: int) -> bool:
    """After an article, a number or an adjective: one of a kind, and not somebody called so."""
    at = index - 1
    while at > 0 and at > index - 3 and tokens[at].word.endswith("e") and not tokens[at].capital:
        if tokens[at].word in context()["articles"] or tokens[at].word in context()["particles"]:
            break
        at -= 1
    return at >= 0 and tokens[at].word in context()["articles"]


def _named_before(tokens: Sequence[Word], index: int) -> bool:
    """A title, an initial, a first name or a shop stands before it, or a particle that itself is written large."""
    at = index - 1
    while at >= 0 and tokens[at].word in context()["particles"]:
        if tokens[at].capital and at > 0 and not tokens[at - 1].is_break:
            return True
        at -= 1
    if at < 0 or tokens[at].is_break:
        return False
    before = tokens[at]
    called = before.word in context()["titles"] or before.word in context()["establishments"]
    return called or (before.capital and before.word not in context()["articles"])


def thing_from(tokens: Sequence[Word], index: int) -> bool:
    """Whether a country belongs to a thing or a journey: "kaas uit Frankrijk"."""
    if not tokens[index].capital:
        return False
    for at in range(index - 1, max(-1, index - 2 - REACH), -1):
        word = tokens[at].word
        if word in FROM or word in PRONOUNS or is_person(word):
            return False
        if is_thing(word) or word in context()["journeys"] or word in context()["establishments"]:
            return True
    return False
