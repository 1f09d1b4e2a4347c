"""All tables of oversight. Each stands in its own room."""

from .figures.models import ClosedYear, QuarterCounts
from .sampling.models import NameRequest, Note, Sample, SampleItem

__all__ = ["ClosedYear", "NameRequest", "Note", "QuarterCounts", "Sample", "SampleItem"]
