"""The cookie that makes a browser a till, and what a session that began at a till may still do."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse

from ..access import memberships_anywhere
from ..models import Device, Shop, ShoppingArea, TillCode, User
from ..models.device import DeviceKind
from ..prepared import Prepared
from ..roles import Role
from ..second_factor import sees_beyond_counter

COOKIE_LIVES = dt.timedelta(days=365)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """The token is 256 random bits, so a fast digest hides it well enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def set_cookie(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        settings.TILL_COOKIE_NAME,
        token,
        max_age=COOKIE_LIVES,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(request: HttpRequest, *, on: dt.date) -> Device | None:
    """The till that this browser is, if it is one that may still be used."""
    token = request.COOKIES.get(settings.TILL_COOKIE_NAME, "")
    if not token:
        return None
    # A token of a till system opens nothing in a browser.
    rows = Device.objects.usable(on).filter(token_hash=hash_of(token), kind=DeviceKind.TILL)
    return rows.select_related("shop", "shop__area").first()


def system_of(token: str, *, on: dt.date) -> Device | None:
    """The till system or door that holds this token, if it may still be used; with what a check asks of its shop."""
    rows = SYSTEMS.rows(token_hash=hash_of(token), on=on) if token else []
    if not rows:
        return None
    shop_columns, area_columns = len(SHOP_COLUMNS), len(AREA_COLUMNS)
    pk, *rest = rows[0]
    device = Device.from_db(DEFAULT_DB_ALIAS, ["id"], [pk])
    device.shop = Shop.from_db(DEFAULT_DB_ALIAS, SHOP_COLUMNS, rest[:shop_columns])
    device.shop.area = ShoppingArea.from_db(
        DEFAULT_DB_ALIAS, AREA_COLUMNS, rest[shop_columns : shop_columns + area_columns]
    )
    return device


# In the order of the model, as `from_db` takes them.
SHOP_COLUMNS = ("id", "area_id", "business_id", "staffed_from", "staffed_until", "joined_on", "left_on")
AREA_COLUMNS = ("id", "slug")
SYSTEMS = Prepared(
    lambda token_hash, on: (
        Device.objects.usable(on)
        .filter(token_hash=token_hash, kind=DeviceKind.SYSTEM)
        .order_by()
        .values_list(
            "pk", *(f"shop__{name}" for name in SHOP_COLUMNS), *(f"shop__area__{name}" for name in AREA_COLUMNS)
        )
    ),
    token_hash=str,
    on=dt.date,
)


def works_at(user: User, device: Device, roles: frozenset[str], *, on: dt.date) -> bool:
    """Whether the user is counter staff of the till's shop and nothing more than counter staff anywhere."""
    if not user.is_active or sees_beyond_counter(user, roles):
        return False
    return memberships_anywhere(user, on=on).filter(role=Role.COUNTER, shop=device.shop_id).exists()


def still_opens(at_till: Any, *, request: HttpRequest, user: User, roles: frozenset[str], on: dt.date) -> bool:
    """Whether a session that began with a code goes on: same browser, same code, same job (R5)."""
    device = device_of(request, on=on)
    if device is None or not works_at(user, device, roles, on=on):
        return False
    return TillCode.objects.filter(pk=at_till.get("code"), device=device, user=user).exists()
