"""What a user may do where. Read from the database each time, so that a leaver is out at once (R5)."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .models import Membership, Shop, ShoppingArea, User
from .refusals import Refusal
from .roles import ROLE_PERMISSIONS, SHOP_ROLES, Permission

ASSOCIATION = "association"


def running_roles(*, on: dt.date) -> QuerySet[Membership]:
    """Everybody's roles, wherever; a role for a shop ends on the day that the shop leaves (R5)."""
    shop_takes_part = Q(shop__joined_on__lte=on) & (Q(shop__left_on=None) | Q(shop__left_on__gt=on))
    return Membership.objects.filter(Q(shop=None) | shop_takes_part, ended_at=None, user__is_active=True)


def memberships_anywhere(user: User, *, on: dt.date) -> QuerySet[Membership]:
    """The user's roles in whatever area."""
    return running_roles(on=on).filter(user=user)


def running_memberships(user: User, area: ShoppingArea, *, on: dt.date) -> QuerySet[Membership]:
    """The user's roles in the area."""
    return memberships_anywhere(user, on=on).filter(area=area).select_related("shop", "shop__business")


def has_permission(
    user: User, permission: Permission, *, area: ShoppingArea, on: dt.date, shop: Shop | None = None
) -> bool:
    """Whether the user may do this in the area, and for that shop if one is given."""
    for membership in running_memberships(user, area, on=on):
        if permission not in ROLE_PERMISSIONS[membership.role]:
            continue
        if shop is None or membership.role not in SHOP_ROLES or membership.shop_id == shop.pk:
            return True
    return False


def shops_of(user: User, area: ShoppingArea, *, on: dt.date, permission: Permission) -> list[Shop]:
    """The user's own shops in the area for which a role gives the permission."""
    return [
        membership.shop
        for membership in running_memberships(user, area, on=on)
        if membership.shop and permission in ROLE_PERMISSIONS[membership.role]
    ]


def organisations_of(user: User, area: ShoppingArea, *, on: dt.date) -> frozenset[str]:
    """For whom somebody acts: businesses, and the association for a role without a shop (R27)."""
    return frozenset(
        f"business:{membership.shop.business_id}" if membership.shop else ASSOCIATION
        for membership in running_memberships(user, area, on=on)
    )


def require(user: User, permission: Permission, *, area: ShoppingArea, on: dt.date, shop: Shop | None = None) -> None:
    """Refuse whoever may not do this here (R30)."""
    if not has_permission(user, permission, area=area, on=on, shop=shop):
        raise Refusal("not_allowed", _("Uw rol mag dit niet doen."), rule="R30")
