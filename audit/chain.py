"""Each event gets its place in the chain of its area, right after the deed was committed.

A link is written in a short transaction of its own, so that nobody ever waits for the chain while holding a row
of the register. Two that want the same number meet at the unique constraint, and the later one takes the next.
What was not linked, because the process died in between, the sweeper links later. So the order of the chain is
the order of arrival, not of ids and not of clocks.
"""

import logging
import random
import threading
import time
from itertools import groupby
from typing import NamedTuple

from django.db import IntegrityError, transaction

from .actions import ACTIONS
from .canonical import beginning, bytes_of, chained, next_hash, text_of
from .models import Event, HeadReason, Link, Pruning

logger = logging.getLogger(__name__)
ATTEMPTS = 60
BATCH = 500
_waiting = threading.local()


class Tip(NamedTuple):
    """Where a chain stands: how many events, and the hash over them."""

    number: int
    hash: bytes


def link_after_commit(event: Event) -> None:
    """Link the event as soon as the deed is certain. A deed never fails on this."""
    ids = _ids()
    ids.append(event.pk)
    transaction.on_commit(_link_waiting, robust=True)


def _ids() -> list[int]:
    if not hasattr(_waiting, "ids"):
        _waiting.ids = []
    return _waiting.ids


def _link_waiting() -> None:
    """The first call after a commit links all events of it; the others find nothing left to do."""
    ids, _waiting.ids = _ids(), []
    if not ids:
        return
    # An id whose transaction was rolled back finds no event and falls out here.
    events = list(Event.objects.filter(pk__in=ids, link=None).order_by("area", "pk"))
    _link(events)
    for event in _need_a_head(events):
        from .heads import publish

        publish(event.area, at=event.at, reason=HeadReason.ROLE)


def _need_a_head(events: list[Event]) -> list[Event]:
    """The last event of each area after which a head follows at once."""
    last = {event.area: event for event in events if event.action in ACTIONS and ACTIONS[event.action].heads}
    return list(last.values())


def sweep(area: str | None = None) -> int:
    """Link whatever was committed and is not linked yet; how many that were."""
    unlinked = Event.objects.filter(link=None)
    if area is not None:
        unlinked = unlinked.filter(area=area)
    linked = 0
    while events := list(unlinked.order_by("pk")[:BATCH]):
        linked += len(events)
        _link(sorted(events, key=lambda event: (event.area, event.pk)))
    return linked


def tip(area: str) -> Tip:
    """The end of an area's chain; of one that was pruned to nothing, the head it was pruned at."""
    last = Link.objects.filter(area=area).order_by("-number").first()
    if last is not None:
        return Tip(last.number, bytes_of(last.hash))
    pruned = Pruning.objects.filter(area=area).select_related("head").order_by("-size").first()
    return Tip(pruned.head.size, bytes_of(pruned.head.hash)) if pruned else Tip(0, beginning(area))


def _link(events: list[Event]) -> None:
    for area, own in groupby(events, key=lambda event: event.area):
        _append(area, list(own))


def _append(area: str, events: list[Event]) -> None:
    """Add events to the end of their chain. Raises when others were first each time, for the sweeper to do."""
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                Link.objects.bulk_create(_links(area, events))
            return
        except IntegrityError:
            # Somebody linked one of ours, or took our number.
            linked = set(Link.objects.filter(event__in=events).values_list("event_id", flat=True))
            events = [event for event in events if event.pk not in linked]
            time.sleep(random.uniform(0, 0.002 * (attempt + 1)))
    logger.warning("%d lines of the log wait for the sweeper", len(events))


def _links(area: str, events: list[Event]) -> list[Link]:
    number, digest = tip(area)
    links = []
    for event in events:
        number, digest = number + 1, next_hash(digest, chained(event))
        links.append(Link(event=event, area=area, number=number, hash=text_of(digest)))
    return links
