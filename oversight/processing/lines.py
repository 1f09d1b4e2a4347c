"""Lines of the Logboek Dataverwerkingen, one for each processing of somebody's data, read from the log in portions.

The format is written down for others in docs/processing-log.md.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings

from audit.models import Event
from audit.purposes import Purpose, Result
from participants import area_lock
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from .register import activity_of, subject_type
from .subjects import HELD_BY, Pseudonyms

PORTION = 1000
COLUMNS = ("pk", "at", "action", "subject", "purpose", "operation", "result")
# Many people at once: the log keeps one line and no list, so that neither does this.
OF_MANY = frozenset(
    {
        "access.viewed", "counter.asked", "counter.brief", "desk.viewed", "handover.viewed",
        "register.imported", "register.purged", "register.replayed", "register.viewed", "reminders.viewed",
        "request.forgotten", "sample.drawn", "sample.viewed", "shop.register_cleared",
    }
)  # fmt: skip
UNSET, ERROR = "Unset", "Error"


@dataclass(frozen=True)
class Span:
    """From when and until when, in Dutch days, both counted."""

    since: dt.date
    until: dt.date

    @property
    def begins(self) -> dt.datetime:
        return dt.datetime.combine(self.since, dt.time(), DUTCH_TIME)

    @property
    def ends(self) -> dt.datetime:
        """The first moment after it."""
        return dt.datetime.combine(self.until + dt.timedelta(days=1), dt.time(), DUTCH_TIME)


def export_lines(area: ShoppingArea, span: Span, *, with_subjects: bool) -> Iterator[bytes]:
    """Every processing of somebody's data in that time, the oldest first. `with_subjects` for the controller alone.

    Who gets no subjects gets what was done for oversight: lines about measures can be counted (R70).
    """
    rows = Event.objects.filter(area=area.slug, at__gte=span.begins, at__lt=span.ends).order_by("pk")
    if not with_subjects:
        rows = rows.filter(purpose=Purpose.OVERSIGHT)
    found = (row for row in rows.values_list(*COLUMNS).iterator(chunk_size=PORTION) if is_processing(row[2], row[3]))
    pseudonyms = Pseudonyms(area)
    common = _Common()
    while portion := list(islice(found, PORTION)):
        whose: dict[str, str] = {}
        if with_subjects:
            # A stream goes on when its request is over, and the lock is shut again by then.
            with area_lock.one_area(area):
                whose = pseudonyms.of({row[3] for row in portion})
        for row in portion:
            yield _line(row, area.slug, whose.get(row[3], ""), common)


def is_processing(action: str, subject: str) -> bool:
    """Whether a line of the log tells of data of people in the register: of one, or of many at once."""
    return subject.partition(":")[0] in HELD_BY or action in OF_MANY


class _Common:
    """What many lines have in common: looked up once, for an address takes longer to make than a line."""

    def __init__(self) -> None:
        self.source = _resource()
        self.type = subject_type()
        self._uris: dict[tuple[str, str], str] = {}

    def uri(self, action: str, purpose: str) -> str:
        if (action, purpose) not in self._uris:
            self._uris[action, purpose] = activity_of(action, purpose).uri
        return self._uris[action, purpose]


def _number(text: str, size: int) -> str:
    """So many bytes in hexadecimal: the same for the same line, however often it is exported."""
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def _line(row: tuple[Any, ...], slug: str, whose: str, common: _Common) -> bytes:
    pk, at, action, _subject, purpose, operation, result = row
    moment = at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    attributes = {"dpl.core.processing_activity_id": common.uri(action, purpose)}
    if whose:
        attributes |= {"dpl.core.data_subject_id": whose, "dpl.core.data_subject_id_type": common.type}
    line = {
        "trace_id": operation or _number(f"trace|{slug}|{pk}", 16),
        "span_id": _number(f"span|{slug}|{pk}", 8),
        "status": ERROR if result == Result.FAILED else UNSET,
        "name": action,
        "start_time": moment,
        "end_time": moment,
        "resource": common.source,
        "attributes": attributes,
    }
    return json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _resource() -> dict[str, Any]:
    """Which application it was, and whose installation."""
    return {"attributes": {"service.name": "Drempel", "service.instance.id": settings.LOG_NAME}}


def written(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same in larger pieces, for a line at a time is slow over a wire."""
    some: list[bytes] = []
    for line in lines:
        some.append(line)
        if len(some) >= PORTION:
            yield b"".join(some)
            some = []
    if some:
        yield b"".join(some)
