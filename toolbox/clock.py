"""The toolbox's own clock: it stands beside the participants and may not borrow theirs."""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """Today's date on a Dutch calendar (TIME_ZONE is Europe/Amsterdam)."""
    return timezone.localdate()
