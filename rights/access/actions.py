"""Giving somebody everything that is held about them, with the answer in one deed (R65, G27)."""

import datetime as dt

from notices.models import Notice
from participants.models import User

from ..requests.models import Request
from .models import AccessExport

DOWNLOAD_D = 30


def grant_access(request: Request, *, reasons: str, by: User, at: dt.datetime) -> AccessExport:
    """Answer a request for access with the export itself: letter, document and file belong together."""
    raise NotImplementedError


def export_by_letter(notice: Notice, *, on: dt.date) -> AccessExport | None:
    """What the code of the letter with the answer opens, until so many days after it; None for any other letter."""
    raise NotImplementedError
