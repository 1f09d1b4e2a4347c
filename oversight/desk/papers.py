"""Permit, protocol and participants as an auditor reads them: what holds, since when, and what changed."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from participants.models import Permit, Protocol, Shop, ShoppingArea
from participants.pages.protocol_words import changed_settings

LONG_AGO = dt.date.min


@dataclass(frozen=True)
class Version:
    """A version of the protocol. `until` is its last day, or none while it holds; without days it never held."""

    protocol: Protocol
    until: dt.date | None
    changes: list[tuple[str, str, str]]
    holds: bool

    @property
    def never_held(self) -> bool:
        return self.until is not None and self.until < self.protocol.valid_from


@dataclass(frozen=True)
class Participants:
    """How many shops take part, and which of those lack a paper; a shop is no secret and is named."""

    taking_part: int
    joined: int
    left: int
    without_papers: list[Shop]
    outside_permit: list[Shop]
    bare_doors: int


def versions(area: ShoppingArea, *, on: dt.date) -> list[Version]:
    """Every version of the protocol, the newest first, with what it changed of the one before."""
    rows = list(area.protocols.order_by("number"))
    ends: list[dt.date | None] = [later.valid_from - dt.timedelta(days=1) for later in rows[1:]] + [None]
    changed = [[], *(changed_settings(before, after) for before, after in pairwise(rows))]
    found = [
        Version(row, until, changes, row.valid_from <= on and (until is None or until >= on))
        for row, until, changes in zip(rows, ends, changed, strict=True)
    ]
    return found[::-1]


def permits(area: ShoppingArea) -> list[Permit]:
    return list(area.permits.prefetch_related("businesses"))


def participants(area: ShoppingArea, *, on: dt.date) -> Participants:
    """Who takes part on that day, and who came and went in the year before it."""
    a_year_ago = on - dt.timedelta(days=365)
    shops = list(area.shops.select_related("business"))
    here = [shop for shop in shops if shop.takes_part(on)]
    named = set(area.permits.in_force(on).values_list("businesses", flat=True))
    return Participants(
        taking_part=len(here),
        joined=sum(a_year_ago < (shop.joined_on or LONG_AGO) <= on for shop in shops),
        left=sum(a_year_ago < (shop.left_on or LONG_AGO) <= on for shop in shops),
        without_papers=[shop for shop in here if shop.missing_papers],
        outside_permit=[shop for shop in here if shop.business_id not in named],
        bare_doors=sum(bool(shop.missing_at_the_door) for shop in here),
    )
