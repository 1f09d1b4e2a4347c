"""Small questions that pages and API ask before they offer a deed. The deed itself asks again."""

import datetime as dt

from participants.access import has_permission
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .actions.decisions import Standing, check_may_decide, standing_of
from .actions.service import check_may_be_served
from .models import Incident, Sanction
from .rules.status import ENDED, Status


def can_decide(user: User, sanction: Sanction, *, on: dt.date, standing: Standing | None = None) -> bool:
    """Whether the user may approve, check or reject this now (R27, R28)."""
    if sanction.approved_at or sanction.status(on) in ENDED:
        return False
    return _passes(lambda: check_may_decide(sanction, standing or standing_of(user, sanction.area, on=on)))


def can_serve(user: User, sanction: Sanction, *, on: dt.date) -> bool:
    """Whether the user may record the service of this now (R31)."""
    if not has_permission(user, Permission.SERVE, area=sanction.area, on=on, shop=sanction.shop):
        return False
    return _passes(lambda: check_may_be_served(sanction, on=on))


def can_see_witnesses(user: User, incident: Incident, *, on: dt.date) -> bool:
    """Whether who saw it, and the number of the police, are for this user: the shop that reported, the coordinator.

    A second decider weighs what happened and needs no names for it (R45, D16).
    """
    if has_permission(user, Permission.SEE_WHOLE_REGISTER, area=incident.area, on=on):
        return True
    return has_permission(user, Permission.PROPOSE, area=incident.area, on=on, shop=incident.shop)


def can_see_where_they_live(user: User, area: ShoppingArea, *, on: dt.date) -> bool:
    """Whether address and birth date are for this user at all; they open only after a recent proof (D16)."""
    return has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on)


def can_lift(user: User, sanction: Sanction, *, on: dt.date) -> bool:
    """Whether the user may withdraw, annul or hide this now (R55)."""
    allowed = has_permission(user, Permission.LIFT, area=sanction.area, on=on)
    return allowed and sanction.status(on) not in ENDED


def can_report_breach(user: User, sanction: Sanction, *, on: dt.date) -> bool:
    """Whether there is a running ban whose breach the user's own shop might report (R39, R42)."""
    if not sanction.is_ban or sanction.status(on) is not Status.IN_FORCE:
        return False
    return has_permission(user, Permission.CHECK_AT_COUNTER, area=sanction.area, on=on)


def _passes(check) -> bool:
    try:
        check()
    except Refusal:
        return False
    return True
