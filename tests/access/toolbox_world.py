"""What the rooms of the toolbox have of each area of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.factories import JPEG
from toolbox.partnerships.models import Covenant, Meeting, MeetingAction, Partner
from toolbox.scans.checklist import lists
from toolbox.scans.models import Kind, Scan, ScanAnswer, ScanPhoto

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

Mark = Callable[[str, str], str]
# The same in every case.
COMMON = {"room": "entrance"}
KEYS = ("partner", "covenant", "meeting", "meeting action")
ERASED = {"scan": "f" * 16, "scan photo": "e" * 16, **dict.fromkeys(KEYS, "900002")}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    return {"scan": token(16), "scan photo": token(16), **dict.fromkeys(KEYS, "900001")}


def things(cast: "Cast", sanction: "Sanction", file: str, *, mark: Mark) -> dict[str, str]:
    """For each file something of every room, in its area."""
    return {**_scan(cast, sanction, file, mark=mark), **_partnership(cast, sanction, file, mark=mark)}


def _scan(cast: "Cast", sanction: "Sanction", file: str, *, mark: Mark) -> dict[str, str]:
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


def _partnership(cast: "Cast", sanction: "Sanction", file: str, *, mark: Mark) -> dict[str, str]:
    """A partner with a covenant, a meeting and what it would do."""
    area, day = sanction.area, cast.today
    partner = Partner.objects.create(
        area=area, organisation=mark("toolbox.Partner.organisation", file), party="police", joined_on=day,
        contact_name=mark("toolbox.Partner.contact_name", file),
    )  # fmt: skip
    covenant = Covenant.objects.create(
        area=area, title=mark("toolbox.Covenant.title", file), purpose=mark("toolbox.Covenant.purpose", file),
        signed_on=day, data_class="none",
    )  # fmt: skip
    meeting = Meeting.objects.create(
        area=area, held_on=day, subject=mark("toolbox.Meeting.subject", file), recorded_by=cast.coordinator,
        recorded_at=cast.at, decisions=[mark("toolbox.Meeting.decisions", file)],
    )  # fmt: skip
    meeting.partners.add(partner)
    action = MeetingAction.objects.create(
        area=area, meeting=meeting, what=mark("toolbox.MeetingAction.what", file), partner=partner, due_on=day
    )
    rows = {"partner": partner, "covenant": covenant, "meeting": meeting, "meeting action": action}
    return {kind: str(row.pk) for kind, row in rows.items()}
