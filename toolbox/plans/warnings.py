"""What a plan is warned of, with the reasons that were given: the rules held against the plan and the catalogue."""

import datetime as dt
from dataclasses import dataclass

from ..catalogue.models import Measure
from ..catalogue.shelf import shelf
from ..catalogue.taxonomy import taxonomy
from ..catalogue.vocabulary import Status, Trigger
from . import rules
from .models import Plan, PlanPart


@dataclass(frozen=True)
class Warned:
    """A warning, and the reason if one was given."""

    caution: rules.Caution
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return not (self.reason or self.caution.is_note)


def warnings_of(plan: Plan, *, on: dt.date) -> list[Warned]:
    """The warnings by the catalogue of this day, those without a reason first."""
    books = {code: known(measure) for code, measure in shelf(on).by_code.items()}
    frame = rules.Frame(plan.starts_on, plan.ends_on, plan.budget)
    parts = [
        rules.Part(row.measure_code, row.starts_on, row.last_day, row.budget, tested=row.legal_test_id is not None)
        for row in plan.parts.all()
    ]
    reasons = dict(plan.answers.values_list("key", "reason"))
    others = PlanPart.objects.filter(area=plan.area, plan__closed_at=None, evaluation=None).exclude(plan=plan)
    beside = [
        rules.Part(row.measure_code, row.starts_on, row.last_day) for row in others.exclude(plan__approved_at=None)
    ]
    found = rules.cautions(frame, parts, books, taxonomy(), beside=beside)
    return sorted((Warned(caution, reasons.get(caution.key, "")) for caution in found), key=lambda row: not row.is_open)


def known(measure: Measure) -> rules.Known:
    return rules.Known(
        title=measure.title,
        severity=measure.severity,
        by_procedure=measure.trigger == Trigger.PROCEDURE,
        awaits_review=measure.awaits_legal_review,
        ended=measure.status == Status.ENDED,
    )
