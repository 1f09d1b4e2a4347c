"""That nothing is held any more, in words; and the day on which even that is forgotten."""

import datetime as dt
from typing import Any

from bans.models import Erasure

from .models import ForgottenLetter
from .voices import Voice

# Which words tell of the rows that went, in the order in which they are told.
WORDS = {
    "person": ("bans.Person",),
    "photo": ("bans.Photo",),
    "incident": ("bans.Incident",),
    "sanction": ("bans.Sanction", "bans.EntryException", "bans.ListUpdate"),
    "letter": ("notices.Notice",),
    "service": ("notices.Service", "notices.RepresentativeLetter"),
    "request": ("rights.Request", "rights.Requester", "rights.Statement", "rights.AccessExport", "rights.Correction"),
}
OTHER = "other"


def certificate(forgotten: ForgottenLetter, voice: Voice) -> dict[str, Any]:
    """The certificate for its template: what went, by which rule, when copies turn over, and until when it is shown."""
    erasure = forgotten.erasure
    return {
        "erasure": erasure,
        "whole": erasure.key_destroyed,
        "rules": [voice.say(f"erased_by.{rule}") for rule in erasure.rules],
        "data": [voice.say(f"data.{word}") for word in words_for(erasure)],
        "until": forgotten.until,
    }


def words_for(erasure: Erasure) -> list[str]:
    """The kinds of data that went, each once."""
    known = {label: word for word, labels in WORDS.items() for label in labels}
    found = {known.get(label, OTHER) for label, count in erasure.kinds.items() if count}
    return [word for word in (*WORDS, OTHER) if word in found]


def forget_letters(*, on: dt.date) -> int:
    """Drop the codes of erased letters whose days are over; twice is once. Returns how many."""
    return ForgottenLetter.objects.filter(until__lt=on).delete()[0]
