"""All tables of oversight. Each stands in its own room."""

from .api.models import OversightKey
from .sampling.models import NameRequest, Note, Sample, SampleItem

__all__ = ["NameRequest", "Note", "OversightKey", "Sample", "SampleItem"]
