"""Walking a scan: begin, answer, finish; and taking it away."""

import datetime as dt
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.clock import dutch_date
from participants.models import Shop, ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from . import photos
from .checklist import lists
from .models import MOST_PHOTOS, Kind, Scan, ScanAnswer, ScanPhoto
from .reach import Reach


@dataclass(frozen=True)
class Given:
    """What somebody says of one point, with the photo that came along, already cleaned."""

    state: str
    note: str = ""
    photo: bytes | None = None


@transaction.atomic
def begin(area: ShoppingArea, *, kind: str, shop: Shop | None, place: str, by: User, at: dt.datetime) -> Scan:
    """Start a walk through one of the own shops, or, for who walks for the area, through any shop or place."""
    reach = Reach(by, area, dutch_date(at))
    if kind == Kind.AREA:
        shop = None
        if not reach.whole:
            raise Refusal("not_allowed", _("U kunt alleen uw eigen winkel lopen."), rule="R30", field="kind")
    elif shop is None or shop not in reach.shops:
        raise Refusal("choose_shop", _("Kies de winkel waar u loopt."), field="shop")
    place = check_free_text(place.strip(), "place") or (shop.name if shop else "")
    if not place:
        raise Refusal("name_the_place", _("Schrijf op waar u loopt."), field="place")
    scan = Scan.objects.create(
        area=area, kind=kind, shop=shop, place=place, questions=deepcopy(lists()[kind]), begun_by=by, begun_at=at
    )
    record("scan.begun", subject=f"scan:{scan.token}", by=by, area=area, kind=kind)
    return scan


@transaction.atomic
def save_answers(scan: Scan, *, answers: Mapping[str, Given], by: User, at: dt.datetime) -> list[ScanPhoto]:
    """Keep what was found at these points, all of them or none. Gives the photos that were added."""
    scan = still_open(scan, by=by, at=at)
    known = {point.code for point in scan.checklist.points}
    added = []
    for point, given in answers.items():
        if point not in known:
            raise Refusal("unknown_point", _("Dit punt staat niet op de lijst."))
        note = check_free_text(given.note.strip(), f"{point}-note")
        facts = {"area": scan.area, "state": given.state, "note": note}
        ScanAnswer.objects.update_or_create(scan=scan, point=point, defaults=facts)
        if given.photo:
            added.append(_add_photo(scan, point, given.photo, by=by, at=at))
    record("scan.answered", subject=f"scan:{scan.token}", by=by, area=scan.area, points=len(answers), photos=len(added))
    return added


def _add_photo(scan: Scan, point: str, jpeg: bytes, *, by: User, at: dt.datetime) -> ScanPhoto:
    taken = set(scan.photos.filter(point=point).values_list("number", flat=True))
    free = sorted(set(range(1, MOST_PHOTOS + 1)) - taken)
    if not free:
        sentence = _("Bij dit punt staan al %(most)d foto's. Verwijder er eerst een.") % {"most": MOST_PHOTOS}
        raise Refusal("enough_photos", sentence, field=f"{point}-photo")
    width, height = photos.size_of(jpeg)
    return ScanPhoto.objects.create(
        area=scan.area, scan=scan, point=point, number=free[0], jpeg=jpeg, width=width, height=height,
        added_by=by, added_at=at,
    )  # fmt: skip


@transaction.atomic
def finish(scan: Scan, *, by: User, at: dt.datetime) -> Scan:
    """Close the walk. From here on nothing in it changes; photos that nobody confirmed are erased."""
    scan = still_open(scan, by=by, at=at)
    if not scan.answers.exclude(state="skipped").exists():
        raise Refusal("nothing_answered", _("Er is nog geen punt bekeken. Loop eerst een ruimte."))
    erased, _rows = scan.photos.waiting().delete()
    scan.finished_by, scan.finished_at = by, at
    scan.save(update_fields=["finished_by", "finished_at"])
    record("scan.finished", subject=f"scan:{scan.token}", by=by, area=scan.area, photos_erased=erased)
    return scan


@transaction.atomic
def delete(scan: Scan, *, by: User, at: dt.datetime) -> None:
    """Take a scan away with its answers and photos; for the coordinator."""
    require(by, Permission.MANAGE_AREA, area=scan.area, on=dutch_date(at))
    record("scan.deleted", subject=f"scan:{scan.token}", by=by, area=scan.area)
    scan.delete()


def still_open(scan: Scan, *, by: User, at: dt.datetime) -> Scan:
    """The scan, held until the end of the transaction. Refuses one that is finished, and one of somebody else."""
    rows = Scan.objects.visible_to(by, scan.area, on=dutch_date(at))
    found = rows.select_for_update(of=("self",)).filter(pk=scan.pk).select_related("area").first()
    if found is None:
        raise Refusal("not_allowed", _("Uw rol mag dit niet doen."), rule="R30")
    if found.is_finished:
        raise Refusal("scan_finished", _("Deze scan is afgerond. Er kan niets meer aan veranderen."))
    return found
