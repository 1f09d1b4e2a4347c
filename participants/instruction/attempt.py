"""One sitting of the questions: whose it is, where, and since when, signed so that a form cannot be sent next year."""

import datetime as dt
import hashlib
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from ..models import ShoppingArea, User
from ..refusals import Refusal
from .content import Question, current_edition

SIGNER = signing.Signer(salt="participants.instruction")
LASTS = dt.timedelta(hours=1)


def begin(user: User, area: ShoppingArea, *, at: dt.datetime) -> str:
    return SIGNER.sign_object(_facts(user, area, at.timestamp()))


def require_running(token: str, user: User, area: ShoppingArea, *, at: dt.datetime) -> None:
    """Refuse a form that is somebody else's, of another area or edition, or older than an hour (R51)."""
    try:
        facts = SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError):
        facts = {}
    began = facts.get("at", 0.0) if isinstance(facts, dict) else 0.0
    age = at.timestamp() - began
    if facts != _facts(user, area, began) or not 0 <= age <= LASTS.total_seconds():
        raise Refusal(
            "attempt_over", _("Deze vragen zijn te oud. Hieronder staan ze opnieuw; beantwoord ze nog een keer."),
            rule="R51",
        )  # fmt: skip


def shuffled(question: Question, token: str) -> list[tuple[str, Any]]:
    """The answers in an order of this sitting; asked again it is the same."""
    options = [(str(place), text) for place, text in enumerate(question.options)]
    return sorted(options, key=lambda option: hashlib.sha256(f"{token} {question.code} {option[0]}".encode()).digest())


def _facts(user: User, area: ShoppingArea, at: float) -> dict[str, Any]:
    return {"user": user.pk, "area": area.pk, "edition": current_edition(), "at": at}
