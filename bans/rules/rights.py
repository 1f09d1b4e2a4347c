"""Until when a request or an objection is answered. Pure dates (R58, R59).

A calendar month ends on the same date of the next one. Where that date is missing it ends on the last day; a weekend
gives no extra days. Both are in favour of the person.
"""

import datetime as dt

from .terms import add_months

AIM_DAYS = 28
LIMIT_MONTHS = 1
EXTENDED_MONTHS = 3
# An objection: so many working days to decide whether the sanction is set aside meanwhile (R62).
SET_ASIDE_WORKING_DAYS = 3
# To the court about an answer: so many weeks after it (art. 35 UAVG).
COURT_WEEKS = 6


def aim(received_on: dt.date) -> dt.date:
    """The day on which we mean to have answered."""
    return min(received_on + dt.timedelta(days=AIM_DAYS), limit(received_on))


def limit(received_on: dt.date) -> dt.date:
    """The last day for an answer, or for the letter that extends it."""
    return add_months(received_on, LIMIT_MONTHS)


def extended_limit(received_on: dt.date) -> dt.date:
    """The last day after an extension: three months after receipt in all."""
    return add_months(received_on, EXTENDED_MONTHS)
