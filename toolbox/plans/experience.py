"""What areas learned of a measure and chose to share: told on its page, with a municipality and without a person."""

from dataclasses import dataclass

from participants import area_lock
from participants.clock import dutch_date

from .models import Outcome, PartEvaluation


@dataclass(frozen=True)
class Experience:
    municipality: str
    year: int
    outcome: str
    learned: str


def experiences_with(measure_code: str) -> list[Experience]:
    """Of every area, the latest first; only from plans that two people agreed on."""
    rows = PartEvaluation.objects.filter(shared=True, part__measure_code=measure_code)
    rows = rows.exclude(part__plan__approved_at=None).select_related("area__municipality").order_by("-written_at")
    # The page has no area of its own, and these rows were given to everybody.
    with area_lock.all_areas():
        return [
            Experience(
                municipality=row.area.municipality.name,
                year=dutch_date(row.written_at).year,
                outcome=str(Outcome(row.outcome).label),
                learned=row.learned,
            )
            for row in rows
        ]
