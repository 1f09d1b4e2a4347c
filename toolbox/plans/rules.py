"""What a plan is warned of. Plain values in, sentences out: no database, no clock.

A warning refuses nothing by itself; somebody gives a reason, and the reason stands beside it. Its key is made of the
facts that it is about, so that the reason for one state of affairs is none for another.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from django.utils.translation import gettext as _

from ..catalogue.taxonomy import Taxonomy
from .money import euros

# From here on a measure cuts deep into somebody's freedom, and a plan asks for a test of the law.
INTRUSIVE = 3


@dataclass(frozen=True)
class Frame:
    """The plan around its parts."""

    starts_on: dt.date
    ends_on: dt.date
    budget: int


@dataclass(frozen=True)
class Part:
    """A measure in the plan; `tested` when a test of the law says that it can be done."""

    code: str
    starts_on: dt.date
    last_day: dt.date
    budget: int = 0
    tested: bool = False

    def overlaps(self, other: "Part") -> bool:
        return self.starts_on <= other.last_day and other.starts_on <= self.last_day

    @property
    def term(self) -> str:
        return f"{self.starts_on}/{self.last_day}"


@dataclass(frozen=True)
class Known:
    """What the catalogue says of a measure."""

    title: str
    severity: int = 0
    by_procedure: bool = False
    awaits_review: bool = False
    ended: bool = False


@dataclass(frozen=True)
class Caution:
    """One warning. A note is only to be seen, and asks for no answer; `untested` is a measure that lacks a test."""

    key: str
    sentence: str
    is_note: bool = False
    untested: str = ""


Books = Mapping[str, Known]


def cautions(
    frame: Frame, parts: Sequence[Part], books: Books, taxonomy: Taxonomy, *, beside: Sequence[Part] = ()
) -> list[Caution]:
    """Everything that this plan is warned of, the way through the law first and money last.

    `beside` is what runs in the area by other plans.
    """
    found = [
        *_untested(parts, books),
        *_skipped_steps(parts, books, taxonomy),
        *_excluded_pairs(parts, beside, books, taxonomy),
        *_missing_needs(parts, books, taxonomy),
        *_said_by_the_catalogue(parts, books),
        *_own_overlaps(parts, books),
        *_overlaps_beside(parts, beside, books),
        *_outside_the_plan(frame, parts, books),
        *_over_budget(frame, parts),
    ]
    return list({caution.key: caution for caution in found}.values())


def _caution(kind: str, facts: Sequence[object], sentence: str, *, is_note: bool = False) -> Caution:
    digest = hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:12]
    return Caution(f"{kind}-{digest}", sentence, is_note)


def _title(books: Books, code: str) -> str:
    return books[code].title if code in books else code


def _untested(parts: Sequence[Part], books: Books) -> Iterator[Caution]:
    sentence = _("“%(title)s” grijpt diep in. Er is nog geen juridische toets die zegt dat het kan.")
    for part in parts:
        if not part.tested and part.code in books and books[part.code].severity >= INTRUSIVE:
            caution = _caution("test", [part.code], sentence % {"title": books[part.code].title})
            yield replace(caution, untested=part.code)


def _skipped_steps(parts: Sequence[Part], books: Books, taxonomy: Taxonomy) -> Iterator[Caution]:
    """A step of a ladder of which a lower step does not begin earlier in the plan."""
    sentence = _("“%(title)s” is niet de lichtste stap. Deze lichtere stappen komen er niet eerder: %(steps)s.")
    for ladder in taxonomy.ladders:
        for part in parts:
            if part.code not in ladder.steps:
                continue
            earlier = {other.code for other in parts if other.starts_on < part.starts_on}
            skipped = [code for code in ladder.steps[: ladder.steps.index(part.code)] if code not in earlier]
            if skipped:
                facts = {"title": _title(books, part.code), "steps": ", ".join(_title(books, code) for code in skipped)}
                yield _caution("ladder", [ladder.code, part.code, *skipped], sentence % facts)


def _excluded_pairs(
    parts: Sequence[Part], beside: Sequence[Part], books: Books, taxonomy: Taxonomy
) -> Iterator[Caution]:
    sentence = _("“%(a)s” en “%(b)s” gaan niet samen, en hun dagen overlappen elkaar. %(note)s")
    for relation in taxonomy.relations:
        if relation.kind != "excludes":
            continue
        for one, other in (*combinations(parts, 2), *product(parts, beside)):
            if {one.code, other.code} == {relation.a, relation.b} and one.overlaps(other):
                facts = {"a": _title(books, relation.a), "b": _title(books, relation.b), "note": relation.note}
                yield _caution("excludes", [relation.a, relation.b], sentence % facts)


def _missing_needs(parts: Sequence[Part], books: Books, taxonomy: Taxonomy) -> Iterator[Caution]:
    sentence = _("“%(a)s” kan niet zonder “%(b)s”, en dat staat niet in dit plan. %(note)s")
    codes = {part.code for part in parts}
    for relation in taxonomy.relations:
        if relation.kind == "requires" and relation.a in codes and relation.b not in codes:
            facts = {"a": _title(books, relation.a), "b": _title(books, relation.b), "note": relation.note}
            yield _caution("requires", [relation.a, relation.b], sentence % facts)


def _said_by_the_catalogue(parts: Sequence[Part], books: Books) -> Iterator[Caution]:
    """What the catalogue says of the measure itself, whatever the plan."""
    for code in dict.fromkeys(part.code for part in parts):
        known = books.get(code)
        title = {"title": _title(books, code)}
        if known is None:
            yield _caution("unknown", [code], _("“%(title)s” staat niet in de catalogus.") % title)
            continue
        if known.ended:
            yield _caution("ended", [code], _("“%(title)s” bestaat niet meer.") % title)
        if known.awaits_review:
            sentence = _("“%(title)s” wacht op een juridische controle. Laat een jurist meekijken.")
            yield _caution("review", [code], sentence % title)
        if known.by_procedure:
            sentence = _("“%(title)s” volgt een procedure en geen gedrag. Gebruik dit niet als antwoord op gedrag.")
            yield _caution("procedure", [code], sentence % title, is_note=True)


def _own_overlaps(parts: Sequence[Part], books: Books) -> Iterator[Caution]:
    sentence = _("“%(title)s” staat vaker in het plan, met dagen die elkaar overlappen.")
    for one, other in combinations(parts, 2):
        if one.code == other.code and one.overlaps(other):
            yield _caution("twice", [one.code, one.term, other.term], sentence % {"title": _title(books, one.code)})


def _overlaps_beside(parts: Sequence[Part], beside: Sequence[Part], books: Books) -> Iterator[Caution]:
    sentence = _("“%(title)s” loopt in dezelfde dagen ook al in een ander plan.")
    for one, other in product(parts, beside):
        if one.code == other.code and one.overlaps(other):
            yield _caution("beside", [one.code, one.term, other.term], sentence % {"title": _title(books, one.code)})


def _outside_the_plan(frame: Frame, parts: Sequence[Part], books: Books) -> Iterator[Caution]:
    sentence = _("“%(title)s” loopt niet binnen de dagen van het plan.")
    for part in parts:
        if part.starts_on < frame.starts_on or part.last_day > frame.ends_on:
            facts = [part.code, part.term, frame.starts_on, frame.ends_on]
            yield _caution("days", facts, sentence % {"title": _title(books, part.code)})


def _over_budget(frame: Frame, parts: Sequence[Part]) -> Iterator[Caution]:
    total = sum(part.budget for part in parts)
    if total > frame.budget:
        sentence = _("De maatregelen kosten samen %(total)s. Het budget van het plan is %(budget)s.")
        yield _caution(
            "budget", [total, frame.budget], sentence % {"total": euros(total), "budget": euros(frame.budget)}
        )
