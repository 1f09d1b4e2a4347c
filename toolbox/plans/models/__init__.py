"""The tables of a plan."""

from .evaluation import Outcome, PartEvaluation, SharedExperience
from .indicator import Figure, Indicator, Source
from .part import PartExtension, PlanPart, Stage
from .plan import Plan, State, WarningAnswer

__all__ = [
    "Figure",
    "Indicator",
    "Outcome",
    "PartEvaluation",
    "PartExtension",
    "Plan",
    "PlanPart",
    "SharedExperience",
    "Source",
    "Stage",
    "State",
    "WarningAnswer",
]
