"""Does the log tell what was done? (R72)"""

import datetime as dt
from collections.abc import Iterable

from audit.models import Event

from .facts import AreaFacts
from .verdict import Result, holds, missing


def lines_are_there(area: AreaFacts, done: dict[str, dt.datetime | None], events: Iterable[Event]) -> Result:
    """Whether each deed with a moment has its line; of what was done before the log begins that cannot be told."""
    there = {event.action for event in events}
    without = {action: at for action, at in done.items() if at and action not in there}
    missed = [action for action, at in without.items() if area.log_holds(at)]
    if without and not missed:
        return missing(without=list(without))
    return holds(not missed, without=missed)
