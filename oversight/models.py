"""All tables of oversight. Each stands in its own room."""

from .sampling.models import NameRequest, Note, Sample, SampleItem
from .yearly.models import YearlyReport

__all__ = ["NameRequest", "Note", "Sample", "SampleItem", "YearlyReport"]
