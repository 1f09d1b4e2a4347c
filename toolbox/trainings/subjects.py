"""What of the catalogue somebody can be taught."""

import datetime as dt

from ..catalogue.models import Measure
from ..catalogue.shelf import shelf
from .rules import teaches


def subjects(on: dt.date) -> list[Measure]:
    """The measures with a training in it for who works somewhere; what is laid upon a person is none."""
    found = [row for row in shelf(on).measures if not row.person_directed and teaches(_names(row))]
    return sorted(found, key=lambda measure: measure.title.casefold())


def _names(measure: Measure) -> list[str]:
    return [measure.facts["title_nl"], *measure.facts.get("also_called_nl", [])]
