"""Everything that a dossier says, as plain values of one moment. Papers are made of this and of nothing else.

Names and addresses come from one place, the frozen list of participants: list and declarations cannot differ.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from participants import clock
from participants.models import ParticipantList, Permit, Protocol, Shop, ShoppingArea
from participants.models.area import no_protocol
from participants.refusals import Refusal

from .models import Filing
from .points import points_of
from .reading import edition

AREA_FIELDS = (
    "slug", "name", "association", "association_address", "contact_email", "contact_phone", "privacy_officer",
    "public_page", "boundary_text", "boundary", "covers_passages", "mixed_sectors_permitted",
)  # fmt: skip
PAPERS = ("agreement_signed_on", "power_of_attorney_signed_on", "declaration_signed_on")


def facts_of(
    area: ShoppingArea,
    published: ParticipantList,
    *,
    purpose: str,
    case_number: str,
    follows: Filing | None,
    on: dt.date,
) -> dict[str, Any]:
    """The facts of that day, ready for storing. Refuses what cannot be a dossier and names the part that is missing."""
    protocols = [_protocol(one) for one in area.protocols.order_by("number")]
    if not any(one["valid_from"] <= on.isoformat() for one in protocols):
        raise no_protocol()
    in_force = area.protocol_on(on)
    if not in_force.dpia_version.strip():
        raise Refusal("no_dpia", _("Het protocol noemt geen versie van de DPIA. Stel een nieuwe versie vast."))
    shops = _shops(area, published, on)
    if not shops:
        raise Refusal("no_participants", _("Er doet nog geen winkel mee. Een dossier zonder deelnemers kan niet."))
    return {
        "on": on.isoformat(),
        "purpose": purpose,
        "case_number": case_number,
        "area": {name: getattr(area, name) for name in AREA_FIELDS} | {"municipality": area.municipality.on(on).name},
        "permit": _permit(area.permit_on(on)),
        "list": {"number": published.number, "made_on": clock.dutch_date(published.made_at).isoformat()},
        "shops": shops,
        "protocols": protocols,
        "protocol": in_force.number,
        "edition": edition(),
        "points": [point.as_facts() for point in points_of(area)],
        "follows": {
            "filed_on": follows.filed_on.isoformat(),
            "case_number": follows.case_number,
            "on": follows.dossier.asked_on.isoformat(),
        }
        if follows
        else None,
    }


def _protocol(protocol: Protocol) -> dict[str, Any]:
    return {
        "number": protocol.number,
        "adopted_on": protocol.adopted_on.isoformat(),
        "valid_from": protocol.valid_from.isoformat(),
        "dpia_version": protocol.dpia_version,
        "values": protocol.parameters.as_dict(),
    }


def _permit(permit: Permit | None) -> dict[str, Any] | None:
    if permit is None:
        return None
    return {
        "number": permit.number,
        "granted_on": permit.granted_on.isoformat(),
        "valid_from": permit.valid_from.isoformat(),
        "valid_until": _day(permit.valid_until),
    }


def _shops(area: ShoppingArea, published: ParticipantList, on: dt.date) -> list[dict[str, Any]]:
    """Each entry of the list as it is frozen, with what is known of that shop beside it."""
    known = {shop.pk: shop for shop in Shop.objects.filter(area=area)}
    named = permitted(area, on)
    return [{**entry, **_known_of(known.get(entry["shop"]), named)} for entry in published.entries]


def permitted(area: ShoppingArea, on: dt.date) -> set[int]:
    """The businesses that a permit in force names (R2)."""
    return set(Permit.objects.filter(area=area).in_force(on).values_list("businesses", flat=True)) - {None}


def _known_of(shop: Shop | None, named: set[int]) -> dict[str, Any]:
    if shop is None:
        return {"business_id": None, "sector": "", "joined_on": None, "in_permit": False, **dict.fromkeys(PAPERS)}
    return {
        "business_id": shop.business_id,
        "sector": shop.sector,
        "joined_on": _day(shop.joined_on),
        "in_permit": shop.business_id in named,
        **{name: _day(getattr(shop, name)) for name in PAPERS},
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def last_filing(area: ShoppingArea) -> Filing | None:
    """The newest that was not taken back."""
    return Filing.objects.standing().filter(area=area).select_related("dossier", "area").first()
