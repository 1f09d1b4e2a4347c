"""All tables of oversight. Each stands in its own room."""

from .api.models import OversightKey
from .dossier.models import Dossier, DpiaPoint, Filing
from .figures.models import ClosedYear, QuarterCounts
from .sampling.models import NameRequest, Note, Sample, SampleItem
from .yearly.models import YearlyReport

__all__ = [
    "ClosedYear",
    "Dossier",
    "DpiaPoint",
    "Filing",
    "NameRequest",
    "Note",
    "OversightKey",
    "QuarterCounts",
    "Sample",
    "SampleItem",
    "YearlyReport",
]
