"""The one way to write the log."""

from typing import Any

from .models import Event


def record(action: str, *, subject: str, by: Any, area: Any = None, **facts: Any) -> Event:
    """Append one line to the log, in the transaction of the deed it tells of (R72, D29).

    `by` is a user, or the name of a duty ("purge"). `area` is anything with a `slug`.
    Facts are codes, counts and references; a name or a free text does not belong here.
    """
    actor = by if isinstance(by, str) else f"user:{by.pk}"
    return Event.objects.create(
        action=action, subject=subject, actor=actor, area=getattr(area, "slug", ""), facts=facts
    )
