"""Who walks where: for the own shop, or for the whole area."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from participants.access import running_memberships, shops_of
from participants.models import Shop, ShoppingArea, User
from participants.roles import ROLE_PERMISSIONS, SHOP_ROLES, Permission


@dataclass
class Reach:
    user: User
    area: ShoppingArea
    on: dt.date

    @cached_property
    def whole(self) -> bool:
        """Whether the user walks for the area, by a role that belongs to no shop."""
        return any(
            row.role not in SHOP_ROLES and Permission.WALK_SCANS in ROLE_PERMISSIONS[row.role]
            for row in running_memberships(self.user, self.area, on=self.on)
        )

    @cached_property
    def shops(self) -> list[Shop]:
        """The shops that the user may walk through."""
        if self.whole:
            return list(self.area.shops.taking_part(self.on))
        return shops_of(self.user, self.area, on=self.on, permission=Permission.WALK_SCANS)
