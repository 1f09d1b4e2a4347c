"""The desk: what waits for whom. It looks for work and never has to be told (pull, not push)."""

import datetime as dt
from dataclasses import dataclass, field

from participants.access import has_permission
from participants.clock import dutch_date
from participants.models import Permit, ShoppingArea, User
from participants.roles import Permission

from .actions.decisions import Standing, standing_of
from .models import Sanction
from .permissions import can_decide
from .rules import terms
from .rules.status import ENDED, Status

ENDING_SOON_DAYS = 30
SERVE_SOON_DAYS = 7


@dataclass
class Desk:
    """Work in an area for one user on one day."""

    to_decide: list[Sanction] = field(default_factory=list)
    to_serve: list[Sanction] = field(default_factory=list)
    in_review: list[Sanction] = field(default_factory=list)
    restricted: list[Sanction] = field(default_factory=list)
    ending_soon: list[Sanction] = field(default_factory=list)
    overdue: list[Sanction] = field(default_factory=list)
    in_force: int = 0
    permit: Permit | None = None
    permit_days_left: int | None = None
    mixed_sectors: bool = False
    protocol_missing: bool = False

    @property
    def overdue_elsewhere(self) -> list[Sanction]:
        """Overdue, and for somebody else to do: in none of the lists of work of this user."""
        return [row for row in self.overdue if row not in self.to_decide and row not in self.to_serve]


def desk(area: ShoppingArea, *, user: User, on: dt.date) -> Desk:
    """What this user has to do or to know, as far as the user may see it."""
    rows = list(
        Sanction.objects.visible_to(user, area, on)
        .select_related("area", "person", "incident", "shop", "protocol", "proposed_by")
        .order_by("serve_before")
    )
    result = Desk(permit=area.permit_on(on))
    standing = standing_of(user, area, on=on)
    lifts = has_permission(user, Permission.LIFT, area=area, on=on)
    for row in rows:
        _sort(result, row, user, on, standing)
        if lifts and row.review_since and row.status(on) not in ENDED:
            result.in_review.append(row)
    result.overdue = [row for row in rows if row.status(on) not in ENDED and is_overdue(row, on)]
    result.ending_soon.sort(key=lambda row: row.last_day or on)
    if has_permission(user, Permission.MANAGE_AREA, area=area, on=on):
        _warn(result, area, on)
    return result


def _sort(result: Desk, row: Sanction, user: User, on: dt.date, standing: Standing) -> None:
    state = row.status(on)
    if state in ENDED:
        return  # kept by a legal hold, and no work for anybody
    if row.approved_at is None and can_decide(user, row, on=on, standing=standing):
        result.to_decide.append(row)
    if state is Status.APPROVED or (state is Status.PROPOSED and row.needs_approval == "check"):
        result.to_serve.append(row)
    if row.in_dispute_on(on):
        result.restricted.append(row)
    if state is Status.IN_FORCE and row.last_day:
        result.in_force += 1
        if (row.last_day - on).days <= ENDING_SOON_DAYS:
            result.ending_soon.append(row)


def is_overdue(row: Sanction, on: dt.date) -> bool:
    """A check that took too long (R28), or a letter that must be served within a week (R34)."""
    if row.served_at and row.approved_at is None:
        limit = row.protocol.parameters.check_alert_wd
        return on > terms.working_days_later(dutch_date(row.served_at), limit)
    return row.served_at is None and (row.serve_before - on).days <= SERVE_SOON_DAYS


def _warn(result: Desk, area: ShoppingArea, on: dt.date) -> None:
    """R4: a permit that ends within the warning time. R6: more than one sector, not yet covered."""
    protocol = area.protocols.filter(valid_from__lte=on).order_by("-number").first()
    result.protocol_missing = protocol is None
    if protocol and result.permit and result.permit.valid_until:
        days = (result.permit.valid_until - on).days + 1
        result.permit_days_left = days if days <= protocol.parameters.permit_warn_d else None
    sectors = set(area.shops.taking_part(on).values_list("sector", flat=True))
    result.mixed_sectors = len(sectors) > 1 and not area.mixed_sectors_permitted
