"""The tables of this app, each told in the room that it belongs to."""

from .access.models import AccessExport
from .corrections.models import Correction
from .figures.models import ClosedRequestYear
from .own_page.models import ForgottenLetter
from .requests.models import Request, Requester, Statement

__all__ = ["AccessExport", "ClosedRequestYear", "Correction", "ForgottenLetter", "Request", "Requester", "Statement"]
