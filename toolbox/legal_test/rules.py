"""What a legal test comes to: plain values in, an outcome and the reasons for it out. No database, no clock."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .vocabulary import Answer, Outcome, PermitStatus

# What a no leads to. The order is that of the questions.
IF_NO = {
    "problem": Outcome.NOT_YET,
    "competence": Outcome.NO,
    "conditions": Outcome.NOT_YET,
    "necessity": Outcome.LIGHTER,
    "subsidiarity": Outcome.LIGHTER,
    "proportionality": Outcome.LIGHTER,
    "equal-treatment": Outcome.NO,
    "privacy": Outcome.NOT_YET,
    "vulnerability": Outcome.NOT_YET,
    "remedy": Outcome.NOT_YET,
    "end": Outcome.NOT_YET,
}
# These exist only under the area's own permit; the register knows whether it has one, and nobody says otherwise.
UNDER_A_PERMIT = frozenset({"collective-shop-ban", "collective-warning"})
HEAVIEST_FIRST = (Outcome.NO, Outcome.LIGHTER, Outcome.NOT_YET, Outcome.READY)


@dataclass(frozen=True)
class Case:
    """All that a test is judged by. What was not answered is not in `answers`."""

    answers: Mapping[str, str]
    # Each condition of the measure, and whether it is met.
    conditions: Mapping[str, bool] = field(default_factory=dict)
    # Each party that must decide, and whether it does.
    deciders: Mapping[str, str] = field(default_factory=dict)
    permit: str = PermitStatus.NOT_NEEDED
    ended: bool = False
    # The practices that the texts ask for and that nobody does.
    excluded: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One reason for the outcome: what it leads to, what it is, and about which question, party or condition."""

    outcome: str
    code: str
    about: str = ""


@dataclass(frozen=True)
class Verdict:
    outcome: str
    findings: tuple[Finding, ...]


def judge(case: Case) -> Verdict:
    """The heaviest of what was found, and all of it, the heaviest first. Ready only if nothing was found."""
    found = [*_hard_stops(case), *_answers(case), *_still_to_show(case)]
    found.sort(key=lambda finding: HEAVIEST_FIRST.index(Outcome(finding.outcome)))
    return Verdict(found[0].outcome if found else Outcome.READY, tuple(found))


def _hard_stops(case: Case) -> Iterable[Finding]:
    """What no answer can mend."""
    if case.ended:
        yield Finding(Outcome.NO, "ended")
    for practice in case.excluded:
        yield Finding(Outcome.NO, "excluded", practice)
    if case.permit == PermitStatus.MISSING:
        yield Finding(Outcome.NO, "no_permit")
    for party, decides in case.deciders.items():
        if decides == Answer.NO:
            yield Finding(Outcome.NO, "no_decider", party)


def _answers(case: Case) -> Iterable[Finding]:
    for question, leads_to in IF_NO.items():
        given = case.answers.get(question)
        if given is None:
            yield Finding(Outcome.NOT_YET, "unanswered", question)
        elif given == Answer.NO:
            yield Finding(leads_to, "answered_no", question)
        elif given == Answer.UNKNOWN:
            yield Finding(Outcome.NOT_YET, "unknown", question)


def _still_to_show(case: Case) -> Iterable[Finding]:
    """A yes alone is not enough: each party must decide, and each condition be met."""
    if "competence" in case.answers:
        for party, decides in case.deciders.items():
            if decides == Answer.UNKNOWN:
                yield Finding(Outcome.NOT_YET, "decider_unknown", party)
    if "conditions" in case.answers:
        for condition, met in case.conditions.items():
            if not met:
                yield Finding(Outcome.NOT_YET, "condition", condition)


def may_close(verdict: Verdict) -> bool:
    """When every question has an answer, or when a hard stop makes the rest of no use."""
    return verdict.outcome == Outcome.NO or all(finding.code != "unanswered" for finding in verdict.findings)


# What nobody does: whether a text asks for it.

DENIALS = frozenset({"geen", "niet", "nooit", "zonder", "no", "not", "never", "without"})
# "Niet alleen dit" denies nothing.
ALONE = frozenset({"twijfel", "eerder", "meer", "alleen", "slechts", "enkel", "only", "just"})
REACH = 4
# Behind these a denial no longer holds.
TURN = re.compile(r"[.,;:!?\n]|\b(?:maar|wel|but|yet)\b")


def practices_in(texts: Iterable[str], practices: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The practices, given by their code with the words for them, that any of the texts asks for."""
    plain = [_plain(text) for text in texts]
    return tuple(
        code for code, words in practices.items() if any(_asks_for(text, word) for text in plain for word in words)
    )


def _asks_for(text: str, word: str) -> bool:
    """Whether it stands there, however it is spaced, and is not denied right before."""
    letters = [re.escape(letter) for letter in _plain(word) if not letter.isspace()]
    pattern = r"(?<!\w)" + r"[\s_-]*".join(letters)
    return any(not _denied(text[: found.start()]) for found in re.finditer(pattern, text))


def _denied(before: str) -> bool:
    near = TURN.split(before)[-1].split()[-REACH:]
    denials = [
        word
        for place, word in enumerate(near)
        if word in DENIALS and not ALONE.intersection(near[place + 1 : place + 2])
    ]
    return len(denials) % 2 == 1


def _plain(text: str) -> str:
    """Small letters without accents or invisible signs, and one kind of apostrophe."""
    spread = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    return "".join(sign for sign in spread if unicodedata.category(sign) not in ("Mn", "Cf"))
