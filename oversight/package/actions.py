"""Make a package of an area: the head at which it ends is signed first, and the rest is what holds at that moment."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit import heads
from audit.canonical import utc
from audit.export import export_blocks
from audit.log import record
from audit.models import Head, HeadReason
from audit.signing import origin_of, package_origin_of, verifier_key
from audit.verify_package import FORMAT, LOG
from participants.clock import dutch_date
from participants.models import ShoppingArea, User

from .contents import first_day_of, small_files
from .packing import pack


@dataclass(frozen=True)
class Package:
    """A package that is on its way: `blocks` makes it while it is read, and can be read once."""

    name: str
    head: Head
    blocks: Iterator[bytes]


def make_package(area: ShoppingArea, *, by: User | str, at: dt.datetime) -> Package:
    """Everything that an auditor may have of the area, up to a head that is signed now. That it is made is a line of
    the log, in the package too. All but the log is gathered before the first byte goes out."""
    record("package.made", subject=f"area:{area.slug}", by=by, area=area)
    head = heads.publish(area.slug, at=at, reason=HeadReason.EXPORT)
    small = small_files(area, head, at=at)
    on = dutch_date(at)
    about = {
        "area": area.slug,
        "area_name": area.name,
        "first": first_day_of(area, on=on).isoformat(),
        "format": FORMAT,
        "head": head.note,
        "keys": [verifier_key(area.slug)],
        "last": on.isoformat(),
        "log_origin": origin_of(area.slug),
        "made_at": utc(at),
        "origin": package_origin_of(area.slug),
    }
    files: list[tuple[str, Iterable[bytes]]] = [*((name, [content]) for name, content in small)]
    files.append((LOG, export_blocks(head, sealed=True)))
    name = _("toezichtpakket") + f"-{area.slug}-{on.isoformat()}.zip"
    return Package(name, head, pack(files, area=area.slug, about=about))
