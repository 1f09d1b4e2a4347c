"""The open points of the DPIA in one area: the standard ones and its own, settled or not."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from participants import clock
from participants.models import ShoppingArea

from .models import DpiaPoint
from .reading import standard_points


@dataclass(frozen=True)
class Point:
    """One point as it stands: what it asks, and what was settled, when, and in which role."""

    code: str
    asks: str
    why: str = ""
    who: str = ""
    settled_on: dt.date | None = None
    settled_recorded_on: dt.date | None = None
    settled_as: str = ""
    remark: str = ""
    own: bool = False
    raised_on: dt.date | None = None

    def as_facts(self) -> dict[str, Any]:
        days = ("settled_on", "settled_recorded_on", "raised_on")
        plain = {name: value for name, value in vars(self).items() if name not in days}
        return plain | {name: day.isoformat() if (day := getattr(self, name)) else None for name in days}


def points_of(area: ShoppingArea) -> list[Point]:
    """All of them: the standard ones in their order, then the own ones as they were raised."""
    rows = {row.code: row for row in DpiaPoint.objects.filter(area=area)}
    standard = [
        _point(one.code, one.asks, rows.pop(one.code, None), why=one.why, who=one.who) for one in standard_points()
    ]
    # A standard point that went with a newer text has no words of its own, and goes from the page as well.
    own = [_point(row.code, row.words, row, own=True) for row in rows.values() if row.words]
    return [*standard, *own]


def point_called(area: ShoppingArea, code: str) -> Point | None:
    return next((point for point in points_of(area) if point.code == code), None)


def _point(code: str, asks: str, row: DpiaPoint | None, **more: Any) -> Point:
    if row is None:
        return Point(code, asks, **more)
    recorded = clock.dutch_date(row.settled_at) if row.settled_at else None
    if row.words:
        more["raised_on"] = clock.dutch_date(row.raised_at)
    return Point(
        code, asks, settled_on=row.settled_on, settled_recorded_on=recorded, settled_as=row.settled_as,
        remark=row.remark, **more,
    )  # fmt: skip
