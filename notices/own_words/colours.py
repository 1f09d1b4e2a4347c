"""A colour that can be read: as text on white, and white on it."""

import re

from django.utils.translation import gettext as _

from participants.refusals import Refusal

COLOUR = re.compile(r"#[0-9a-f]{6}")
DEFAULT, DEFAULT_ACCENT = "#0e4a4f", "#7a5a1c"
LEAST_CONTRAST = 4.5


def contrast_with_white(colour: str) -> float:
    """From 1 (white) to 21 (black), as WCAG 2.2 counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def check_colour(colour: str, *, field: str) -> str:
    """The colour as six digits. Refuses what is no colour, and what cannot be read on white paper."""
    colour = colour.strip().lower()
    if not COLOUR.fullmatch(colour):
        raise Refusal("no_colour", _("Schrijf een kleur als # met zes tekens, bijvoorbeeld #0e4a4f."), field=field)
    ratio = contrast_with_white(colour)
    if ratio < LEAST_CONTRAST:
        sentence = _(
            "Deze kleur is te licht om op wit te lezen (contrast %(ratio)s, nodig is 4,5). Kies een donkerder."
        )
        shown = f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
        raise Refusal("colour_too_light", sentence % {"ratio": shown}, field=field)
    return colour
