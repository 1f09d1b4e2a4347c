"""The log of one area as a file that anybody can check with audit/verifier.py: one line of JSON for each event.

The first line holds what the checking needs: the heads, and the public key. The file ends exactly at a signed
head. For whoever oversees, lines about people are sealed: proved, and not told (audit/sealing.py).
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring as quoted

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from .canonical import FORMAT, canonical, seal, text_of, to_json, utc
from .models import Event, Head, Link, Pruning
from .sealing import is_told, told_lines
from .signing import origin_of, verifier_key

CHUNK = 2000
# What a line is written from, in the order of LINE; the facts as the database keeps them, to be read once each.
COLUMNS = (
    "event__action", "event__actor", "event__area", "event__at", "event__door", "facts_text", "event__operation",
    "event__organisation", "event__purpose", "event__result", "event__roles", "event__salt", "event__subject",
    "hash", "number",
)  # fmt: skip
EVENT = (
    '{"action":%s,"actor":%s,"area":%s,"at":"%s","door":%s,"facts":%s,"operation":%s,"organisation":%s,'
    '"purpose":%s,"result":%s,"roles":%s,%s"subject":%s}'
)
LINE, SEALED = '{"event":%s,"hash":"%s","number":%d}\n', '{"hash":"%s","number":%d,"sealed":"%s"}\n'
MANY_FACTS = 4096


def export_lines(head: Head, *, sealed: bool = False) -> Iterator[bytes]:
    """Everything that is kept of the area's log, up to this head."""
    for block in export_blocks(head, sealed=sealed):
        yield from block.splitlines(keepends=True)


def export_blocks(head: Head, *, sealed: bool = False) -> Iterator[bytes]:
    """The same in blocks of whole lines, for whoever sends it on. A block is all that is in memory at a time.

    `sealed` for whoever oversees. A line is written past the models, which would cost three times as much;
    `tests/audit/test_export.py` holds it to be what `canonical` says of the same event.
    """
    yield (to_json(header(head)) + "\n").encode()
    rows = _links(head).annotate(facts_text=Cast("event__facts", TextField())).values_list(*COLUMNS)
    walk = rows.iterator(chunk_size=CHUNK)
    while lines := [_line(row, sealed) for row in islice(walk, CHUNK)]:
        yield "".join(lines).encode()


def _line(row: tuple, sealed: bool) -> str:
    (
        action, actor, area, at, door, facts, operation, organisation, purpose, result, roles, salt, subject, digest,
        number,
    ) = row  # fmt: skip
    event = EVENT % (
        quoted(action), quoted(actor), quoted(area), utc(at), quoted(door), _facts(facts), quoted(operation),
        quoted(organisation), quoted(purpose), quoted(result), quoted(roles), f'"salt":"{salt}",' if salt else "",
        quoted(subject),
    )  # fmt: skip
    # A line from before there were salts cannot be sealed: its place in the chain is proved by its words alone.
    if sealed and salt and not is_told(action, subject):
        return SEALED % (digest, number, text_of(seal(event.encode())))
    return LINE % (event, digest, number)


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


def links(head: Head, *, sealed: bool = False) -> Iterator[Link]:
    """The links up to a head, in order, each with its event; read in portions. `sealed` leaves out what would be."""
    found = _links(head).filter(told_lines("event__")) if sealed else _links(head)
    return found.select_related("event").iterator(chunk_size=CHUNK)


def _links(head: Head) -> QuerySet[Link]:
    return Link.objects.filter(area=head.area, number__lte=head.size).order_by("number")


def pruned_to(area: str) -> int:
    """The number up to which the area's lines were dropped."""
    last = Pruning.objects.filter(area=area).order_by("-size").first()
    return last.size if last else 0
