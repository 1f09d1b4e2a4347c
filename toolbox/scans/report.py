"""What a scan found: findings with their notes and photos, the measures proposed, and what changed since the last."""

import datetime as dt
from dataclasses import dataclass

from ..catalogue.models import Measure
from ..catalogue.shelf import shelf
from . import rules
from .checklist import Point, Room
from .models import Scan, ScanPhoto


@dataclass(frozen=True)
class Finding:
    """A point that is not in order."""

    point: Point
    note: str
    photos: list[ScanPhoto]


@dataclass(frozen=True)
class Proposal:
    """A measure, and how many findings point to it."""

    measure: Measure
    findings: int


@dataclass(frozen=True)
class Report:
    scan: Scan
    rooms: list[tuple[Room, list[Finding]]]
    proposals: list[Proposal]
    looked_at: int
    before: Scan | None
    change: rules.Change | None

    @property
    def count(self) -> int:
        return sum(len(findings) for _room, findings in self.rooms)


def report_of(scan: Scan, *, on: dt.date) -> Report:
    """The report of a finished scan, with the catalogue of this day. Photos that nobody confirmed are not in it."""
    checklist = scan.checklist
    answers = {answer.point: answer for answer in scan.answers.all()}
    states = {point: answer.state for point, answer in answers.items()}
    photos: dict[str, list[ScanPhoto]] = {}
    for photo in scan.photos.confirmed().defer("jpeg"):
        photo.scan, photo.area = scan, scan.area
        photos.setdefault(photo.point, []).append(photo)
    wrong = rules.found_wrong(checklist, states)
    rooms = [
        (room, [Finding(point, answers[point.code].note, photos.get(point.code, [])) for point in points])
        for room, points in wrong
    ]
    books = shelf(on).by_code
    ranked = rules.proposed(
        (point for _room, points in wrong for point in points),
        {code: measure.severity for code, measure in books.items()},
    )
    before = _before(scan)
    return Report(
        scan=scan,
        rooms=rooms,
        proposals=[Proposal(books[code], count) for code, count in ranked],
        looked_at=rules.answered(checklist.points, states),
        before=before,
        change=rules.changes(checklist, states, states_of(before)) if before else None,
    )


def states_of(scan: Scan) -> dict[str, str]:
    return dict(scan.answers.values_list("point", "state"))


def _before(scan: Scan) -> Scan | None:
    """The last finished scan of the same place that began earlier."""
    earlier = Scan.objects.finished().of_the_same_place(scan).filter(begun_at__lt=scan.begun_at)
    return earlier.select_related("area").first()
