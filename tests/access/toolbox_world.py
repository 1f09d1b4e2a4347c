"""What the rooms of the toolbox have of each area of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.factories import JPEG
from toolbox.scans.checklist import lists
from toolbox.scans.models import Kind, Scan, ScanAnswer, ScanPhoto

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

Mark = Callable[[str, str], str]
# The same in every case.
COMMON = {"room": "entrance"}
ERASED = {"scan": "f" * 16, "scan photo": "e" * 16}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    return {"scan": token(16), "scan photo": token(16)}


def things(cast: "Cast", sanction: "Sanction", file: str, *, mark: Mark) -> dict[str, str]:
    """A scan of the shop of this file, with a photo; that of one file is finished, the others are still walked."""
    finished = {"finished_by": cast.manager_a, "finished_at": cast.at} if file == "individual" else {}
    scan = Scan.objects.create(
        area=sanction.area, kind=Kind.SHOP, shop=sanction.shop, place=mark("toolbox.Scan.place", file),
        questions=lists()[Kind.SHOP], begun_by=cast.manager_a, begun_at=cast.at, **finished,
    )  # fmt: skip
    about = {"area": sanction.area, "scan": scan, "point": "door-rules"}
    ScanAnswer.objects.create(**about, state="not_in_order", note=mark("toolbox.ScanAnswer.note", file))
    photo = ScanPhoto.objects.create(
        **about, number=1, jpeg=JPEG, width=32, height=40, added_by=cast.manager_a, added_at=cast.at,
        confirmed_at=cast.at,
    )  # fmt: skip
    return {"scan": scan.token, "scan photo": photo.token}
