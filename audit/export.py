"""The log of one area as a file that anybody can check with audit/verifier.py: one line of JSON for each event.

The first line holds what the checking needs: the heads, and the public key. The file ends exactly at a signed
head.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring as quoted

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from .canonical import FORMAT, canonical, to_json, utc
from .models import Event, Head, Link, Pruning
from .signing import origin_of, verifier_key

CHUNK = 2000
# What a line is written from, in the order of LINE; the facts as the database keeps them, to be read once each.
COLUMNS = (
    "event__action", "event__actor", "event__area", "event__at", "event__door", "facts_text", "event__operation",
    "event__organisation", "event__purpose", "event__result", "event__roles", "event__subject", "hash", "number",
)  # fmt: skip
LINE = (
    '{"event":{"action":%s,"actor":%s,"area":%s,"at":"%s","door":%s,"facts":%s,"operation":%s,"organisation":%s,'
    '"purpose":%s,"result":%s,"roles":%s,"subject":%s},"hash":"%s","number":%d}\n'
)
MANY_FACTS = 4096


def export_lines(head: Head) -> Iterator[bytes]:
    """Everything that is kept of the area's log, up to this head."""
    for block in export_blocks(head):
        yield from block.splitlines(keepends=True)


def export_blocks(head: Head) -> Iterator[bytes]:
    """The same in blocks of whole lines, for whoever sends it on. A block is all that is in memory at a time.

    A line is written past the models, which would cost three times as much; `tests/audit/test_export.py` holds it to
    be what `canonical` says of the same event.
    """
    yield (to_json(header(head)) + "\n").encode()
    rows = _links(head).annotate(facts_text=Cast("event__facts", TextField())).values_list(*COLUMNS)
    walk = rows.iterator(chunk_size=CHUNK)
    while lines := [_line(row) for row in islice(walk, CHUNK)]:
        yield "".join(lines).encode()


def _line(row: tuple) -> str:
    action, actor, area, at, door, facts, operation, organisation, purpose, result, roles, subject, digest, number = row
    return LINE % (
        quoted(action), quoted(actor), quoted(area), utc(at), quoted(door), _facts(facts), quoted(operation),
        quoted(organisation), quoted(purpose), quoted(result), quoted(roles), quoted(subject), digest, number,
    )  # fmt: skip


@lru_cache(MANY_FACTS)
def _facts(text: str) -> str:
    """Facts in the canonical form, from how a database wrote them: the same few come back over and over."""
    return to_json(json.loads(text))


def header(head: Head) -> dict[str, object]:
    """The first line: whose log, from where, up to where, and the heads in between."""
    pruned = pruned_to(head.area)
    heads = Head.objects.filter(area=head.area, serial__lte=head.serial, size__gte=pruned).order_by("serial")
    keys = {verifier_key(head.area), *heads.order_by().values_list("key", flat=True).distinct()}
    return {
        "area": head.area,
        "format": FORMAT,
        "heads": list(heads.values_list("note", flat=True)),
        "keys": sorted(keys),
        "origin": origin_of(head.area),
        "pruned": pruned,
        "size": head.size,
    }


def entry_line(event: Event, *, number: int, digest: str) -> bytes:
    """One event with its place; the whole line is canonical, so that it can be written in one way only."""
    return b'{"event":%b,"hash":"%b","number":%d}\n' % (canonical(event), digest.encode(), number)


def links(head: Head) -> Iterator[Link]:
    """The links up to a head, in order, each with its event; read in portions."""
    return _links(head).select_related("event").iterator(chunk_size=CHUNK)


def _links(head: Head) -> QuerySet[Link]:
    return Link.objects.filter(area=head.area, number__lte=head.size).order_by("number")


def pruned_to(area: str) -> int:
    """The number up to which the area's lines were dropped."""
    last = Pruning.objects.filter(area=area).order_by("-size").first()
    return last.size if last else 0
