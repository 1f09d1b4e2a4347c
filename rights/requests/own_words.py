"""What the person says, as we keep it: theirs, but for what nobody may keep (R68, D11).

A word that the register refuses from others is no reason to refuse somebody's objection: whoever feels singled out must
be able to say why. Their own page asks once whether it is needed. A number is left out whoever wrote it.
"""

import re

from django.utils.translation import gettext as _

from bans.free_text.characters import INVISIBLE, TURNING
from bans.free_text.numbers import citizen_number_in, document_number_in
from bans.free_text.terms import terms_in
from participants.refusals import Refusal

MOST_CHARACTERS = 60_000
LEFT_OUT = "[…]"
# Digits with at most three other signs in between, and no letter: whatever may be such a number.
NUMBER = re.compile(r"\d(?:[^\w\n]{0,3}\d){4,}")
WORD = re.compile(r"\S+")
SIGNS = {ord(sign): None for sign in (*TURNING, *INVISIBLE - {"\u200c", "\u200d"})}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def as_kept(text: str) -> str:
    """The text without signs that turn or hide words, and without numbers that nobody may keep.

    Refuses one that is longer than sixty thousand characters.
    """
    if len(text) > MOST_CHARACTERS:
        sentence = _("Deze tekst is te lang: hoogstens %d tekens.") % MOST_CHARACTERS
        raise Refusal("text_too_long", sentence, field="words")
    lines = CONTROL.sub(" ", text.translate(SIGNS)).strip().splitlines()
    return "\n".join(_without_numbers(line) for line in lines)


def holds_number(text: str) -> bool:
    """Whether something is left out of it."""
    return any(_tells_number(line) for line in text.splitlines())


def sensitive_words(text: str) -> list[str]:
    """The words of which the page asks whether they are needed."""
    return list(dict.fromkeys(found.text for found in terms_in(text)))[:5]


def _without_numbers(line: str) -> str:
    """First what looks like one; if that was not it, every word with a digit in it."""
    if _tells_number(line):
        line = NUMBER.sub(LEFT_OUT, line)
    return WORD.sub(_left_out, line) if _tells_number(line) else line


def _left_out(word: re.Match[str]) -> str:
    return LEFT_OUT if any(sign.isdigit() for sign in word.group()) else word.group()


def _tells_number(line: str) -> bool:
    return any(sign.isdigit() for sign in line) and (citizen_number_in(line) or document_number_in(line))
