"""Signed heads. A chain alone shows neither a tail that was cut nor a chain that was computed anew; heads that
others hold show both."""

import datetime as dt

from django.db import IntegrityError, transaction

from .canonical import text_of, utc
from .chain import sweep, tip
from .models import Event, Head, HeadReason, Link
from .signing import sign, verifier_key

ATTEMPTS = 20
FRESH = dt.timedelta(minutes=25)


def publish(area: str, *, at: dt.datetime, reason: HeadReason) -> Head:
    """Sign and keep the newest head of an area, after linking whatever still waited."""
    sweep(area)
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _next_head(area, at=at, reason=reason)
        except IntegrityError:
            # Somebody published at the same moment, with this serial number.
            continue
    raise RuntimeError("The head of the log could not be published: others were first each time.")


def _next_head(area: str, *, at: dt.datetime, reason: HeadReason) -> Head:
    # The serial is read before the tip. So whoever gets a later serial saw at least as much of the chain.
    newest = newest_head(area)
    serial = newest.serial + 1 if newest else 1
    number, digest = tip(area)
    note = sign(area, size=number, digest=text_of(digest), time=utc(at), serial=serial)
    return Head.objects.create(
        area=area,
        serial=serial,
        size=number,
        hash=text_of(digest),
        at=at,
        reason=reason,
        note=note,
        key=verifier_key(area),
    )


def newest_head(area: str) -> Head | None:
    return Head.objects.filter(area=area).order_by("-serial").first()


def publish_due(*, at: dt.datetime) -> int:
    """A head for every chain that has something new or whose last head grows old; how many.

    Asked twice an hour, no head is ever older than an hour. A head comes also where nothing happened, so that
    silence is a sign of its own.
    """
    sweep()
    published = 0
    for area in chains():
        newest = newest_head(area)
        if newest is None or newest.size < tip(area).number or not 0 <= (at - newest.at) / FRESH < 1:
            publish(area, at=at, reason=HeadReason.HOUR)
            published += 1
    return published


def chains() -> list[str]:
    """The areas that have a log; the empty name is that of the site as a whole."""
    with_lines = Link.objects.order_by("area").values_list("area", flat=True).distinct()
    with_heads = Head.objects.order_by("area").values_list("area", flat=True).distinct()
    return sorted({*with_lines, *with_heads})


def unlinked() -> int:
    """How many lines wait for their place in a chain; more than a few means that linking fails."""
    return Event.objects.filter(link=None).count()
