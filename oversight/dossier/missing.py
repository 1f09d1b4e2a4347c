"""What a dossier still lacks, and where one mends it. Computed at each look and stored nowhere."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Permit, Protocol, Shop, ShoppingArea

from .facts import permitted
from .points import points_of

NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Place:
    """What it is about, and the page where it is mended."""

    text: str
    address: str


@dataclass(frozen=True)
class Lack:
    """One thing that is missing. `stops`: without it there can be no dossier."""

    code: str
    says: str
    address: str = ""
    stops: bool = False
    places: list[Place] = field(default_factory=list)


def lacking(area: ShoppingArea, *, on: dt.date) -> list[Lack]:
    """Everything that is missing on that day, what stops a dossier first."""
    shops = list(Shop.objects.filter(area=area).select_related("business", "area").order_by("name", "pk"))
    members = [shop for shop in shops if shop.takes_part(on)]
    protocol = area.protocols.filter(valid_from__lte=on).order_by("-number").first()
    found = [
        *_protocol(area, protocol),
        *_members(area, members),
        *_permit(area, protocol, on),
        *_outside(area, members, on),
        *_papers(shops, on),
        *_earlier(members, protocol),
        *_ending(members, on),
        *_alike(members),
        *_sectors(area, members),
        *_points(area),
    ]
    return sorted(found, key=lambda lack: not lack.stops)


def _protocol(area: ShoppingArea, protocol: Protocol | None) -> Iterator[Lack]:
    new = reverse("participants:protocol-new", args=[area.slug])
    if protocol is None:
        yield Lack("protocol", _("Er is nog geen protocol dat geldt."), new, stops=True)
    elif not protocol.dpia_version.strip():
        yield Lack("dpia", _("Het protocol noemt geen versie van de DPIA."), new, stops=True)


def _members(area: ShoppingArea, members: list[Shop]) -> Iterator[Lack]:
    if not members:
        address = reverse("participants:shops", args=[area.slug])
        yield Lack("participants", _("Er doet nog geen winkel mee."), address, stops=True)


def _permit(area: ShoppingArea, protocol: Protocol | None, on: dt.date) -> Iterator[Lack]:
    new = reverse("participants:permit-new", args=[area.slug])
    permit = area.permit_on(on)
    if permit is None:
        yield Lack("permit", _("Er is geen vergunning die geldt. Vraag met dit dossier een nieuwe aan."), new)
    elif protocol and _ends_soon(permit, protocol, on):
        assert permit.valid_until is not None
        last = date_format(permit.valid_until, "j F Y")
        yield Lack("permit_ends", _("De vergunning loopt tot en met %s. Vraag op tijd verlenging.") % last, new)


def _ends_soon(permit: Permit, protocol: Protocol, on: dt.date) -> bool:
    warn = dt.timedelta(days=protocol.parameters.permit_warn_d)
    return permit.valid_until is not None and permit.valid_until <= on + warn


def _outside(area: ShoppingArea, members: list[Shop], on: dt.date) -> Iterator[Lack]:
    named = permitted(area, on)
    rows = [shop for shop in members if shop.business_id not in named]
    if rows and area.permit_on(on):
        count = len({shop.business_id for shop in rows})
        sentence = ngettext(
            "%d onderneming staat niet in de vergunning. Vraag haar erbij aan.",
            "%d ondernemingen staan niet in de vergunning. Vraag ze erbij aan.",
            count,
        )
        yield Lack("outside", sentence % count, places=[_place(shop, str(shop.business)) for shop in rows])


def _papers(shops: list[Shop], on: dt.date) -> Iterator[Lack]:
    """Shops that were written down and do not take part: they stand on no list."""
    waiting = [shop for shop in shops if shop.joined_on is None]
    unsigned = [
        _place(shop, f"{shop.name}: {', '.join(shop.missing_papers)}") for shop in waiting if shop.missing_papers
    ]
    ready = [_place(shop, shop.name) for shop in waiting if not shop.missing_papers]
    if unsigned:
        yield Lack("papers", _("Deze winkels tekenden nog niet alles. Zij staan niet in het dossier."), places=unsigned)
    if ready:
        yield Lack(
            "ready", _("Deze winkels tekenden en doen nog niet mee. Zij staan niet in het dossier."), places=ready
        )


def _earlier(members: list[Shop], protocol: Protocol | None) -> Iterator[Lack]:
    if protocol is None:
        return
    since = min(protocol.adopted_on, protocol.valid_from)
    rows = [shop for shop in members if shop.declaration_signed_on and shop.declaration_signed_on < since]
    if rows:
        sentence = _("Deze winkels tekenden hun verklaring bij een eerdere versie van het protocol.")
        yield Lack("earlier", sentence, places=[_place(shop, shop.name) for shop in rows])


def _ending(members: list[Shop], on: dt.date) -> Iterator[Lack]:
    rows = [shop for shop in members if shop.agreement_ends_on and shop.agreement_ends_on < on]
    if rows:
        sentence = _("De overeenkomst van deze winkels is afgelopen.")
        yield Lack("agreement_ended", sentence, places=[_place(shop, shop.name) for shop in rows])


def _alike(members: list[Shop]) -> Iterator[Lack]:
    """The authority asks for exactly the same names: two ways of writing one business are told."""
    found: dict[str, dict[int, Shop]] = {}
    for shop in members:
        found.setdefault(NO_LETTER.sub("", shop.business.name.casefold()), {}).setdefault(shop.business_id, shop)
    rows = [shop for group in found.values() if len(group) > 1 for shop in group.values()]
    if rows:
        sentence = _("Deze namen lijken op elkaar. Is het één onderneming? Schrijf haar dan overal gelijk.")
        yield Lack("alike", sentence, places=[_place(shop, str(shop.business)) for shop in rows])


def _sectors(area: ShoppingArea, members: list[Shop]) -> Iterator[Lack]:
    if len({shop.sector for shop in members}) > 1 and not area.mixed_sectors_permitted:
        address = reverse("participants:area-edit", args=[area.slug])
        yield Lack("sectors", _("Er doen branches mee waarvan niet vaststaat dat de vergunning ze dekt."), address)


def _points(area: ShoppingArea) -> Iterator[Lack]:
    count = sum(point.settled_on is None for point in points_of(area))
    if count:
        sentence = ngettext("Er staat %d punt van de DPIA open.", "Er staan %d punten van de DPIA open.", count)
        yield Lack("points", sentence % count, "#punten")


def _place(shop: Any, text: str) -> Place:
    return Place(text, shop.get_absolute_url())
