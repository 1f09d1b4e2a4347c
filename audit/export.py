"""The log of one area as a file that anybody can check with audit/verifier.py: one line of JSON for each event.

The first line holds what the checking needs: the heads, and the public key. The file ends exactly at a signed
head.
"""

from collections.abc import Iterator

from .canonical import FORMAT, canonical, to_json
from .models import Event, Head, Link, Pruning
from .signing import origin_of, verifier_key

CHUNK = 2000


def export_lines(head: Head) -> Iterator[bytes]:
    """Everything that is kept of the area's log, up to this head."""
    yield (to_json(header(head)) + "\n").encode()
    for link in links(head):
        yield entry_line(link.event, number=link.number, digest=link.hash)


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
    known = Link.objects.filter(area=head.area, number__lte=head.size).select_related("event").order_by("number")
    return known.iterator(chunk_size=CHUNK)


def pruned_to(area: str) -> int:
    """The number up to which the area's lines were dropped."""
    last = Pruning.objects.filter(area=area).order_by("-size").first()
    return last.size if last else 0
