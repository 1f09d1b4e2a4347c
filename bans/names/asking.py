"""What a question may not be: the beginning of a name, or a row of names (R47)."""

import re

from .weighing import Folded

WORD = re.compile(r"[^\s,;./&+|-]+")


def first_two(given: str) -> str:
    """The box up to and with its second word."""
    words = list(WORD.finditer(given))
    return given[: words[1].end()] if len(words) > 2 else given


def asks_too_widely(question: Folded, known: Folded) -> bool:
    """Whether this question finds this person only as a wildcard or a list would."""
    return _only_begun(question, known) or _several(question, known)


def _only_begun(question: Folded, known: Folded) -> bool:
    """Whether the surname asked for is only the beginning of the one on file."""
    if len(question.family.tokens) != 1:
        return False
    asked = question.family.tokens[0].plain
    names = [token.plain for token in known.family.tokens]
    return asked not in names and any(name.startswith(asked) and len(name) >= len(asked) + 2 for name in names)


def _several(question: Folded, known: Folded) -> bool:
    """Whether more is asked than one name: at most one word more than stands on file, in whichever box."""
    if question.given.tokens:
        return len(question.family.tokens) > 1 + max(len(known.family.tokens), len(known.given.tokens))
    return len(question.every) > 1 + len(known.every)
