"""All tables of the toolbox. Each stands in its own room."""

from .catalogue.models import Measure
from .legal_test.models import LegalAnswer, LegalTest
from .partnerships.models import Covenant, Meeting, MeetingAction, Partner
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
from .scans.models import Scan, ScanAnswer, ScanPhoto

__all__ = [
    "Covenant",
    "Figure",
    "Indicator",
    "LegalAnswer",
    "LegalTest",
    "Measure",
    "Meeting",
    "MeetingAction",
    "PartEvaluation",
    "PartExtension",
    "Partner",
    "Plan",
    "PlanPart",
    "Scan",
    "ScanAnswer",
    "ScanPhoto",
    "SharedExperience",
    "WarningAnswer",
]
