"""What waits for somebody, in a few words that a test can compare."""

import datetime as dt

from notices.reminders.due import due, everything
from participants.models import User
from tests.cast import Cast


def waits_for(cast: Cast, who: User, *, days: int = 0) -> list[tuple[str, str]]:
    """Kind and stage of what is due so many days after the day on which the tests play."""
    on = cast.today + dt.timedelta(days=days)
    return [(found.kind.code, found.stage.name) for found in due(cast.area, user=who, on=on)]


def kinds_for(cast: Cast, who: User, *, days: int = 0) -> list[str]:
    return [kind for kind, _stage in waits_for(cast, who, days=days)]


def only(cast: Cast, who: User, *, days: int = 0):
    """The one reminder that there is, put off or not."""
    (found,) = everything(cast.area, user=who, on=cast.today + dt.timedelta(days=days))
    return found
