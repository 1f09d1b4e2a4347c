"""What is due on a day, for one reader: the timetable held against the register. Nothing here is stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format

from bans.models import Sanction
from participants.models import ShoppingArea, User

from ..models import Snooze
from . import facts_of_area, facts_of_files
from .facts_of_files import Fact
from .reader import Reader
from .stages import Stage, stage_on
from .timetable import TIMETABLE, Day, Kind


@dataclass(frozen=True)
class Reminder:
    """One thing that is due. `key` is the same at every stage of it; `stage_key` is what is mailed once."""

    kind: Kind
    fact: Fact
    stage: Stage
    on: dt.date
    snooze: Snooze | None = None

    @property
    def key(self) -> str:
        return _key(self.kind, self.fact)

    @property
    def stage_key(self) -> str:
        return f"{self.key}.{self.stage.name}"

    @property
    def day(self) -> dt.date:
        return self.fact.day

    @property
    def sanction(self) -> Sanction | None:
        return self.fact.sanction

    @property
    def reference(self) -> str:
        """Of the file, if it is about one; all that a mail may say of it."""
        return self.fact.sanction.reference if self.fact.sanction else ""

    @property
    def is_late(self) -> bool:
        return self.kind.day is not Day.START and self.on > self.day

    @property
    def can_wait(self) -> bool:
        """Whether it can be put off: not on the last day of what is fixed, and news goes by itself."""
        return not self.kind.stays and (self.kind.day is not Day.FIXED or self.on < self.day)

    @property
    def sentence(self) -> str:
        """What to do and by when, in the language of the moment. Names nobody."""
        sentence = self.kind.late if self.is_late and self.kind.late else self.kind.sentence
        return str(sentence) % {"day": date_format(self.day, "j F Y"), "count": self.fact.count}


def due(area: ShoppingArea, *, user: User, on: dt.date) -> list[Reminder]:
    """What waits for this user on that day, the late first. What was put off is not among it."""
    return [reminder for reminder in everything(area, user=user, on=on) if reminder.snooze is None]


def find(area: ShoppingArea, *, user: User, on: dt.date, key: str) -> Reminder | None:
    """One reminder of this user, put off or not; None for whatever the user has none of."""
    return next((reminder for reminder in everything(area, user=user, on=on) if reminder.key == key), None)


def everything(area: ShoppingArea, *, user: User, on: dt.date) -> list[Reminder]:
    """What is due, with what was put off: that carries its `snooze`."""
    reader = Reader(area, user, on)
    kinds = [kind for kind in TIMETABLE if reader.may(kind.who)]
    snoozes = _snoozes(area, user) if kinds else {}
    found = []
    for kind in kinds:
        opens_d = getattr(reader.parameters, kind.setting) if kind.opens_by_setting else None
        for fact in _facts(kind)(reader):
            put_off = snoozes.get(_key(kind, fact), [])
            stage = stage_on(
                kind, day=fact.day, on=on, began=fact.began, opens_d=opens_d, woken=(row.until for row in put_off)
            )
            if stage:
                found.append(Reminder(kind, fact, stage, on, _longest(put_off, on)))
    return sorted(found, key=lambda reminder: (not reminder.is_late, reminder.day, reminder.key))


def _key(kind: Kind, fact: Fact) -> str:
    """Of letters that stand in an address as they are. Another day makes it another reminder."""
    return f"{kind.code}.{fact.subject}.{fact.day.isoformat()}"


Teller = Callable[[Reader], Iterable[Fact]]
# What an app above this one tells of its own, by the code of the line in the timetable (toolbox.reminders).
told_above: dict[str, Teller] = {}


def tells(teller: Teller) -> Teller:
    """Make a function of an app above this one the teller of the line of its name."""
    told_above[teller.__name__] = teller
    return teller


def _facts(kind: Kind) -> Teller:
    """The function of the same name."""
    if kind.code in told_above:
        return told_above[kind.code]
    module: Any = facts_of_files if hasattr(facts_of_files, kind.code) else facts_of_area
    return getattr(module, kind.code)


def _snoozes(area: ShoppingArea, user: User) -> dict[str, list[Snooze]]:
    """Those that quiet something for this user, by key."""
    rows = Snooze.objects.filter(Q(user=user) | Q(user=None), area=area).select_related("sanction__person")
    found: dict[str, list[Snooze]] = defaultdict(list)
    for row in rows:
        found[row.key].append(row)
    return found


def _longest(put_off: list[Snooze], on: dt.date) -> Snooze | None:
    quiet = [row for row in put_off if row.until > on]
    return max(quiet, key=lambda row: row.until) if quiet else None
