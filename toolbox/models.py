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
from .trainings.models import Certificate, Headcount, Participant, Training, TrainingSession

__all__ = [
    "Certificate",
    "Covenant",
    "Figure",
    "Headcount",
    "Indicator",
    "LegalAnswer",
    "LegalTest",
    "Measure",
    "Meeting",
    "MeetingAction",
    "PartEvaluation",
    "PartExtension",
    "Participant",
    "Partner",
    "Plan",
    "PlanPart",
    "Scan",
    "ScanAnswer",
    "ScanPhoto",
    "SharedExperience",
    "Training",
    "TrainingSession",
    "WarningAnswer",
]
