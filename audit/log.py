"""The one way to write the log."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from .actions import Action, action_called
from .canonical import plain
from .chain import link_after_commit
from .models import Event
from .operation import current
from .purposes import Purpose, Result

AreasOf = Callable[[str], list[Any]]
_areas_of: list[AreasOf] = []


def ask_for_areas_of_accounts(areas_of: AreasOf) -> None:
    """Who knows in which areas an account has a role says so here; the log itself knows nobody."""
    _areas_of[:] = [areas_of]


def record(action: str, *, subject: str, by: Any, area: Any = None, result: Any = Result.DONE, **facts: Any) -> Event:
    """Append one line to the log, in the transaction of the deed it tells of (R72, D29).

    `by` is a user, or the name of a duty ("purge"). `area` is anything with a `slug`.
    Facts are codes, counts and references; a name or a free text does not belong here.
    Refuses a deed that audit/actions.py does not describe. Logging in happens in no area, and whoever oversees
    an area must see it: such a line is written to the log of each area in which the account has a role.
    """
    known = action_called(action)
    areas: list[Any] = [area]
    if area is None and known.purpose == Purpose.SECURITY and subject.startswith("user:"):
        areas = [found for ask in _areas_of for found in ask(subject)] or areas
    events = []
    for place in areas:
        event = _line(known, action, subject=subject, by=by, area=place, result=result, facts=facts)
        event.save()
        events.append(event)
    _link(events, known)
    return events[0]


def record_many(action: str, lines: Iterable[tuple[str, dict[str, Any]]], *, by: Any, area: Any) -> None:
    """Append a line for each subject with its facts, all of one deed in one area, in one go; as `record` does."""
    known = action_called(action)
    events = [
        _line(known, action, subject=subject, by=by, area=area, result=Result.DONE, facts=facts)
        for subject, facts in lines
    ]
    _link(Event.objects.bulk_create(events), known)


def _line(known: Action, action: str, *, subject: str, by: Any, area: Any, result: Any, facts: dict[str, Any]) -> Event:
    running = current()
    roles, organisation = _capacity(by, area)
    return Event(
        action=action,
        subject=subject,
        actor=by if isinstance(by, str) else f"user:{by.pk}",
        roles=roles,
        organisation=organisation,
        area=getattr(area, "slug", ""),
        purpose=str(known.purpose),
        door=running.door if running else ("duty" if isinstance(by, str) else "command"),
        operation=running.id if running else uuid.uuid4().hex,
        result=str(result),
        facts=plain(facts),
    )


def _link(events: Iterable[Event], known: Action) -> None:
    for event in events:
        if not known.links_later:
            link_after_commit(event)


def _capacity(by: Any, area: Any) -> tuple[str, str]:
    """In which roles, and for which shops and businesses, somebody acts here; a duty acts in none."""
    acting_as = getattr(by, "acting_as", None)
    if acting_as is None:
        return "", ""
    roles, organisations = acting_as(area)
    return " ".join(roles)[:120], " ".join(organisations)[:200]
