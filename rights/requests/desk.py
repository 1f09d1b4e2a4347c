"""The open requests of an area as the desk shows them: most pressing first, with how far their time has run."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import User

from . import clocks
from .models import Request
from .steps import Steps, steps_of

# Closed ones stay in sight so long.
CLOSED_SHOWN_D = 92
CLOSED_SHOWN = 50


class Choice(models.TextChoices):
    """What the desk can be narrowed to."""

    ALL = "alle", _("Alle")
    HALF = "50", _("50 % of meer")
    THREE_QUARTERS = "75", _("75 % of meer")
    NINE_TENTHS = "90", _("90 % of meer")
    LATE = "te-laat", _("Te laat")
    MINE = "mijn", _("Van mij")


@dataclass(frozen=True)
class Row:
    """One request on a day, for who looks."""

    request: Request
    user: User
    handles: bool
    on: dt.date

    @cached_property
    def clock(self) -> clocks.Clock:
        return self.request.clock

    @cached_property
    def steps(self) -> Steps:
        return steps_of(self.request, user=self.user, handles=self.handles, on=self.on)

    @property
    def runs(self) -> bool:
        return self.request.decided_at is None

    @property
    def is_late(self) -> bool:
        return self.runs and self.clock.is_late(self.on)

    @property
    def percent(self) -> int:
        """For the bar: how far its time has run, no further than its end."""
        return min(100, self.clock.percent(self.on))

    @property
    def days_left(self) -> int:
        return self.clock.days_left(self.on)

    @property
    def days_late(self) -> int:
        return max(0, (self.on - self.clock.limit).days)

    @property
    def is_mine(self) -> bool:
        return self.user.pk in (self.request.owner_id, self.request.hearer_id)

    @cached_property
    def pressing(self) -> tuple[bool, dt.date, dt.date, int]:
        """The first day on which something has to be done; what is answered comes last."""
        days = [step.until for step in self.steps.needed if step.until]
        first = min([self.clock.limit, *days])
        return not self.runs, first, self.request.received_on, self.request.pk

    def is_in(self, choice: Choice) -> bool:
        if choice == Choice.ALL:
            return True
        if choice == Choice.MINE:
            return self.is_mine
        if choice == Choice.LATE:
            return self.is_late
        return self.runs and (self.clock.stage(self.on) or 0) >= int(choice)


def rows_of(requests: Iterable[Request], *, user: User, handles: bool, on: dt.date) -> list[Row]:
    """The most pressing first."""
    rows = [Row(request, user, handles, on) for request in requests]
    return sorted(rows, key=lambda row: row.pressing)


def counted(rows: list[Row]) -> list[tuple[Choice, int]]:
    """Each choice with how many it would show."""
    return [(choice, sum(row.is_in(choice) for row in rows)) for choice in Choice]
