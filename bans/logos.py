"""A logo for the head of letters: rebuilt from its pixels by the same process as photos, small and on white."""

import re
from typing import IO

from django.utils.translation import gettext as _

from participants.refusals import Refusal

from . import photo_worker
from .photos import MAX_BYTES, is_plain_jpeg, rebuild_apart

MAX_RESULT = 200 * 1024
# A picture that is also a page or a program. Rebuilding would leave it out; who sends one should know.
MORE_THAN_A_PICTURE = re.compile(rb"<script|<!doctype|<\?php|<svg\s", re.I)


def clean_logo(upload: IO[bytes]) -> bytes:
    """A JPEG of at most 640 by 200 pixels, on white. Refuses what is too large, no picture, or more than one."""
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _refused(_("Dit logo is groter dan 8 MB. Kies een kleiner bestand."))
    if MORE_THAN_A_PICTURE.search(data):
        raise _refused(_("In dit bestand zit meer dan een beeld. Bewaar het logo opnieuw als PNG of JPEG."))
    try:
        code, jpeg = rebuild_apart(data, "logo")
    except Refusal:
        raise _refused(_("Het logo kan nu niet worden geopend. Probeer het zo weer.")) from None
    if code:
        raise _refused(_sentence(code))
    if len(jpeg) > MAX_RESULT or not is_plain_jpeg(jpeg):
        raise _refused(_sentence(photo_worker.NOT_A_PHOTO))
    return jpeg


def _sentence(code: int) -> str:
    if code == photo_worker.TOO_MANY_PIXELS:
        return _("Dit logo heeft te veel beeldpunten. Kies een kleiner bestand.")
    if code == photo_worker.MOVES:
        return _("Dit logo beweegt. Kies een beeld dat stilstaat.")
    if code == photo_worker.NOT_A_PHOTO:
        return _("Dit bestand is geen beeld. Kies een PNG, JPEG of WebP, geen SVG of PDF.")
    return _("Dit logo is te zwaar om te openen. Kies een ander bestand.")


def _refused(message: str) -> Refusal:
    return Refusal("not_an_image", message, rule="R69", field="logo")
