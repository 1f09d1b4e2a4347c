"""Years of lines in the log, as the deeds of those years would have written them."""

import datetime as dt
from collections.abc import Iterable

import time_machine
from django.test import override_settings

from audit import chain, heads, pruning
from audit.log import record
from audit.models import HeadReason
from participants.clock import DUTCH_TIME
from tests.cast import Cast

Line = tuple[str, dict[str, object]]


def proposed(kind: str = "warning", scope: str = "shop", months: int = 6, rule: str = "R12") -> Line:
    return "sanction.proposed", {"kind": kind, "scope": scope, "months": months, "rule": rule}


SERVED: Line = ("sanction.served", {"list": 1, "protocol": 1})


def write(cast: Cast, day: dt.date, lines: Iterable[Line], *, by: str = "manager_a", name: str = "z") -> None:
    """These lines on that day at noon, each about a measure of its own: the same ones for the same name."""
    with time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC), tick=False):
        for number, (action, facts) in enumerate(lines):
            about = f"sanction:{name}-{number}"
            record(action, subject=about, by=getattr(cast, by), area=cast.area, **facts)


def pruned(cast: Cast, day: dt.date, *, months: int = 12) -> None:
    """What the night of that day leaves of the log when it is kept so many months: a head was signed every month."""
    at = dt.datetime.combine(day, dt.time(0, 50), DUTCH_TIME)
    with override_settings(LOG_MONTHS=months):
        pruning.prune(cast.area.slug, at=at)


def signed(cast: Cast, day: dt.date) -> None:
    """A signed head over all lines that are there, at the beginning of that day."""
    chain.sweep(cast.area.slug)
    heads.publish(cast.area.slug, at=dt.datetime.combine(day, dt.time(), DUTCH_TIME), reason=HeadReason.HOUR)
