"""Photos: one small still image, rebuilt from its pixels so that nothing else comes along (R49, R50, R69)."""

import io
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from participants.refusals import Refusal

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 20_000_000
LONGEST_SIDE = 800
FORMATS = ("JPEG", "PNG", "WEBP")


def clean_photo(upload: IO[bytes]) -> bytes:
    """A JPEG of at most 800 pixels, without metadata. Refuses what is too large or no still image."""
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _refused(_("Deze foto is groter dan 8 MB. Kies een kleinere foto."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            # The header tells the size before a single pixel is decoded.
            if image.width * image.height > MAX_PIXELS or getattr(image, "n_frames", 1) > 1:
                raise _refused(_("Deze foto heeft te veel beeldpunten of beweegt. Kies een gewone foto."))
            pixels = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise _refused(_("Dit bestand is geen foto. Kies een JPEG, PNG of WebP.")) from None
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    rebuilt = Image.frombytes("RGB", pixels.size, pixels.tobytes())
    out = io.BytesIO()
    rebuilt.save(out, "JPEG", quality=82)
    return out.getvalue()


def _refused(message: str) -> Refusal:
    return Refusal("not_an_image", message, rule="R69", field="photo")
