"""What the rooms about rights have of each file of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from notices.requests import Outcome, Right
from rights.requests.models import Cause, Channel, Identified, Request, Statement

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

Mark = Callable[[str, str], str]
ERASED = {"request": "VZZZZZZZZ"}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    return {"request": f"V{token(8).upper()}"}


def things(cast: "Cast", sanction: "Sanction", file: str, *, mark: Mark) -> dict[str, str]:
    """For each file a request for access, in its area."""
    request = Request.objects.create(
        area=sanction.area, right=Right.ACCESS, channel=Channel.EMAIL, received_on=cast.today,
        registered_at=cast.at, protocol=sanction.protocol, person=sanction.person, sanction=sanction,
        identified=Identified.SHOWN, identified_at=cast.at, decided_at=cast.at, decided_by=cast.coordinator,
        outcome=Outcome.GRANTED, cause=Cause.NONE,
    )  # fmt: skip
    Statement.objects.create(
        area=sanction.area, request=request, person=sanction.person, side="person", said_at=cast.at,
        words=mark("rights.Statement.words", file),
    )  # fmt: skip
    return {"request": request.number}
