"""Setting up an area: its data, its permit, its protocol."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.log import record

from ..clock import dutch_date
from ..models import Business, Membership, Municipality, Permit, Protocol, ShoppingArea, User
from ..protocol import read_parameters
from ..refusals import Refusal
from ..roles import Role
from .lists import publish_list

# What the register refuses in a text that people read; it adds its own check (R68), for this app does not know it.
text_checks: list[Callable[[str, str], str]] = []


@transaction.atomic
def create_area(*, fields: dict[str, Any], by: User, at: dt.datetime) -> ShoppingArea:
    """Start an area. Whoever starts it becomes its first coordinator."""
    _check_texts(fields)
    _check_municipality(fields, None, on=dutch_date(at))
    area = ShoppingArea.objects.create(**fields)
    Membership.objects.create(user=by, area=area, role=Role.COORDINATOR)
    record("area.created", subject=f"area:{area.slug}", by=by, area=area)
    return area


@transaction.atomic
def update_area(area: ShoppingArea, *, fields: dict[str, Any], by: User, at: dt.datetime) -> ShoppingArea:
    """Change contact, border or other facts of the area; a new border makes a new list version."""
    _check_texts(fields)
    _check_municipality(fields, area, on=dutch_date(at))
    for name, value in fields.items():
        setattr(area, name, value)
    area.save(update_fields=list(fields))
    publish_list(area, at=at)
    record("area.changed", subject=f"area:{area.slug}", by=by, area=area, fields=sorted(fields))
    return area


def _check_texts(fields: dict[str, Any]) -> None:
    """Whoever got a letter reads where help is: no number of anybody stands there, and no word about a group (R68)."""
    for check in text_checks:
        check(fields.get("help_places", ""), "help_places")


def _check_municipality(fields: dict[str, Any], area: ShoppingArea | None, *, on: dt.date) -> None:
    """An area goes on under the municipality that it had; a new one cannot begin under one that is gone."""
    chosen = fields.get("municipality")
    if chosen is None or (area and chosen.pk == area.municipality_id):
        return
    chosen = Municipality.objects.get(pk=chosen.pk)
    if chosen.on(on) == chosen:
        return
    raise Refusal(
        "municipality_merged",
        _("De gemeente %(old)s is opgegaan in %(new)s.") % {"old": chosen, "new": chosen.on(on)},
    )


@transaction.atomic
def grant_permit(
    area: ShoppingArea,
    *,
    number: str,
    granted_on: dt.date,
    valid_from: dt.date,
    valid_until: dt.date | None,
    businesses: Iterable[Business],
    by: User,
    at: dt.datetime,
) -> Permit:
    """Record the permit of the authority and the businesses that it names (R1, R2)."""
    businesses = list(businesses)
    if valid_until is not None and valid_until < valid_from:
        raise Refusal("ends_before_start", _("De vergunning eindigt voor zij begint."), field="valid_until")
    if any(business.area_id != area.pk for business in businesses):
        raise Refusal("other_area", _("Kies ondernemingen uit dit gebied."), rule="R8", field="businesses")
    permit = Permit.objects.create(
        area=area, number=number, granted_on=granted_on, valid_from=valid_from, valid_until=valid_until
    )
    permit.businesses.set(businesses)
    record("permit.recorded", subject=f"permit:{permit.pk}", by=by, area=area, businesses=len(businesses))
    return permit


@transaction.atomic
def adopt_protocol(
    area: ShoppingArea,
    *,
    values: dict[str, Any],
    adopted_on: dt.date,
    valid_from: dt.date,
    dpia_version: str,
    by: User,
    at: dt.datetime,
) -> Protocol:
    """Adopt the next version of the protocol. Refuses a value above its ceiling (R18, R75)."""
    read_parameters(values)
    latest = area.protocols.aggregate(number=Max("number"), valid_from=Max("valid_from"))
    if latest["valid_from"] and valid_from < latest["valid_from"]:
        raise Refusal(
            "before_earlier_version",
            _("Een nieuwe versie kan niet eerder ingaan dan de vorige."),
            rule="R75",
            field="valid_from",
        )
    protocol = Protocol.objects.create(
        area=area,
        number=(latest["number"] or 0) + 1,
        adopted_on=adopted_on,
        valid_from=valid_from,
        dpia_version=dpia_version,
        values=values,
    )
    record("protocol.adopted", subject=f"protocol:{protocol.number}", by=by, area=area)
    return protocol
