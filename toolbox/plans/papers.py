"""A plan on paper: what it says on a day, and the PDF of that.

Made when asked for and kept nowhere. No person is named: who answers for a part is an organisation in a role.
"""

import datetime as dt
from dataclasses import dataclass

from django.template import Context
from django.utils import translation

from notices.letters import load, to_pdf
from notices.models import LetterDesign
from notices.own_words.look import look_of

from ..catalogue.shelf import shelf
from .baseline import total_of
from .models import Indicator, Plan, PlanPart
from .warnings import Warned, warnings_of


@dataclass(frozen=True)
class Facts:
    """What a paper says of a plan on a day."""

    plan: Plan
    on: dt.date
    parts: list[tuple[PlanPart, str]]
    indicators: list[Indicator]
    warned: list[Warned]

    @property
    def total(self) -> int:
        return sum(part.budget for part, _title in self.parts)


def facts_of(plan: Plan, *, on: dt.date) -> Facts:
    books = shelf(on).by_code
    return Facts(
        plan=plan,
        on=on,
        parts=[
            (part, books[part.measure_code].title if part.measure_code in books else part.measure_code)
            for part in plan.parts.select_related("indicator")
        ],
        indicators=list(plan.indicators.all()),
        warned=warnings_of(plan, on=on),
    )


def as_pdf(plan: Plan, *, on: dt.date) -> bytes:
    """The whole plan as PDF/UA-1, with the face of the association. Papers are Dutch."""
    area = plan.area
    with translation.override("nl"):
        look = look_of(LetterDesign.objects.holding(area, on), area=area)
        facts = facts_of(plan, on=on)
        series = [(row, list(row.months().items()), total_of(row.months())) for row in facts.indicators]
        context = {"area": area, "look": look, "facts": facts, "plan": plan, "series": series}
        html = load("toolbox/plans/paper.html").render(Context(context))
    return to_pdf(html, identifier=f"{area.slug}-plan-{plan.pk}-{on.isoformat()}")
