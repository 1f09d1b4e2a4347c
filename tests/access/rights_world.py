"""What the rooms about rights have of each file of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.actions.lists import publish_list
from participants.models import User
from rights.requests.models import Cause, Channel, Identified, Request, Requester, Statement

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

Mark = Callable[[str, str], str]
ERASED = {"request": "VZZZZZZZZ", "request letter": "900002"}
# In this case a member of the committee listens.
HEARD = "individual"


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    return {"request": f"V{token(8).upper()}", "request letter": "900001"}


def things(cast: "Cast", sanction: "Sanction", file: str, *, mark: Mark, hearer: User | None = None) -> dict[str, str]:
    """For each file a request for access in its area, with a letter about it."""
    request = Request.objects.create(
        area=sanction.area, right=Right.ACCESS, channel=Channel.EMAIL, received_on=cast.today,
        registered_at=cast.at, protocol=sanction.protocol, person=sanction.person, sanction=sanction,
        identified=Identified.SHOWN, identified_at=cast.at, decided_at=cast.at, decided_by=cast.coordinator,
        outcome=Outcome.GRANTED, cause=Cause.NONE, hearer=hearer if file == HEARD else None,
    )  # fmt: skip
    about = {"area": sanction.area, "request": request, "person": sanction.person}
    words = mark("rights.Statement.words", file)
    Statement.objects.create(**about, side="person", said_at=cast.at, words=words)
    marks = {name: mark(f"rights.Requester.{name}", file) for name in ("name", "contact")}
    Requester.objects.create(**about, **marks)
    letter = Notice(
        area=sanction.area, sanction=sanction, kind=LetterKind.REQUEST_RECEIVED, version=1, sha256="0" * 64,
        participant_list=publish_list(sanction.area, at=cast.at), protocol=sanction.protocol, made_at=cast.at,
        made_by=cast.coordinator,
    )  # fmt: skip
    letter.html = f"{request.shown_number} {mark('notices.Notice.html', file)}"
    letter.pdf = mark("notices.Notice.pdf", file).encode()
    letter.save()
    return {"request": request.number, "request letter": str(letter.pk)}
