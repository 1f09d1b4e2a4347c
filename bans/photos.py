"""Photos: one small still image, rebuilt from its pixels so that nothing else comes along (R49, R50, R69).

A file from outside is opened by another process, which knows no secret and may be killed (bans.photo_worker).
"""

import datetime as dt
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from django.utils.translation import gettext as _

from participants import limits
from participants.models import User
from participants.refusals import Refusal

from . import photo_worker

MAX_BYTES = 8 * 1024 * 1024
MAX_RESULT = 1024 * 1024
SECONDS = 15
A_DAY = 60
# Each takes up to a quarter of a gigabyte for a moment; more at once would take it from the register.
AT_ONCE = BoundedSemaphore(2)
WORKER = Path(photo_worker.__file__)
# Start and end of a JPEG, its tables, its frame and its scan. All others are comments, profiles and cameras' notes.
SIZE_OF_HEADER = b"\xff\xe0\x00\x10JFIF\x00"
PLAIN_MARKERS = frozenset({0xDB, 0xC0, 0xC4, 0xDD})


def accept_photo(upload: IO[bytes], *, by: User, at: dt.datetime) -> bytes:
    """A photo that somebody sends, cleaned. Refuses more in a day than a shop can have use for (ASVS 5.2.4)."""
    if not limits.take(f"photos:{by.pk}", limit=A_DAY, window=dt.timedelta(days=1), at=at):
        sentence = _("U stuurde vandaag al heel veel foto's. Morgen kan het weer; meld het voorval zonder foto.")
        raise Refusal("too_many_photos", sentence, rule="R69", field="photo")
    return clean_photo(upload)


def clean_photo(upload: IO[bytes]) -> bytes:
    """A JPEG of at most 800 pixels, without metadata. Refuses what is too large or no still image."""
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _refused("not_an_image", _("Deze foto is groter dan 8 MB. Kies een kleinere foto."))
    code, jpeg = rebuild_apart(data)
    if code:
        raise _refused("not_an_image", _sentence(code))
    if len(jpeg) > MAX_RESULT or not is_plain_jpeg(jpeg):
        raise _refused("not_an_image", _sentence(photo_worker.NOT_A_PHOTO))
    return jpeg


def rebuild_apart(data: bytes, *words: str) -> tuple[int, bytes]:
    """The worker's exit code and picture; a worker that was killed has a code below nought. `words` are for it."""
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise _not_now()
    try:
        # Isolated, with an empty environment and nowhere in particular: it has no need of ours.
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER), *words],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        return photo_worker.TOO_HEAVY, b""
    except OSError:
        raise _not_now() from None
    finally:
        AT_ONCE.release()
    return done.returncode, done.stdout


def _sentence(code: int) -> str:
    if code == photo_worker.TOO_MANY_PIXELS:
        return _("Deze foto heeft te veel beeldpunten. Kies een kleinere foto.")
    if code == photo_worker.MOVES:
        return _("Dit beeld beweegt. Kies een gewone foto.")
    if code == photo_worker.NOT_A_PHOTO:
        return _("Dit bestand is geen foto. Kies een JPEG, PNG of WebP.")
    return _("Deze foto is te zwaar om te openen. Kies een andere foto.")


def is_plain_jpeg(data: bytes) -> bool:
    """Whether a JPEG holds nothing but its picture: a header without a preview, tables, a frame and one scan."""
    if not (data.startswith(b"\xff\xd8" + SIZE_OF_HEADER) and data.endswith(b"\xff\xd9")):
        return False
    at = 2 + 2 + int.from_bytes(data[4:6], "big")
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            # Within the scan 0xFF is followed by a nought; the first other marker must be the end.
            rest = data[at + 2 + length :]
            return rest.replace(b"\xff\x00", b"").find(b"\xff") == len(rest.replace(b"\xff\x00", b"")) - 2
        if marker not in PLAIN_MARKERS:
            return False
        at += 2 + length
    return False


def _refused(code: str, message: str) -> Refusal:
    return Refusal(code, message, rule="R69", field="photo")


def _not_now() -> Refusal:
    sentence = _("De foto kan nu niet worden geopend. Probeer het zo weer, of meld het voorval zonder foto.")
    return _refused("photo_not_now", sentence)
