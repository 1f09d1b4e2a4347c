"""The records of the last years as cases without names: the log for what it holds, the register for the rest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from audit.models import Event
from bans.models import Sanction
from bans.models.person import IdentityBasis
from bans.rules.ladder import Kind
from notices.requests import Outcome, Right
from participants.clock import DUTCH_TIME, dutch_date, dutch_time
from participants.models import ShoppingArea
from rights.requests.models import Cause, Request

from ..figures.held import first_line_at, gone_until
from .comparing import Case

YEARS_BACK = 3
OVERTURNED = ("sanction.rejected", "sanction.annulled")
DAY_BEGINS, EVENING_BEGINS = dt.time(6), dt.time(18)


def until(on: dt.date) -> dt.date:
    """The first day that does not count: a quarter counts when it is over, so that the page changes by the quarter and
    not by the case."""
    return dt.date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)


def since(area: ShoppingArea, on: dt.date) -> dt.date:
    """The first day that counts: three years back, or as far as the log goes."""
    end, gone = until(on), gone_until(area)
    first = end.replace(year=end.year - YEARS_BACK)
    if gone:
        return max(first, dutch_date(gone) + dt.timedelta(days=1))
    begun = first_line_at(area)
    return min(max(first, dutch_date(begun)), end) if begun else first


def cases(area: ShoppingArea, *, on: dt.date) -> list[Case]:
    """Every measure that was proposed in the last years, as the log knows it.

    What only the register knows, how somebody was known and the hour, is there until it is erased."""
    begin, end = (dt.datetime.combine(day, dt.time(), DUTCH_TIME) for day in (since(area, on), until(on)))
    lines = Event.objects.filter(area=area.slug, action="sanction.proposed", at__gte=begin, at__lt=end).order_by("pk")
    overturned = _overturned(area, end)
    rows = {row["reference"]: row for row in _rows(area, begin, end)}
    return [
        _case(line, rows.get(line["subject"].removeprefix("sanction:"), {}), line["subject"] in overturned)
        for line in lines.values("subject", "actor", "organisation", "facts")
    ]


def _rows(area: ShoppingArea, begin: dt.datetime, end: dt.datetime) -> Iterable[Mapping[str, Any]]:
    rows = Sanction.objects.filter(area=area, imported=False, proposed_at__gte=begin, proposed_at__lt=end)
    return rows.values("reference", "shop", "person__identity_basis", "incident__happened_at")


def _case(line: Mapping[str, Any], row: Mapping[str, Any], overturned: bool) -> Case:
    facts = line["facts"]
    time = dutch_time(row["incident__happened_at"]) if row else None
    return Case(
        shop=row["shop"] if row else _only_shop(line["organisation"]),
        reporter=line["actor"] if line["actor"].startswith("user:") else "",
        ban=facts["kind"] == Kind.BAN,
        overturned=overturned,
        months=facts["months"],
        step=(facts["rule"], facts["kind"], facts["scope"]),
        nameless=row["person__identity_basis"] == IdentityBasis.UNKNOWN if row else None,
        evening=not DAY_BEGINS <= time < EVENING_BEGINS if time else None,
    )


def _only_shop(organisation: str) -> int | None:
    """The shop for which somebody acted, where the log names one and no other."""
    shops = [word.removeprefix("shop:") for word in organisation.split() if word.startswith("shop:")]
    return int(shops[0]) if len(shops) == 1 else None


def _overturned(area: ShoppingArea, end: dt.datetime) -> frozenset[str]:
    """Measures that were rejected, annulled or corrected, or about which somebody was put in the right.

    The log knows it when the measure is gone; an objection that was upheld without a correction, the register alone."""
    lines = Event.objects.filter(area=area.slug, at__lt=end)
    found = set(lines.filter(action__in=OVERTURNED).values_list("subject", flat=True))
    corrected = lines.filter(action="correction.made").exclude(facts__cause=Cause.CHANGED)
    found |= set(corrected.values_list("subject", flat=True))
    upheld = Request.objects.filter(area=area, right=Right.OBJECTION, outcome__in=[Outcome.GRANTED, Outcome.PARTLY])
    upheld = upheld.filter(decided_at__lt=end).exclude(sanction=None).exclude(cause=Cause.CHANGED)
    found |= {f"sanction:{reference}" for reference in upheld.values_list("sanction__reference", flat=True)}
    return frozenset(found)


def numbers(found: Iterable[Case]) -> dict[str, int]:
    """A number for each reporter, in the order in which they first reported, instead of who it is."""
    counted: dict[str, int] = defaultdict(lambda: len(counted) + 1)
    return {case.reporter: counted[case.reporter] for case in found if case.reporter}
