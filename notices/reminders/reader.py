"""Who reads the reminders of an area on a day, and what that person may see: asked once, whatever the kinds."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bans.actions.decisions import Standing, standing_of
from bans.models import Sanction
from bans.rules.status import ENDED
from participants.access import running_memberships
from participants.models import Membership, ShoppingArea, User
from participants.protocol import DEFAULTS, Parameters
from participants.refusals import Refusal
from participants.roles import ROLE_PERMISSIONS, SHOP_ROLES, Permission

# Of these one is needed to open a file at all.
OPENS_FILES = frozenset({Permission.PROPOSE, Permission.APPROVE, Permission.SEE_WHOLE_REGISTER})


@dataclass
class Reader:
    area: ShoppingArea
    user: User
    on: dt.date

    @cached_property
    def memberships(self) -> list[Membership]:
        return list(running_memberships(self.user, self.area, on=self.on))

    @cached_property
    def held(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLE_PERMISSIONS[row.role] for row in self.memberships))

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.user, self.area, on=self.on)

    @cached_property
    def parameters(self) -> Parameters:
        """Those of the area; of one without a protocol that holds yet, ours."""
        try:
            return self.area.parameters_on(self.on)
        except Refusal:
            return DEFAULTS

    @cached_property
    def open_files(self) -> list[Sanction]:
        """The files that the reader may open, whether or not there is work in them."""
        if not self.held & OPENS_FILES:
            return []
        rows = Sanction.objects.visible_to(self.user, self.area, self.on)
        return list(rows.select_related("area", "person", "protocol").order_by("proposed_at", "pk"))

    @cached_property
    def files(self) -> list[Sanction]:
        """Those that have not ended: what a legal hold keeps is no work for anybody."""
        return [row for row in self.open_files if row.status(self.on) not in ENDED]

    def may(self, any_of: Iterable[Permission]) -> bool:
        return bool(self.held & set(any_of))

    def serves(self, sanction: Sanction) -> bool:
        """Whether the reader hands over the letters of this file: of the own shop, or all for the coordinator."""
        return any(
            Permission.SERVE in ROLE_PERMISSIONS[row.role]
            and (row.role not in SHOP_ROLES or row.shop_id == sanction.shop_id)
            for row in self.memberships
        )
