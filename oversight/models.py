"""All tables of oversight. Each stands in its own room."""

from .dossier.models import Dossier, DpiaPoint, Filing
from .sampling.models import NameRequest, Note, Sample, SampleItem

__all__ = ["Dossier", "DpiaPoint", "Filing", "NameRequest", "Note", "Sample", "SampleItem"]
