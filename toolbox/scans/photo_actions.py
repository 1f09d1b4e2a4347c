"""Photos of a scan: confirmed, blurred by hand, removed; and erased when nobody looked at them."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .actions import still_open
from .models import ScanPhoto
from .photos import Square, blurred, grid_of

WAITS = dt.timedelta(days=7)
DUTY = "scan_photos"


@transaction.atomic
def confirm(photo: ScanPhoto, *, by: User, at: dt.datetime) -> None:
    """Whoever added the photo looked at it and says that nobody can be recognised. From now on others see it."""
    photo = _own(photo, by=by, at=at)
    photo.confirmed_at = at
    photo.save(update_fields=["confirmed_at"])
    record("scan.photo_confirmed", **_about(photo), by=by)


@transaction.atomic
def blur(photo: ScanPhoto, *, squares: Collection[Square], by: User, at: dt.datetime) -> None:
    """Make these squares unrecognisable. What was there before is not kept."""
    photo = _own(photo, by=by, at=at)
    grid = grid_of(photo.width, photo.height)
    inside = {one for one in squares if 1 <= one.row <= grid.rows and 1 <= one.column <= grid.columns}
    if not inside:
        raise Refusal("no_square", _("Kies eerst de vakken waar iemand in staat."), field="squares")
    photo.jpeg = blurred(bytes(photo.jpeg), inside)
    photo.save(update_fields=["jpeg"])
    record("scan.photo_blurred", **_about(photo), by=by, squares=len(inside))


@transaction.atomic
def remove(photo: ScanPhoto, *, by: User, at: dt.datetime) -> None:
    """Take a photo away: whoever walks while the walk goes on, and of a finished scan the coordinator."""
    if photo.scan.is_finished:
        require(by, Permission.MANAGE_AREA, area=photo.area, on=dutch_date(at))
    else:
        still_open(photo.scan, by=by, at=at)
    record("scan.photo_removed", **_about(photo), by=by)
    photo.delete()


@transaction.atomic
def erase_unconfirmed(*, at: dt.datetime) -> int:
    """Erase photos of which nobody said within a week that no one is in view; one line in the log for each area."""
    rows = ScanPhoto.objects.waiting().filter(added_at__lte=at - WAITS)
    counts = Counter(rows.values_list("area", flat=True))
    rows.delete()
    for area in ShoppingArea.objects.filter(pk__in=counts):
        record("scan.photos_erased", subject=f"area:{area.slug}", by=DUTY, area=area, photos=counts[area.pk])
    return counts.total()


def _own(photo: ScanPhoto, *, by: User, at: dt.datetime) -> ScanPhoto:
    """The photo, waiting and in an open scan. Only who added it may judge it: nobody else has seen it."""
    still_open(photo.scan, by=by, at=at)
    found = ScanPhoto.objects.waiting().filter(pk=photo.pk, added_by=by).select_related("scan", "area").first()
    if found is None:
        raise Refusal("photo_confirmed", _("Deze foto is al bekeken."))
    return found


def _about(photo: ScanPhoto) -> dict[str, Any]:
    """What the log tells of a photo: the scan and the point, and nothing that is on it."""
    return {"subject": f"scan:{photo.scan.token}", "area": photo.area, "point": photo.point}
