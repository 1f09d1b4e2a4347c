"""What no text may be made of: signs that hide or turn words, heaps of accents, a text without end."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

MAX_CHARACTERS = 5_000
MAX_WORD = 200
# Each line of a letter costs the PDF engine as much as a whole paragraph.
MAX_LINES = 100
# Vietnamese and Hebrew need two or three; a letter with more is a heap that stops the PDF engine.
MAX_MARKS = 4
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Joiners of letters and the soft hyphen come along from a word processor and are harmless.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@dataclass(frozen=True)
class Trouble:
    code: str
    sentence: str


def trouble_with(text: str) -> Trouble | None:
    """Why a text cannot be kept because of the signs that it is made of, or None."""
    if len(text) > MAX_CHARACTERS:
        return Trouble("too_long", _("Deze tekst is te lang. Gebruik ten hoogste %s tekens.") % MAX_CHARACTERS)
    if text.count("\n") >= MAX_LINES:
        return Trouble("too_long", _("Deze tekst heeft te veel regels. Gebruik ten hoogste %s regels.") % MAX_LINES)
    marks = word = 0
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        if sign in TURNING or (category in ("Cc", "Cs", "Co") and sign not in "\n\r\t"):
            return Trouble(
                "odd_characters",
                _("In deze tekst staan onzichtbare tekens die hem anders laten lezen. Typ de tekst opnieuw."),
            )
        marks = marks + 1 if category in ("Mn", "Me") else 0
        word = 0 if sign.isspace() else word + 1
        if marks > MAX_MARKS:
            return Trouble("odd_characters", _("Een letter in deze tekst heeft te veel accenten. Typ hem opnieuw."))
        if word > MAX_WORD:
            return Trouble("odd_characters", _("In deze tekst staat een te lang woord. Zet er spaties in."))
    return None


def visible(text: str) -> str:
    """The text as a reader sees it: full-width and bold forms as plain ones, nothing invisible in between."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign not in INVISIBLE and unicodedata.category(sign) not in ("Cf", "Me"))
