"""A photo on a screen: for a moment, for one viewer, and with that viewer's mark in it (R49)."""

import datetime as dt
import io

from django.core import signing
from django.http import Http404
from PIL import Image, ImageDraw, ImageFont

from audit.log import record
from participants.clock import DUTCH_TIME
from participants.models import User

from .models import Photo

# How long a screen at the counter shows a photo, and a little longer for it to arrive.
SHOWN, SHOWN_IN_BRIEF = 30, 120
ARRIVES = 15
SALT = "bans.photo_views"


def ticket(photo: Photo, *, user: User, seconds: int = SHOWN) -> str:
    """With this in the address the photo opens for this user, for so many seconds."""
    return signing.dumps([photo.token, user.pk, seconds], salt=SALT)


def opens(value: str, *, photo_token: str, user: User) -> bool:
    """Whether a ticket is of this photo and this user, and not too old."""
    try:
        token, pk, seconds = signing.loads(value, salt=SALT)
        signing.loads(value, salt=SALT, max_age=int(seconds) + ARRIVES)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return token == photo_token and pk == user.pk


def marked(jpeg: bytes, *, viewer: User, at: dt.datetime) -> bytes:
    """The same picture with who looks and when across it. What cannot be drawn upon is not shown.

    The name of the viewer stands in it, never that of the person.
    """
    words = f"{viewer.name} · {at.astimezone(DUTCH_TIME):%d-%m-%Y %H:%M}"
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        image = picture.convert("RGB")
    size = max(12, image.width // 24)
    font = ImageFont.load_default(size)
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for top in range(size, image.height, max(size * 6, image.height // 4)):
        draw.text(
            (size // 2, top), words, font=font, fill=(255, 255, 255, 130), stroke_width=1, stroke_fill=(0, 0, 0, 90)
        )
    image = Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def shown(photo: Photo, *, viewer: User, at: dt.datetime) -> bytes:
    """What this viewer gets of a photo, with the line in the log that it was looked at."""
    try:
        jpeg = marked(bytes(photo.jpeg), viewer=viewer, at=at)
    except OSError:
        raise Http404 from None
    record("photo.viewed", subject=f"person:{photo.person.token}", by=viewer, area=photo.area)
    return jpeg
