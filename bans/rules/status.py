"""The status of a sanction on a day, computed from its facts. Nothing here is stored (D19)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"


ENDED = frozenset({Status.EXPIRED, Status.REJECTED, Status.LAPSED, Status.WITHDRAWN, Status.ANNULLED})


@dataclass(frozen=True)
class Facts:
    """What happened to a sanction, as Dutch calendar dates; None where it did not happen."""

    proposed_on: dt.date
    approved_on: dt.date | None = None
    rejected_on: dt.date | None = None
    starts_on: dt.date | None = None
    last_day: dt.date | None = None
    lifted_on: dt.date | None = None
    annulled_on: dt.date | None = None
    serve_timeout_d: int = 30


def status(facts: Facts, on: dt.date) -> Status:
    """What the sanction is on that day. A served one is in force through its last day (R52)."""
    if facts.annulled_on is not None:
        return Status.ANNULLED
    if facts.lifted_on is not None:
        return Status.WITHDRAWN
    if facts.rejected_on is not None:
        return Status.REJECTED
    if facts.starts_on is not None and facts.last_day is not None:
        return Status.IN_FORCE if on <= facts.last_day else Status.EXPIRED
    if on > serve_before(facts):
        return Status.LAPSED
    return Status.PROPOSED if facts.approved_on is None else Status.APPROVED


def serve_before(facts: Facts) -> dt.date:
    """The last day for service (R34), or for a decision on what nobody approved (R34)."""
    return (facts.approved_on or facts.proposed_on) + dt.timedelta(days=facts.serve_timeout_d)
