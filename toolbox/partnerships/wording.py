"""Texts of a partnership go through the one door for free text, in which organisations are called by their names.

"COA" is a word that says something about a person in a file, and here it may be a partner: written as its name is.
"""

import re
from collections.abc import Iterable

from django.utils import translation

from bans.free_text import check_free_text

from ..catalogue.vocabulary import Party

PARTNER = "de partner"


def checked(text: str, field: str, *, organisations: Iterable[str] = ()) -> str:
    """The text without blanks around it. Refuses what no free text may hold (R68), names of organisations aside."""
    text = text.strip()
    with translation.override("nl"):
        known = {*organisations, *(str(label) for label in Party.labels)}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    check_free_text(re.sub(rf"(?<!\w)(?:{names})(?!\w)", PARTNER, text), field)
    return text
