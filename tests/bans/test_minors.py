"""Young people, as calculation."""

import pytest

from bans.rules.minors import AgeBand, age_band, limits
from participants.protocol import DEFAULTS, Parameters


@pytest.mark.parametrize(
    "age, looks_minor, band",
    [
        (11, False, AgeBand.TOO_YOUNG),
        (12, False, AgeBand.UNDER_16),
        (15, True, AgeBand.UNDER_16),
        (16, False, AgeBand.UNDER_18),
        (17, False, AgeBand.UNDER_18),
        (18, True, AgeBand.ADULT),
        (None, True, AgeBand.UNDER_18),
        (None, False, AgeBand.ADULT),
    ],
)
def test_r22_r23_r24_bands_at_their_borders(age: int | None, looks_minor: bool, band: AgeBand) -> None:
    assert age_band(age, DEFAULTS, apparently_minor=looks_minor) is band


@pytest.mark.parametrize(
    "band, violent, ban_allowed, most",
    [
        (AgeBand.TOO_YOUNG, True, False, 0),
        (AgeBand.UNDER_16, False, False, 12),
        (AgeBand.UNDER_16, True, True, 6),
        (AgeBand.UNDER_18, False, True, 12),
        (AgeBand.ADULT, False, True, None),
    ],
)
def test_r23_r24_limits_of_each_band(band: AgeBand, violent: bool, ban_allowed: bool, most: int | None) -> None:
    found = limits(band, DEFAULTS, violent=violent)
    assert (found.ban_allowed, found.max_months) == (ban_allowed, most)
    assert found.recordable is (band is not AgeBand.TOO_YOUNG)


def test_r23_r24_a_younger_child_never_has_the_longer_term() -> None:
    """An area may set a limit below sixteen that is above the one for minors; the lower one counts."""
    parameters = Parameters(u16_max_m=6, minor_max_m=3)
    assert limits(AgeBand.UNDER_16, parameters, violent=True).max_months == 3
