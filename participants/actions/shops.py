"""Shops that come, keep their papers in order, and go."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record

from ..clock import dutch_date
from ..models import Business, Shop, ShoppingArea, User
from ..refusals import Refusal
from .lists import publish_list


@transaction.atomic
def add_shop(area: ShoppingArea, *, fields: dict[str, Any], by: User, at: dt.datetime) -> Shop:
    """Write down a shop. It takes part only after `join`. `fields` holds `business_name` and the rest."""
    fields = dict(fields)
    business, _made = Business.objects.get_or_create(area=area, name=fields.pop("business_name").strip())
    if area.shops.filter(name=fields["name"], address=fields["address"]).exists():
        raise Refusal("shop_exists", _("Deze winkel staat al in de lijst."), field="name")
    shop = Shop(area=area, business=business, **fields)
    _check_term(shop)
    shop.save()
    record("shop.added", subject=f"shop:{shop.pk}", by=by, area=area)
    return shop


@transaction.atomic
def update_shop(shop: Shop, *, fields: dict[str, Any], by: User, at: dt.datetime) -> Shop:
    """Change a shop's address or papers. A participant cannot lose a paper that it needs (R3)."""
    for name, value in fields.items():
        setattr(shop, name, value)
    _check_term(shop)
    if shop.takes_part(dutch_date(at)) and shop.missing_papers:
        raise _papers_missing(shop)
    shop.save(update_fields=list(fields))
    publish_list(shop.area, at=at)
    record("shop.changed", subject=f"shop:{shop.pk}", by=by, area=shop.area, fields=sorted(fields))
    return shop


@transaction.atomic
def join(shop: Shop, *, on: dt.date, by: User, at: dt.datetime, publish: bool = True) -> Shop:
    """Let the shop take part. Refuses while a paper is missing and names it (R3).

    Who lets many join at once publishes the list of participants once, after the last.
    """
    if shop.takes_part(on):
        raise Refusal("takes_part", _("Deze winkel doet al mee."), rule="R3")
    if on > dutch_date(at):
        raise Refusal("future_date", _("De datum ligt in de toekomst."), field="on")
    if shop.missing_papers:
        raise _papers_missing(shop)
    shop.joined_on, shop.left_on = on, None
    shop.save(update_fields=["joined_on", "left_on"])
    if publish:
        publish_list(shop.area, at=at)
    record("shop.joined", subject=f"shop:{shop.pk}", by=by, area=shop.area)
    return shop


@transaction.atomic
def leave(shop: Shop, *, on: dt.date, by: User, at: dt.datetime) -> Shop:
    """End the participation, from that day on. Its people lose access at once (R5).

    The register has its part in this: use `bans.actions.leaving.leave_scheme`.
    """
    left = Shop.objects.filter(pk=shop.pk, left_on=None, joined_on__lte=on).update(left_on=on)
    if not left:
        raise Refusal("takes_no_part", _("Deze winkel doet niet mee."), rule="R5")
    shop.refresh_from_db()
    publish_list(shop.area, at=at)
    record("shop.left", subject=f"shop:{shop.pk}", by=by, area=shop.area)
    return shop


def _check_term(shop: Shop) -> None:
    signed, ends = shop.agreement_signed_on, shop.agreement_ends_on
    if ends and (signed is None or ends < signed):
        raise Refusal(
            "ends_before_start", _("De overeenkomst eindigt voor zij is getekend."), field="agreement_ends_on"
        )


def _papers_missing(shop: Shop) -> Refusal:
    missing = ", ".join(shop.missing_papers)
    return Refusal("papers_missing", _("Dit ontbreekt nog: %s.") % missing, rule="R3")
