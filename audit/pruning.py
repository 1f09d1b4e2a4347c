"""Lines older than the term go, up to a signed head, so that what stays can be verified from there on (D32)."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from . import walls
from .chain import sweep
from .heads import chains, publish
from .models import Head, HeadReason, Link, Pruning

SHORTEST, LONGEST = 6, 24


def months() -> int:
    """How long lines are kept, within the bounds that the law and the protocol leave."""
    kept = settings.LOG_MONTHS
    if not SHORTEST <= kept <= LONGEST:
        raise ImproperlyConfigured(f"LOG_MONTHS is {kept}; it must be from {SHORTEST} to {LONGEST} months.")
    return kept


def prune_all(*, at: dt.datetime) -> dict[str, int]:
    """Prune each chain; how many lines went, by area, where any did."""
    sweep()
    counts = {area: prune(area, at=at) for area in chains()}
    return {area: count for area, count in counts.items() if count}


def prune(area: str, *, at: dt.datetime) -> int:
    """Drop the area's lines that an older head than the term covers. A head follows, to show it was done."""
    anchor = _anchor(area, before=at - relativedelta(months=months()))
    if anchor is None:
        return 0
    with transaction.atomic():
        Pruning.objects.create(area=area, head=anchor, size=anchor.size, at=at)
        gone = walls.prune(connection, area, anchor.size)
    publish(area, at=at, reason=HeadReason.PRUNE)
    return gone


def _anchor(area: str, *, before: dt.datetime) -> Head | None:
    """The last head older than the term that covers older lines only, unless the log was pruned there before."""
    heads = Head.objects.filter(area=area, at__lt=before)
    # Lines are older than their head, unless the clock once jumped; then those lines stay a while longer.
    young = Link.objects.filter(area=area, event__at__gte=before).order_by("number").first()
    if young is not None:
        heads = heads.filter(size__lt=young.number)
    anchor = heads.order_by("-size", "-serial").first()
    last = Pruning.objects.filter(area=area).order_by("-size").first()
    if anchor is None or anchor.size <= (last.size if last else 0):
        return None
    return anchor
