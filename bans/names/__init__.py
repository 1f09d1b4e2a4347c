"""Whether two names are one person's: the matcher of the counter check (R47). No database, no clock.

    known = prepare(Known("van den Berg", "Johannes", 1980))     once per person
    judge(ask(Question("v.d. Berg", "Jan")), known)              as often as needed

The method in words, and what it was measured to do: docs/finding.md.
"""

from dataclasses import dataclass, replace
from enum import IntEnum

from .asking import asks_too_widely, first_two
from .weighing import Folded, fold, weigh
from .words import in_words

__all__ = ["LIKELY", "POSSIBLE", "Judgement", "Known", "Likeness", "PreparedName", "PreparedQuestion", "Question"]
__all__ += ["ask", "asks_too_widely", "in_words", "judge", "narrowed", "only_initials", "prepare"]

# Where a judgement begins to be one, as measured by `python -m bench.finding` (docs/finding.md).
# POSSIBLE: the best F1 on the tuning half (0.733), and fewer than 1 % of innocent questions in an area of 200.
# LIKELY: none of those.
POSSIBLE = 0.74
LIKELY = 0.9


class Likeness(IntEnum):
    """What the counter may conclude."""

    NONE = 0
    POSSIBLE = 1
    LIKELY = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A name as typed at a counter."""

    family: str
    given: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A name as it stands on file."""

    family: str
    given: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How alike, as a word and as a number from 0 to 1, and the codes of why."""

    likeness: Likeness
    score: float
    reasons: tuple[str, ...]


PreparedName = Folded
PreparedQuestion = Folded
NOTHING = Judgement(Likeness.NONE, 0.0, ())


def prepare(known: Known) -> PreparedName:
    """Fold the name of a person, once."""
    return fold(known.family, known.given, known.birth_year)


def ask(question: Question) -> PreparedQuestion:
    """Fold a name as typed. Never raises; a name without letters is like nobody's."""
    return fold(question.family, question.given, question.birth_year)


def judge(question: PreparedQuestion, known: PreparedName, *, penalty: float = 0.0) -> Judgement:
    """Whether this may be the person asked about. `penalty` (0 to 1) is taken off for earlier "not this person".

    A surname alone is never enough: without a first name on both sides the birth years must be equal (R47).
    """
    score, reasons = weigh(question, known)
    if not reasons:
        return NOTHING
    score = min(1.0, max(0.0, score - penalty))
    if score < POSSIBLE or "year_other" in reasons or not _enough(question, known, reasons):
        return Judgement(Likeness.NONE, score, tuple(reasons))
    return Judgement(Likeness.LIKELY if score >= LIKELY else Likeness.POSSIBLE, score, tuple(reasons))


def _enough(question: Folded, known: Folded, reasons: list[str]) -> bool:
    if "given_other" in reasons:
        return False
    if "year_same" in reasons:
        return True
    if "given_missing" in reasons:
        return False
    return len(question.every) > 1 and len(known.every) > 1


def narrowed(question: Question) -> Question:
    """A question about one person: of the first names two count, or one box would ask for a whole row of people."""
    return replace(question, given=first_two(question.given))


def only_initials(question: Question) -> bool:
    """Whether a box holds nothing but initials: with a surname those fit one in seven who bear it."""
    folded = ask(question)
    return any(all(len(token.plain) == 1 for token in box.tokens) for box in (folded.family, folded.given))
