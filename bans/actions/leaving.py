"""A shop leaves the scheme (R5)."""

import datetime as dt

from django.db import transaction

from audit.log import record
from participants.access import require
from participants.actions.shops import leave
from participants.models import Shop, User
from participants.roles import Permission

from ..models import Sanction
from ..rules.ladder import Scope
from .erasing import erase_sanctions


def individual_sanctions(shop: Shop, *, on: dt.date) -> list[Sanction]:
    """What would be deleted when the shop leaves: for the preview and the handover document."""
    rows = shop.sanctions.not_ended(on).filter(scope=Scope.SHOP)
    return list(rows.select_related("person", "incident").order_by("last_day"))


@transaction.atomic
def leave_scheme(shop: Shop, *, on: dt.date, by: User, at: dt.datetime) -> Shop:
    """End the shop's participation. Its individual sanctions go; collective ones stay (R5)."""
    require(by, Permission.MANAGE_AREA, area=shop.area, on=on)
    doomed = [sanction.pk for sanction in individual_sanctions(shop, on=on)]
    shop = leave(shop, on=on, by=by, at=at)
    counts = erase_sanctions(Sanction.objects.filter(pk__in=doomed), rule="R5", at=at)
    record("shop.register_cleared", subject=f"shop:{shop.pk}", by=by, area=shop.area, **counts)
    return shop
