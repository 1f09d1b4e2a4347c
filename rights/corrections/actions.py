"""Putting right what was wrong, in one deed that reaches everybody who had it (R19, R55, R64, R67)."""

import datetime as dt
from collections.abc import Mapping

from bans.models import Sanction
from notices.requests import Outcome
from participants.models import User

from ..requests.models import Cause, Request
from .models import Correction, Kind


def carry_through(
    sanction: Sanction,
    *,
    kind: Kind,
    cause: Cause,
    reason: str,
    by: User,
    at: dt.datetime,
    changes: Mapping[str, object] | None = None,
) -> Correction:
    """Rectify, withdraw, annul or erase; `changes` for a rectification, by field."""
    raise NotImplementedError


def uphold(
    request: Request,
    *,
    outcome: Outcome,
    kind: Kind,
    cause: Cause,
    reasons: str,
    by: User,
    at: dt.datetime,
    changes: Mapping[str, object] | None = None,
) -> Correction:
    """Answer a request and carry through what follows from that, in one transaction (R67)."""
    raise NotImplementedError
