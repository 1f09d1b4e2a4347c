"""Young people: what may be recorded, imposed and for how long. Pure calculation (R22-R26)."""

from dataclasses import dataclass
from enum import StrEnum

from participants.protocol import Parameters


class AgeBand(StrEnum):
    """Age as far as it matters. Somebody whose age nobody knows is treated as an adult."""

    TOO_YOUNG = "too_young"
    UNDER_16 = "under_16"
    UNDER_18 = "under_18"
    ADULT = "adult"


@dataclass(frozen=True)
class AgeLimits:
    """What the age allows. `max_months` None means that age sets no limit of its own."""

    recordable: bool
    ban_allowed: bool
    max_months: int | None
    minor: bool


def age_band(age: int | None, parameters: Parameters, *, apparently_minor: bool = False) -> AgeBand:
    """The band for an age in years; an apparent minor of unknown age counts as sixteen or seventeen."""
    if age is None:
        return AgeBand.UNDER_18 if apparently_minor else AgeBand.ADULT
    if age < parameters.min_age:
        return AgeBand.TOO_YOUNG
    if age < 16:
        return AgeBand.UNDER_16
    return AgeBand.UNDER_18 if age < 18 else AgeBand.ADULT


def limits(band: AgeBand, parameters: Parameters, *, violent: bool) -> AgeLimits:
    """R22: nothing below the minimum age. R23: below 16 a ban only after violence. R24: 16 and 17."""
    if band is AgeBand.TOO_YOUNG:
        return AgeLimits(recordable=False, ban_allowed=False, max_months=0, minor=True)
    if band is AgeBand.UNDER_16:
        # R23 caps bans; a warning keeps the minors' own maximum.
        longest = parameters.minor_max_m
        cap = min(parameters.u16_max_m, longest) if violent else longest
        return AgeLimits(recordable=True, ban_allowed=violent, max_months=cap, minor=True)
    if band is AgeBand.UNDER_18:
        return AgeLimits(recordable=True, ban_allowed=True, max_months=parameters.minor_max_m, minor=True)
    return AgeLimits(recordable=True, ban_allowed=True, max_months=None, minor=False)
