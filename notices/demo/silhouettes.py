"""Drawn figures in the place of photos. No face in this demonstration belongs to anybody."""

import io
import random

from PIL import Image, ImageDraw

SIZE = (480, 600)
BACKGROUNDS = ("#d9e2ec", "#e4e0d6", "#dfe8df", "#e6dfe8")
CLOTHES = ("#33475b", "#5b4a33", "#2f5d50", "#5d2f45", "#444444")
SKIN = "#8a8f98"


def draw(seed: str, *, hair: str = "short", build: str = "average") -> bytes:
    """A JPEG with head and shoulders, and no features; the same for the same words."""
    dealer = random.Random(seed)
    image = Image.new("RGB", SIZE, dealer.choice(BACKGROUNDS))
    pen = ImageDraw.Draw(image)
    middle, wide = SIZE[0] // 2, {"slim": 130, "sturdy": 200}.get(build, 165)
    pen.ellipse((middle - wide, 370, middle + wide, 850), fill=dealer.choice(CLOTHES))
    pen.rectangle((middle - 32, 300, middle + 32, 400), fill=SKIN)
    shade = dealer.choice(("#3a3f47", "#4b5059", "#2c3036"))
    if hair == "long":
        pen.rounded_rectangle((middle - 112, 120, middle + 112, 410), 80, fill=shade)
    if hair != "bald":
        pen.ellipse((middle - 104, 96, middle + 104, 300), fill=shade)
    if hair == "tied":
        pen.ellipse((middle - 34, 66, middle + 34, 134), fill=shade)
    pen.ellipse((middle - 92, 124, middle + 92, 350), fill=SKIN)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
