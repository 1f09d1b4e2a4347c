"""Which letter a code opens: one that is there, one of which the file was erased, or none."""

import datetime as dt
from dataclasses import dataclass

from notices.actions.checking import give_turn_back, letter_with, read_typed, take_turn
from notices.codes import digest
from notices.models import Notice
from participants import area_lock
from participants.clock import dutch_date
from participants.models import ShoppingArea
from participants.prepared import Prepared

from .models import ForgottenLetter

# As for the letters: an answer costs little, and each as much as the other.
FORGOTTEN = Prepared(
    lambda code_digest, on: (
        ForgottenLetter.objects.filter(code_digest=code_digest, until__gte=on).order_by().values_list("pk", "area")
    ),
    code_digest=str,
    on=dt.date,
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """What lies behind a code: a letter, or else the certificate of what was erased."""

    area: ShoppingArea
    notice: Notice | None = None
    forgotten: ForgottenLetter | None = None


def open_letter(typed: str, *, visitor: str, at: dt.datetime) -> Opened | None:
    """What the holder of this code may open; None where there is nothing: never was, or not any more (T37).

    A code that never was, and one that does not answer any more, ask the same of the database and get one answer.
    Refuses a mistyped code, which costs no turn, and who asks too often; what is found gives the turn back.
    """
    code = read_typed(typed)
    take_turn(visitor, at=at)
    on = dutch_date(at)
    notice = letter_with(code, on=on)
    if notice is not None:
        opened = Opened(notice.area, notice=notice)
    else:
        forgotten = _forgotten_with(code, on)
        if forgotten is None:
            return None
        opened = Opened(forgotten.area, forgotten=forgotten)
    give_turn_back(visitor, at=at)
    return opened


def _forgotten_with(code: str, on: dt.date) -> ForgottenLetter | None:
    with area_lock.all_areas():
        found = FORGOTTEN.rows(code_digest=digest(code), on=on)
    if not found:
        return None
    key, area = found[0]
    area_lock.enter(ShoppingArea.objects.get(pk=area))
    return ForgottenLetter.objects.filter(pk=key).select_related("area", "erasure").first()
