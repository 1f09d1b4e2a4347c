"""Asking for work. It is written down in the transaction of the deed, so that either both happen or neither."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from ..models import Batch, Job, ShoppingArea, User
from . import bell

# Keys, codes and dates. Whatever could be a name or a text does not belong in a job (G21).
PLAIN = re.compile(r"[A-Za-z0-9_.:-]{0,80}")


class NotPlainError(ValueError):
    """Somebody puts more into a job than keys and codes."""


def ask_for(
    kind: str,
    *,
    key: str,
    area: ShoppingArea | None,
    at: dt.datetime,
    by: User | None = None,
    payload: Mapping[str, Any] | None = None,
    batch: Batch | None = None,
) -> Job:
    """Write down work to be done. The same `key` asked for twice is the same job.

    Belongs inside the transaction of the deed that wants it. `payload` holds keys, codes and dates alone.
    """
    values = dict(payload or {})
    if not all(isinstance(value, bool | int) or PLAIN.fullmatch(str(value)) for value in values.values()):
        raise NotPlainError(f"The payload of {kind} holds more than keys and codes.")
    job, _made = Job.objects.get_or_create(
        key=f"{kind}:{key}",
        defaults={
            "area": area,
            "batch": batch,
            "kind": kind,
            "payload": values,
            "asked_by": by,
            "asked_at": at,
            "next_at": at,
        },
    )
    bell.ring_after_commit()
    return job
