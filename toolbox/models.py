"""All tables of the toolbox. Each stands in its own room."""

from .catalogue.models import Measure
from .legal_test.models import LegalAnswer, LegalTest
from .plans.models import (
    Figure,
    Indicator,
    PartEvaluation,
    PartExtension,
    Plan,
    PlanPart,
    SharedExperience,
    WarningAnswer,
)

__all__ = [
    "Figure",
    "Indicator",
    "LegalAnswer",
    "LegalTest",
    "Measure",
    "PartEvaluation",
    "PartExtension",
    "Plan",
    "PlanPart",
    "SharedExperience",
    "WarningAnswer",
]
