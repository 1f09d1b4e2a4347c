"""All tables of the toolbox. Each stands in its own room."""

from .catalogue.models import Measure

__all__ = ["Measure"]
