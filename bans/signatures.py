"""A signature for receipt, drawn on a screen: the ink alone, rebuilt by the same process as photos (R32)."""

import base64
import binascii
import datetime as dt
import io
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants import limits
from participants.models import User
from participants.refusals import Refusal

from . import photo_worker
from .photos import is_plain_jpeg, rebuild_apart

MAX_BYTES, MAX_RESULT = 400 * 1024, 60 * 1024
AS_TEXT = "data:image/png;base64,"
# Text is a third longer than what it stands for.
LONGEST_TEXT = len(AS_TEXT) + MAX_BYTES * 4 // 3 + 4
A_DAY = 60
TOO_LARGE = gettext_lazy("Deze handtekening is te groot. Teken opnieuw, of kies: tekent op papier.")


def from_screen(drawn: str) -> IO[bytes]:
    """The picture that a page sends as text. Refuses an empty one, and text that is no picture."""
    if not drawn.strip():
        raise _refused(_sentence(photo_worker.NO_INK), code="no_signature")
    if len(drawn) > LONGEST_TEXT:
        raise _too_large()
    if not drawn.startswith(AS_TEXT):
        raise _refused(_sentence(photo_worker.NOT_A_PHOTO))
    try:
        return io.BytesIO(base64.b64decode(drawn.removeprefix(AS_TEXT), validate=True))
    except (binascii.Error, ValueError):
        raise _refused(_sentence(photo_worker.NOT_A_PHOTO)) from None


def accept_signature(upload: IO[bytes], *, by: User, at: dt.datetime) -> bytes:
    """The ink as a JPEG of at most 612 by 252 pixels, black on white.

    Refuses what is too large, empty or no picture, and more in a day than a shop can have use for.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large()
    if not limits.take(f"signatures:{by.pk}", limit=A_DAY, window=dt.timedelta(days=1), at=at):
        raise _refused(_("U stuurde vandaag al heel veel handtekeningen. Laat op papier tekenen."), code="too_many")
    try:
        code, jpeg = rebuild_apart(data, "signature")
    except Refusal:
        raise _refused(
            _("De handtekening kan nu niet worden geopend. Probeer het zo weer, of laat op papier tekenen.")
        ) from None
    if code or len(jpeg) > MAX_RESULT or not is_plain_jpeg(jpeg):
        raise _refused(_sentence(code), code="no_signature" if code == photo_worker.NO_INK else "not_an_image")
    return jpeg


def _sentence(code: int) -> str:
    if code == photo_worker.NO_INK:
        return _("Er is nog niet getekend. Teken met een vinger of pen, of kies: tekent op papier.")
    return _("Dit is geen handtekening die wij kunnen lezen. Teken opnieuw, of kies: tekent op papier.")


def _too_large() -> Refusal:
    return _refused(str(TOO_LARGE), code="file_too_large")


def _refused(message: str, *, code: str = "not_an_image") -> Refusal:
    return Refusal(code, message, rule="R32", field="signature")
