"""The one way to write the log."""

import uuid
from typing import Any

from .actions import action_called
from .canonical import plain
from .chain import link_after_commit
from .models import Event
from .operation import current
from .purposes import Result


def record(action: str, *, subject: str, by: Any, area: Any = None, result: Any = Result.DONE, **facts: Any) -> Event:
    """Append one line to the log, in the transaction of the deed it tells of (R72, D29).

    `by` is a user, or the name of a duty ("purge"). `area` is anything with a `slug`.
    Facts are codes, counts and references; a name or a free text does not belong here.
    Refuses a deed that audit/actions.py does not describe.
    """
    known = action_called(action)
    actor = by if isinstance(by, str) else f"user:{by.pk}"
    roles, organisation = _capacity(by, area)
    running = current()
    event = Event.objects.create(
        action=action,
        subject=subject,
        actor=actor,
        roles=roles,
        organisation=organisation,
        area=getattr(area, "slug", ""),
        purpose=str(known.purpose),
        origin=running.origin if running else ("duty" if isinstance(by, str) else "command"),
        operation=running.id if running else uuid.uuid4().hex,
        result=str(result),
        facts=plain(facts),
    )
    link_after_commit(event)
    return event


def _capacity(by: Any, area: Any) -> tuple[str, str]:
    """In which roles, and for which shops and businesses, somebody acts here; a duty acts in none."""
    acting_as = getattr(by, "acting_as", None)
    if acting_as is None:
        return "", ""
    roles, organisations = acting_as(area)
    return " ".join(roles)[:120], " ".join(organisations)[:200]
