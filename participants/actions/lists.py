"""Versions of the participants' list, of which each letter freezes one (R35, R36)."""

import datetime as dt

from ..clock import dutch_date
from ..models import ParticipantList, Shop, ShoppingArea


def publish_list(area: ShoppingArea, *, at: dt.datetime) -> ParticipantList:
    """The list as it is now: a new version when something changed, else the current one."""
    entries = [
        {"shop": shop.pk, "name": shop.name, "address": shop.address, "business": shop.business.name}
        for shop in area.shops.taking_part(dutch_date(at)).select_related("business").order_by("name", "pk")
    ]
    content = {"entries": entries, "boundary_text": area.boundary_text, "boundary": area.boundary}
    current = area.current_list()
    if current and all(getattr(current, name) == value for name, value in content.items()):
        return current
    number = current.number + 1 if current else 1
    made = ParticipantList.objects.create(area=area, number=number, made_at=at, **content)
    made.shops.set(Shop.objects.filter(pk__in=[entry["shop"] for entry in entries]))
    return made
