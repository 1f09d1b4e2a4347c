"""Rebuilds one photo from its pixels, in a process of its own: a file on stdin, a JPEG on stdout.

With the word "logo" behind it the picture is made to fit the head of a letter, with sharper edges; with the word
"signature" only its ink is kept, black on white, and without ink nothing is made.

It knows nothing of the register: no settings, no keys, no database. It bounds its own memory and time before it
touches the file, and tells by its exit code why it made nothing.
"""

import io
import resource
import sys

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MAX_PIXELS = 20_000_000
# The decoder of WebP keeps three copies of a picture.
MAX_PIXELS_WEBP = 12_000_000
# The most pixels from left to right and from top to bottom, and how the JPEG is written.
PHOTO, LOGO, SIGNATURE = (800, 800), (640, 200), (600, 240)
BOXES = {"logo": LOGO, "signature": SIGNATURE}
SHARP = {"quality": 90, "subsampling": 0}
WRITTEN = {PHOTO: {"quality": 82}, LOGO: SHARP, SIGNATURE: SHARP}
# As dark as this is ink. A name takes more of it than a dot does, and far less than half of the sheet.
INK, LEAST_INK, AIR = 160, 80, 6
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
NOT_A_PHOTO, TOO_MANY_PIXELS, MOVES, TOO_HEAVY, NO_INK = 10, 11, 12, 13, 14


def bound_this_process() -> None:
    """No more memory or time than a photo needs, and no file to write to."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class Refused(Exception):
    """Nothing was made; the exit code tells why."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


def rebuild(data: bytes, box: tuple[int, int] = PHOTO) -> bytes:
    """A JPEG that fits this box, with nothing in it but the picture."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            # The header tells the size before a single pixel is decoded.
            most = MAX_PIXELS_WEBP if image.format == "WEBP" else MAX_PIXELS
            if image.width * image.height > most:
                raise Refused(TOO_MANY_PIXELS)
            # A telephone keeps a second picture in one file; then the first is the photo.
            if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
                raise Refused(MOVES)
            turn = _turn(image)
            image.draft("RGB", (2 * box[0], 2 * box[1]))
            small = _small(image, box)
    except Image.DecompressionBombError:
        raise Refused(TOO_MANY_PIXELS) from None
    if turn is not None:
        small = small.transpose(turn)
    if box == SIGNATURE:
        small = _ink(small)
    rebuilt = Image.frombytes("RGB", small.size, small.tobytes())
    out = io.BytesIO()
    rebuilt.save(out, "JPEG", **WRITTEN[box])
    return out.getvalue()


def _small(image, box):  # type: ignore[no-untyped-def]
    """The pixels in RGB, made small before anything is copied; what was transparent becomes white."""
    from PIL import Image

    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail(box)
    if image.mode in ("RGBA", "LA"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def _ink(image):  # type: ignore[no-untyped-def]
    """What is drawn, in black on white, with a little air around it."""
    ink = image.convert("L").point(lambda value: 255 if value < INK else 0)
    amount = ink.histogram()[255]
    if not LEAST_INK <= amount <= ink.width * ink.height // 2:
        raise Refused(NO_INK)
    left, top, right, bottom = ink.getbbox()
    around = (max(left - AIR, 0), max(top - AIR, 0), right + AIR, bottom + AIR)
    return ink.crop(around).point(lambda value: 255 - value).convert("RGB")


def _turn(image):  # type: ignore[no-untyped-def]
    """How the camera was held. What cannot be read is left as it lies."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        return turns.get(image.getexif().get(ORIENTATION))
    except MemoryError:
        raise
    except Exception:
        return None


def main() -> int:
    """Answers with the exit code; whatever a decoder stumbles over is no photo."""
    bound_this_process()
    box = BOXES.get(sys.argv[1], PHOTO) if sys.argv[1:] else PHOTO
    try:
        sys.stdout.buffer.write(rebuild(sys.stdin.buffer.read(), box))
    except Refused as refused:
        return refused.code
    except MemoryError:
        return TOO_HEAVY
    except Exception:
        return NOT_A_PHOTO
    return 0


if __name__ == "__main__":
    sys.exit(main())
