"""All tables of oversight. Each stands in its own room."""

from .sampling.models import NameRequest, Note, Sample, SampleItem

__all__ = ["NameRequest", "Note", "Sample", "SampleItem"]
