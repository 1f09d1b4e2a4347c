"""The one form in which an event is hashed and exported. Written down for others in docs/security/log.md.

JSON, UTF-8, keys sorted at every level, no spaces, no escapes beyond what JSON asks; the moment in UTC with six
decimals. Whole numbers only, since two programs may write the same fraction differently.
"""

import base64
import datetime as dt
import hashlib
import json
from typing import Any

from .models import Event

FORMAT = "drempel-log/2"
# With these words every chain begins, also one that is older than the format of today.
BEGINNING = "drempel-log/1"
FIELDS = (
    "action",
    "actor",
    "area",
    "door",
    "facts",
    "operation",
    "organisation",
    "purpose",
    "result",
    "roles",
    "subject",
)


def utc(at: dt.datetime) -> str:
    """`2026-03-16T09:00:00.000000Z`."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


# One encoder for all: making one costs as much as most lines do.
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def to_json(value: Any) -> str:
    return _encode(value)


def canonical(event: Event) -> bytes:
    """What of an event is proved: everything but its number in our own database."""
    salt = {"salt": event.salt} if event.salt else {}
    return to_json({"at": utc(event.at), **{name: getattr(event, name) for name in FIELDS}, **salt}).encode()


def chained(event: Event) -> bytes:
    """What the chain takes over of an event: the seal under which it can be proved without being told.

    A line from before there were seals has no salt, and stands in the chain word for word.
    """
    return seal(canonical(event)) if event.salt else canonical(event)


def seal(event: bytes) -> bytes:
    """The digest of a salted event: whoever does not know the salt cannot find what it says by guessing."""
    return hashlib.sha256(event).digest()


def beginning(area: str) -> bytes:
    """The hash before the first event, different for each area so that one log cannot pass for another's."""
    return hashlib.sha256(f"{BEGINNING}\n{area}\n".encode()).digest()


def next_hash(previous: bytes, chained: bytes) -> bytes:
    """The hash over everything up to and including this event."""
    return hashlib.sha256(previous + chained).digest()


def text_of(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def bytes_of(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def plain(value: Any) -> Any:
    """A fact as it may stand in the log: text, whole numbers, yes or no, and lists or tables of those."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"A fact of the log is text or a whole number, not {type(value).__name__}.")
