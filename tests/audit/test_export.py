"""The export writes past the models what `canonical` says of each event, byte for byte."""

import random

import pytest
import time_machine

from audit import heads
from audit.canonical import beginning, chained, next_hash, text_of
from audit.export import CHUNK, entry_line, export_blocks, export_lines
from audit.models import Event, HeadReason, Link
from tests.audit.logbook import START, make_event

pytestmark = pytest.mark.django_db
ODD = (
    {},
    {"b": [1, True, None], "a": "één", "Z": {"y": -1, "x": ["\u2028", "\x7f"]}},
    {"quote": 'a"b\\c/d', "control": "\x01\t\r\n\x1f", "emoji": "🛒", "big": 10**30},
    {"😀": 1, "\uffff": 2, "é": 3, "e": 4},
)


def test_every_line_is_what_its_event_says() -> None:
    """Odd signs, odd numbers, a moment without a fraction, and more lines than one block holds."""
    chance = random.Random(4)
    events = [make_event(chance, at=START) for _number in range(CHUNK + 3)]
    for event, facts in zip(events, ODD, strict=False):
        event.facts, event.subject, event.roles = facts, 'a"\\b\x02\u2028🛒é', "é\t"
    with time_machine.travel(START, tick=False):
        Event.objects.bulk_create(events[:2])
    Event.objects.bulk_create(events[2:])
    digest, links, expected = beginning("markt"), [], []
    for number, event in enumerate(Event.objects.order_by("pk"), 1):
        digest = next_hash(digest, chained(event))
        links.append(Link(event=event, area="markt", number=number, hash=text_of(digest)))
        expected.append(entry_line(event, number=number, digest=text_of(digest)))
    Link.objects.bulk_create(links)
    head = heads.publish("markt", at=START, reason=HeadReason.EXPORT)
    lines = list(export_lines(head))
    assert lines[1:] == expected
    blocks = list(export_blocks(head))
    assert b"".join(blocks) == b"".join(lines) and len(blocks) == 3
