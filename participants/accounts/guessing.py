"""Guessing a password or a code: how often, and what is said when it was too often."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.log import record

from .. import limits
from ..clock import DUTCH_TIME
from ..refusals import Refusal

QUARTER, DAY = dt.timedelta(minutes=15), dt.timedelta(days=1)
# A person mistypes some times; a shop behind one address has many people.
PER_ACCOUNT = ((10, QUARTER), (100, DAY))
PER_ADDRESS = ((60, QUARTER),)


@dataclass
class Attempt:
    """One guess that was counted before it was judged, so that parallel guesses cannot slip past."""

    at: dt.datetime
    buckets: list[str] = field(default_factory=list)

    def was_right(self) -> None:
        for bucket in self.buckets:
            limits.give_back(bucket, at=self.at)


def begin(kind: str, *, account: str, address: str, subject: str, at: dt.datetime) -> Attempt:
    """Count a guess for the account and for the address; refuse when either has used up its guesses.

    `account` may be an address that nobody has: it is counted and refused just the same.
    """
    attempt = Attempt(at)
    tiers = [(f"{kind}:account:{account}", tier) for tier in PER_ACCOUNT]
    tiers += [(f"{kind}:address:{address}", tier) for tier in PER_ADDRESS]
    for name, (limit, window) in tiers:
        bucket = f"{name}:{window.total_seconds():.0f}"
        if not limits.take(bucket, limit=limit, window=window, at=at):
            attempt.was_right()
            raise _too_often(bucket, window, kind=kind, subject=subject, at=at)
        attempt.buckets.append(bucket)
    return attempt


def _too_often(bucket: str, window: dt.timedelta, *, kind: str, subject: str, at: dt.datetime) -> Refusal:
    # One line in the log for a window, or guessing would fill it.
    if limits.take(f"told:{bucket}", limit=1, window=window, at=at):
        record("login.locked", subject=subject, by="login", what=kind)
    again = limits.free_again_at(bucket, at=at).astimezone(DUTCH_TIME) + dt.timedelta(minutes=1)
    form = "H:i" if again.date() == at.astimezone(DUTCH_TIME).date() else "j F H:i"
    sentence = _("Er is te vaak iets verkeerds ingevuld. Probeer het opnieuw na %s.") % date_format(again, form)
    return Refusal("too_many_attempts", sentence)
