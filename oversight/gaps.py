"""What is missing or broken in the facts of a period, and why."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from participants.models import ShoppingArea


@dataclass(frozen=True)
class Gap:
    """One thing that the facts of a period cannot tell."""

    code: str
    says: Any
    since: dt.date | None = None
    until: dt.date | None = None


def gaps_of(area: ShoppingArea, *, first: dt.date, last: dt.date, on: dt.date) -> list[Gap]:
    """Nothing is known of gaps yet."""
    return []
