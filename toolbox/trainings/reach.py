"""Whose names somebody sees in a training: everybody's, those of the own shops, or nobody's."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from participants.access import has_permission, running_roles, shops_of
from participants.models import Membership, Shop, ShoppingArea, User
from participants.roles import Permission


@dataclass
class Reach:
    """The coordinator reaches everybody who works in the area, a shop manager the own people. The municipality plans
    trainings and sees numbers: names of who works there are not hers to see.
    """

    user: User
    area: ShoppingArea
    on: dt.date

    @cached_property
    def whole(self) -> bool:
        return has_permission(self.user, Permission.MANAGE_AREA, area=self.area, on=self.on)

    @cached_property
    def shops(self) -> list[Shop]:
        if self.whole:
            return list(self.area.shops.taking_part(self.on))
        return shops_of(self.user, self.area, on=self.on, permission=Permission.WALK_SCANS)

    @property
    def signs_up(self) -> bool:
        return self.whole or bool(self.shops)

    @cached_property
    def people(self) -> dict[int, User]:
        """Everybody within reach, by key."""
        return {role.user_id: role.user for role in self._roles}

    def choices(self) -> list[tuple[int, str]]:
        """Each of them once, with the shops for which they work."""
        told: dict[int, list[str]] = {}
        for role in self._roles:
            words = told.setdefault(role.user_id, [role.user.name])
            if role.shop and role.shop.name not in words[1:]:
                words.append(role.shop.name)
        return [(key, ", ".join(words)) for key, words in told.items()]

    @cached_property
    def _roles(self) -> list[Membership]:
        roles = running_roles(on=self.on).filter(area=self.area).select_related("user", "shop")
        if not self.whole:
            roles = roles.filter(shop__in=self.shops)
        return list(roles.order_by("user__name", "user", "shop__name"))
