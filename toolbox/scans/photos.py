"""Photos of places: accepted as any photo is, and blurred by hand where somebody is in view.

No software looks for people in them: whoever took the photo looks, and says what is to be blurred.
"""

import datetime as dt
import io
from collections.abc import Collection
from typing import IO, NamedTuple

from django.utils.translation import gettext as _
from PIL import Image

from bans.photos import clean_photo
from participants import limits
from participants.models import User
from participants.refusals import Refusal

A_DAY = 120
# The long side of a photo has eight squares, the short side six.
LONG, SHORT = 8, 6
# What is left of a square in each direction: nothing that anybody can be known by.
BLOCKS = 2
QUALITY = 82


class Grid(NamedTuple):
    columns: int
    rows: int


class Square(NamedTuple):
    """Row and column, counted from one at the top left."""

    row: int
    column: int


def accept(upload: IO[bytes], *, by: User, at: dt.datetime) -> bytes:
    """A photo that somebody sends, cleaned (R69). Refuses more in a day than a walk can have use for."""
    if not limits.take(f"scan_photos:{by.pk}", limit=A_DAY, window=dt.timedelta(days=1), at=at):
        sentence = _("U stuurde vandaag al heel veel foto's. Morgen kan het weer; ga verder zonder foto.")
        raise Refusal("too_many_photos", sentence, rule="R69")
    try:
        return clean_photo(upload)
    except Refusal as refusal:
        if refusal.code != "photo_not_now":
            raise
        sentence = _("De foto kan nu niet worden geopend. Probeer het zo weer, of ga verder zonder foto.")
        raise Refusal(refusal.code, sentence, rule="R69") from None


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height of a photo of ours."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        return image.size


def grid_of(width: int, height: int) -> Grid:
    return Grid(LONG, SHORT) if width >= height else Grid(SHORT, LONG)


def blurred(jpeg: bytes, squares: Collection[Square]) -> bytes:
    """The photo with these squares reduced to a few blocks of colour."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        picture = image.convert("RGB")
    grid = grid_of(*picture.size)
    for square in squares:
        left, right = (picture.width * side // grid.columns for side in (square.column - 1, square.column))
        top, bottom = (picture.height * side // grid.rows for side in (square.row - 1, square.row))
        if left < right and top < bottom:
            part = picture.crop((left, top, right, bottom))
            few = part.resize((BLOCKS, BLOCKS), Image.Resampling.BOX)
            picture.paste(few.resize(part.size, Image.Resampling.NEAREST), (left, top))
    # From its pixels alone, as the worker of bans does.
    rebuilt = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    rebuilt.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
