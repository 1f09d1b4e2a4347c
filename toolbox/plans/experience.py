"""What areas learned of a measure and chose to share: told on its page, with a municipality and without a person."""

from dataclasses import dataclass

from participants.clock import dutch_date

from .models import Outcome, PartEvaluation, SharedExperience


@dataclass(frozen=True)
class Experience:
    municipality: str
    year: int
    outcome: str
    learned: str


def share(evaluation: PartEvaluation) -> SharedExperience:
    """Put a copy where every reader of the catalogue finds it."""
    written_on = dutch_date(evaluation.written_at)
    return SharedExperience.objects.create(
        measure_code=evaluation.part.measure_code,
        municipality=evaluation.area.municipality.on(written_on).name,
        year=written_on.year,
        outcome=evaluation.outcome,
        learned=evaluation.learned,
    )


def experiences_with(measure_code: str) -> list[Experience]:
    """Of every area, the latest first."""
    return [
        Experience(row.municipality, row.year, str(Outcome(row.outcome).label), row.learned)
        for row in SharedExperience.objects.filter(measure_code=measure_code)
    ]
