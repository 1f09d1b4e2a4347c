"""Which shops saw what is put right, and when: from what the counters keep and from the log (R64, D26)."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from audit.models import Event
from bans.models import CounterCheck, Incident, Sanction
from participants.models import ParticipantList, Shop
from participants.roles import SHOP_ROLES

from .models import Kind

# What tells of a shop that it saw somebody: an answer, the details behind it, a look at who is known.
AT_A_SHOP = ("counter.asked", "counter.opened", "person.looked_up")
DETAILS = ("counter.opened", "person.looked_up")
# A photo is fetched after the faces or the details were opened, within this time (bans.photo_views).
OPEN_FOR = dt.timedelta(seconds=180)
SHOP = re.compile(r"shop:(\d+)")


class Look(NamedTuple):
    """That somebody of a shop saw something about a person; `opened`: more than an answer at the counter."""

    shop: int
    at: dt.datetime
    opened: bool


@dataclass(frozen=True)
class SeenBy:
    """One shop that gets a letter. Without a moment: it imposed the measure, or reported that it was broken."""

    shop: Shop
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    opened: bool = False


def seen_by(sanction: Sanction, kind: str) -> list[SeenBy]:
    """Every shop that saw what is put right, by name: once each, and none that saw nothing of it (R64, D26).

    What changes about the person concerns whoever saw the person; what ends or is hidden concerns who could see that
    measure.
    The shop that imposed it and those that reported a breach know of it in any case.
    """
    looks: dict[int, list[Look]] = defaultdict(list)
    may_have_seen = _may_have_seen(sanction) if kind != Kind.RECTIFIED else None
    since = _shown_since(sanction) if kind != Kind.RECTIFIED else None
    for look in looks_at(sanction):
        if may_have_seen is None or (look.shop in may_have_seen and since is not None and look.at >= since):
            looks[look.shop].append(look)
    reported = Incident.objects.filter(breached=sanction).values("shop")
    shops = Shop.objects.filter(area=sanction.area_id).filter(
        Q(pk__in=list(looks)) | Q(pk__in=reported) | Q(pk=sanction.shop_id)
    )
    return [_seen(shop, looks[shop.pk]) for shop in shops.select_related("business").order_by("name", "pk")]


def looks_at(sanction: Sanction) -> Iterator[Look]:
    """Each look of a shop at the person of this sanction that is still known."""
    token, area = sanction.person.token, sanction.area
    for shop, asked, opened in CounterCheck.objects.filter(area=area, person_token=token).values_list(
        "shop", "asked_at", "opened_at"
    ):
        yield Look(shop, opened or asked, opened is not None)
    told = Event.objects.filter(area=area.slug, subject=f"person:{token}").order_by("id")
    for action, at, facts in told.filter(action__in=AT_A_SHOP).values_list("action", "at", "facts"):
        if "shop" in facts:
            yield Look(int(facts["shop"]), at, action in DETAILS)
    yield from _photos(told.filter(action="photo.viewed"))


def _photos(views: Iterable[Event]) -> Iterator[Look]:
    """Photos on the screen of a shop: of the shop whose faces or details the viewer had just opened, and where that is
    not known of each shop that the viewer worked for."""
    rows = [view for view in views if SHOP_ROLES & set(view.roles.split())]
    if not rows:
        return
    began = Event.objects.filter(
        area=rows[0].area,
        actor__in={row.actor for row in rows},
        action__in=("counter.brief", "counter.opened"),
        at__range=(rows[0].at - OPEN_FOR, rows[-1].at),
    )
    opened: dict[str, list[tuple[dt.datetime, int]]] = defaultdict(list)
    for event in began.order_by("id"):
        where = event.facts.get("shop") or (SHOP.search(event.subject) or ("", 0))[1]
        opened[event.actor].append((event.at, int(where)))
    for row in rows:
        before = [shop for at, shop in opened[row.actor] if shop and row.at - OPEN_FOR <= at <= row.at]
        shops = before[-1:] or [int(key) for key in SHOP.findall(row.organisation)]
        yield from (Look(shop, row.at, True) for shop in shops)


def _shown_since(sanction: Sanction) -> dt.datetime | None:
    """From when on a counter could know of it; None for what never reached one (R28, R31)."""
    if sanction.served_at is None or (sanction.is_collective and sanction.approved_at is None):
        return None
    return max(sanction.served_at, sanction.approved_at or sanction.served_at)


def _may_have_seen(sanction: Sanction) -> set[int]:
    """The shops whose counters could be told of it: of its business, or on a list that the person was given (R36)."""
    if not sanction.is_collective:
        return set(Shop.objects.filter(business=sanction.shop.business_id).values_list("pk", flat=True))
    return on_its_lists(sanction)


def on_its_lists(sanction: Sanction) -> set[int]:
    """The shops on a list that was handed over with a collective sanction, or after it."""
    lists = set(sanction.list_updates.values_list("participant_list", flat=True)) | {sanction.participant_list_id}
    named = ParticipantList.shops.through.objects.filter(participantlist__in=[key for key in lists if key])
    return set(named.values_list("shop", flat=True))


def _seen(shop: Shop, looks: list[Look]) -> SeenBy:
    moments = [look.at for look in looks]
    return SeenBy(
        shop,
        first=min(moments, default=None),
        last=max(moments, default=None),
        opened=any(look.opened for look in looks),
    )
