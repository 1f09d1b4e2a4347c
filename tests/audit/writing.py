"""Writing lines without the register, and asking the verifier what it thinks of them."""

from dataclasses import dataclass
from typing import Any

from audit import heads, verifier
from audit.export import export_lines
from audit.log import record
from audit.models import Event, Head, HeadReason, Link
from audit.signing import verifier_key
from tests.audit.logbook import START


@dataclass
class Area:
    """Anything with a slug."""

    slug: str


MARKT, ELDERS = Area("markt"), Area("elders")


def write(number: int, area: Any = MARKT) -> Event:
    return record("desk.viewed", subject=f"area:{area.slug}", by="test", area=area, number=number)


def numbers(area: str) -> list[int]:
    return list(Link.objects.filter(area=area).order_by("number").values_list("number", flat=True))


def check(area: str) -> tuple[int, list[str]]:
    """What the verifier says of the export of today, held against the heads published so far."""
    known = list(Head.objects.filter(area=area).values_list("note", flat=True))
    head = heads.publish(area, at=START, reason=HeadReason.EXPORT)
    return verifier.verify(
        export_lines(head), heads="\n".join([*known, head.note]), keys=[verifier_key(area)], lang="en"
    )
