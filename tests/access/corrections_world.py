"""What was put right of each file of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rights.corrections.models import Correction, Kind
from rights.requests.models import Cause

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

# The same in every case.
COMMON = {"kind of correction": str(Kind.ANNULLED)}
ERASED = {"correction": "f" * 16}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """A reference that nothing ever had."""
    return {"correction": token(16)}


def things(cast: "Cast", sanction: "Sanction") -> dict[str, str]:
    """For each file something that was rectified, of which everybody was told: nothing of it waits on a desk."""
    made = Correction.objects.create(
        area=sanction.area, kind=Kind.RECTIFIED, cause=Cause.WRONG_FACT, person=sanction.person, sanction=sanction,
        made_at=cast.at, made_by=cast.coordinator, touched={"fields": ["place"]},
        finished_at=cast.at, finished_by=cast.coordinator,
    )  # fmt: skip
    return {"correction": made.token}
