from .design import LetterDesign
from .law import LegalText
from .notice import Notice
from .reminder import DigestSent, ReminderSent, ReviewDecision, Snooze
from .service import RepresentativeLetter, Service

__all__ = [
    "DigestSent",
    "LegalText",
    "LetterDesign",
    "Notice",
    "ReminderSent",
    "RepresentativeLetter",
    "ReviewDecision",
    "Service",
    "Snooze",
]
