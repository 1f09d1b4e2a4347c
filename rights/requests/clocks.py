"""Until when a request is answered, and how far its time has run. Pure dates (R58, R59, R62, G28)."""

import datetime as dt
from dataclasses import dataclass

from bans.rules import rights
from bans.rules.terms import working_days_later
from notices.reminders.stages import DAY, day_of_percent
from notices.requests import Right
from participants.protocol import Parameters

STAGES = (50, 75, 90)
# About these a named person decides within a few working days whether the measure is set aside meanwhile.
SET_ASIDE = frozenset({Right.OBJECTION, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION})
# If the answer to these is too late, the measure is hidden by itself until somebody decides.
HIDDEN_WHEN_LATE = SET_ASIDE


@dataclass(frozen=True)
class Clock:
    """The days of one request; the limit is its last day, that day included, on a Dutch calendar."""

    received_on: dt.date
    aim: dt.date
    limit: dt.date
    extended: bool = False

    def percent(self, on: dt.date) -> int:
        """How much of the time has run by the beginning of that day; 100 and more is too late."""
        whole = (self.limit + DAY - self.received_on).days
        return max(0, (on - self.received_on).days * 100 // whole)

    def stage(self, on: dt.date) -> int | None:
        """The last of 50, 75 and 90 per cent that has been reached; 100 when the limit has passed."""
        if self.is_late(on):
            return 100
        return max((stage for stage in STAGES if on >= self.day_of(stage)), default=None)

    def day_of(self, percent: int) -> dt.date:
        """The first day on which so much of the time has run; the same as the timetable's."""
        return day_of_percent(self.received_on, self.limit, percent)

    def is_late(self, on: dt.date) -> bool:
        return on > self.limit

    def days_left(self, on: dt.date) -> int:
        """Days until it must have been answered, the last day included; 0 when it is too late."""
        return max(0, (self.limit - on).days + 1)


def clock_of(right: Right, received_on: dt.date, *, extended: bool, parameters: Parameters) -> Clock:
    """The clock of a request. A complaint before a committee has the term of that committee (protocol, section 7)."""
    limit = rights.extended_limit(received_on) if extended else rights.limit(received_on)
    if right == Right.COMPLAINT and parameters.committee_weeks_n:
        limit = max(limit, received_on + parameters.committee_weeks_n * 7 * DAY)
    aim = limit if extended else min(received_on + parameters.request_aim_d * DAY, limit)
    if right == Right.EXCEPTION:
        aim = min(aim, set_aside_by(received_on, parameters))
    return Clock(received_on, aim, limit, extended)


def set_aside_by(received_on: dt.date, parameters: Parameters) -> dt.date:
    """The last day for the decision whether the measure is set aside meanwhile (R62)."""
    return working_days_later(received_on, parameters.set_aside_wd)


def advice_by(asked_on: dt.date, clock: Clock, parameters: Parameters) -> dt.date:
    """The last day for the advice of the committee: its own term, and never so late that no answer can follow."""
    return min(asked_on + parameters.committee_weeks_n * 7 * DAY, clock.limit - 3 * DAY)


def last_day_to_extend(received_on: dt.date) -> dt.date:
    """An extension is told within the first month (R59)."""
    return rights.limit(received_on)


def case_needed_until(clock: Clock) -> dt.date:
    """So long an open request keeps the file of its person, for the coordinator alone."""
    return rights.extended_limit(clock.received_on)
