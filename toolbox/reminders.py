"""What the toolbox tells the one timetable (notices/reminders/timetable.py): a function for each of its lines."""

from collections.abc import Iterable

from notices.reminders.due import tells
from notices.reminders.facts_of_files import Fact
from notices.reminders.reader import Reader


@tells
def plan_decision(reader: Reader) -> Iterable[Fact]:
    return ()


@tells
def plan_part_ends(reader: Reader) -> Iterable[Fact]:
    return ()


@tells
def plan_evaluation(reader: Reader) -> Iterable[Fact]:
    return ()


@tells
def training_renewal(reader: Reader) -> Iterable[Fact]:
    return ()


@tells
def meeting_action(reader: Reader) -> Iterable[Fact]:
    return ()
