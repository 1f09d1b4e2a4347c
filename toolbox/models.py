"""All tables of the toolbox. Each stands in its own room."""

from .catalogue.models import Measure
from .legal_test.models import LegalAnswer, LegalTest

__all__ = ["LegalAnswer", "LegalTest", "Measure"]
