"""On which day a reminder speaks, and which of those days is the latest that came. Pure calculation."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .timetable import Kind

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """A day on which a reminder speaks. Its name never means another day of the same reminder."""

    name: str
    on: dt.date


def stage_on(
    kind: Kind,
    *,
    day: dt.date,
    on: dt.date,
    began: dt.date | None = None,
    opens_d: int | None = None,
    woken: Iterable[dt.date] = (),
) -> Stage | None:
    """The latest stage that has come by then; None while it is too early, or when its news is old.

    A run that was missed is made up by the next one, and of two that were missed only the later speaks. `began` is
    when there was something to tell, `opens_d` how many days before it first speaks by the area's protocol, and
    `woken` are days on which it speaks again after it was put off.
    """
    if kind.stays and on >= day + kind.stays * DAY:
        return None
    stages = [Stage(_name(offset), day + offset * DAY) for offset in _offsets(kind, opens_d)]
    if began:
        stages += [Stage(f"{percent}-percent", day_of_percent(began, day, percent)) for percent in kind.speaks_at]
    if kind.at_once and began:
        # What was to speak before there was anything to tell never does.
        stages = [Stage("begin", began), *(stage for stage in stages if stage.on > began)]
    stages += _repeats(kind, day, on)
    came = [stage for stage in stages if stage.on <= on]
    if not came:
        return None
    stages = [*came, *(Stage(f"again-{until}", until) for until in woken if until <= on)]
    return max(stages, key=lambda stage: stage.on)


def day_of_percent(began: dt.date, day: dt.date, percent: int) -> dt.date:
    """The first day on which so much of the time has run, until the end of the last day."""
    whole = (day + DAY - began).days
    return began + -(-whole * percent // 100) * DAY


def _offsets(kind: Kind, opens_d: int | None) -> list[int]:
    if not kind.opens_by_setting or opens_d is None:
        return list(kind.speaks)
    return [-opens_d, *(offset for offset in kind.speaks if offset > -opens_d)]


def _repeats(kind: Kind, day: dt.date, on: dt.date) -> list[Stage]:
    """The latest repetition after the last of the fixed days."""
    if not kind.then_every:
        return []
    last = kind.speaks[-1]
    times = (on - day - last * DAY).days // kind.then_every
    offset = last + times * kind.then_every
    return [Stage(_name(offset), day + offset * DAY)] if times > 0 else []


def _name(offset: int) -> str:
    return f"{offset:+d}" if offset else "0"
