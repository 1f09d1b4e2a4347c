"""What no free text may hold: a citizen number, however it is written (R68)."""

import re

from django.utils.translation import gettext as _

from participants.refusals import Refusal

NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-/]?\d){8}(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_citizen_number(text: str) -> bool:
    """Whether nine digits in the text pass the eleven test of the citizen number."""
    for match in NINE_DIGITS.finditer(text):
        digits = [int(character) for character in match.group() if character.isdigit()]
        if any(digits) and sum(w * d for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0:
            return True
    return False


def check_free_text(text: str, field: str) -> str:
    """The text as it came. Refuses one with a citizen number; nobody can override that (R68)."""
    if holds_citizen_number(text):
        raise Refusal(
            "citizen_number",
            _("Hier lijkt een burgerservicenummer te staan. Dat mag nooit in het register."),
            rule="R68",
            field=field,
        )
    return text
