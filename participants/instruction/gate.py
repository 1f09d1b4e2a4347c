"""Whether the counter is open for somebody: computed from the day of confirming, never stored (R51)."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Instruction, ShoppingArea, User
from ..protocol import DEFAULTS
from ..refusals import Refusal
from .content import oldest_accepted

REMIND_FOR = dt.timedelta(days=30)


class InstructionMissingError(Refusal):
    """The counter stays closed until the instruction is done."""


@dataclass(frozen=True)
class Standing:
    """How it stands with somebody's instruction on a day. `last_day` is empty for who never did it."""

    last_day: dt.date | None
    valid: bool
    soon_over: bool = False


NEVER = Standing(None, valid=False)


def standing_of(user: User, area: ShoppingArea, *, on: dt.date) -> Standing:
    row = Instruction.objects.filter(user=user, area=area).first()
    return _standing(row, months_in(area, on), on) if row else NEVER


def standings_in(area: ShoppingArea, *, on: dt.date) -> dict[int, Standing]:
    """Everybody in the area who ever did it, by the key of the user."""
    months = months_in(area, on)
    return {row.user_id: _standing(row, months, on) for row in Instruction.objects.filter(area=area)}


def require_instruction(user: User, area: ShoppingArea, *, on: dt.date) -> None:
    """Refuse whoever has no valid instruction in this area on that Dutch day (R51)."""
    if not standing_of(user, area, on=on).valid:
        raise InstructionMissingError(
            "instruction_missing",
            _("Doe eerst de korte instructie. Daarna gaat de balie voor u open."),
            rule="R51",
        )


def _standing(row: Instruction, months: int, on: dt.date) -> Standing:
    last_day = row.last_day(months)
    valid = row.edition >= oldest_accepted() and row.confirmed_on <= on <= last_day
    return Standing(last_day, valid, soon_over=valid and on >= last_day - REMIND_FOR)


def months_in(area: ShoppingArea, on: dt.date) -> int:
    """The area's own number; an area without a protocol that holds yet has the default."""
    try:
        return area.protocol_on(on).parameters.instruction_m
    except Refusal:
        return DEFAULTS.instruction_m
