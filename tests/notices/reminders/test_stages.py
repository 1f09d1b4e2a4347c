"""On which day a reminder speaks: pure calculation, for every line of the timetable."""

import datetime as dt

import pytest

from bans.rules.terms import half_way
from notices.reminders.stages import stage_on
from notices.reminders.timetable import KINDS, TIMETABLE, Kind

THE_DAY = dt.date(2026, 6, 30)
DAY = dt.timedelta(days=1)


def names(kind: Kind, *, first: int, last: int, **facts: object) -> list[str]:
    """What it says on each of these days, from so many before to so many after; each stage once."""
    said = []
    for number in range(first, last + 1):
        stage = stage_on(kind, day=THE_DAY, on=THE_DAY + number * DAY, **facts)
        if stage and stage.name not in said[-1:]:
            assert stage.on == THE_DAY + number * DAY, "a stage begins on its own day"
            said.append(stage.name)
    return said


def test_days_before_and_after_in_order() -> None:
    """Each on its own day, and then again every so many days."""
    assert names(KINDS["agreement_ends"], first=-70, last=70) == ["-60", "-30", "-7", "0", "+1", "+31", "+61"]
    assert names(KINDS["early_review"], first=-10, last=70) == ["0", "+30", "+60"]
    assert names(KINDS["ending"], first=-40, last=0) == ["-30", "-7", "0"]


def test_begins_at_once_and_not_before_there_was_something_to_tell() -> None:
    """A term of five days never said anything a week before its end."""
    assert names(KINDS["serve_by"], first=-30, last=0, began=THE_DAY - 30 * DAY) == ["begin", "-7", "-2", "0"]
    assert names(KINDS["serve_by"], first=-5, last=0, began=THE_DAY - 5 * DAY) == ["begin", "-2", "0"]
    assert names(KINDS["serve_by"], first=0, last=0, began=THE_DAY) == ["begin"]


@pytest.mark.parametrize(
    ("opens_d", "expected"),
    [
        (180, ["-180", "-90", "-30", "-7", "0", "+1", "+8"]),
        (90, ["-90", "-30", "-7", "0", "+1", "+8"]),
        (45, ["-45", "-30", "-7", "0", "+1", "+8"]),
        (30, ["-30", "-7", "0", "+1", "+8"]),
    ],
)
def test_r4_protocol_says_when_the_permit_is_spoken_of_first(opens_d: int, expected: list[str]) -> None:
    assert names(KINDS["permit_ends"], first=-200, last=10, opens_d=opens_d) == expected


def test_news_goes_by_itself() -> None:
    assert names(KINDS["ended"], first=0, last=30) == ["0"]
    assert stage_on(KINDS["ended"], day=THE_DAY, on=THE_DAY + 6 * DAY)
    assert stage_on(KINDS["ended"], day=THE_DAY, on=THE_DAY + 7 * DAY) is None


def test_missed_days_are_made_up_by_the_latest() -> None:
    """After a week without any run it speaks once, at the stage that holds now."""
    stage = stage_on(KINDS["ending"], day=THE_DAY, on=THE_DAY - DAY)
    assert stage and stage.name == "-7"


def test_what_was_put_off_speaks_again_on_its_day() -> None:
    """Also when the stage is the same as before; a later stage is not held back by it."""
    woken = [THE_DAY - 5 * DAY]
    assert names(KINDS["ending"], first=-7, last=0, woken=woken) == ["-7", "again-2026-06-25", "0"]
    assert names(KINDS["ending"], first=-7, last=-5, woken=[THE_DAY + DAY]) == ["-7"]


@pytest.mark.parametrize("kind", TIMETABLE, ids=lambda kind: kind.code)
def test_no_name_of_a_stage_means_two_days(kind: Kind) -> None:
    """So that each is told once: over two years every name is one day, and days and names go up together."""
    facts = {"began": THE_DAY - 20 * DAY, "opens_d": 180}
    seen: dict[str, dt.date] = {}
    for number in range(-365, 365):
        stage = stage_on(kind, day=THE_DAY, on=THE_DAY + number * DAY, **facts)
        if stage:
            assert seen.setdefault(stage.name, stage.on) == stage.on
            assert stage.on <= THE_DAY + number * DAY
    assert list(seen.values()) == sorted(seen.values()) and len(set(seen.values())) == len(seen)


@pytest.mark.parametrize(
    ("starts_on", "last_day", "expected"),
    [
        ("2026-01-01", "2026-12-31", "2026-07-02"),
        ("2026-03-01", "2026-03-31", "2026-03-16"),
        ("2024-02-29", "2025-02-27", "2024-08-29"),
        ("2026-03-16", "2026-03-16", "2026-03-16"),
    ],
)
def test_half_way(starts_on: str, last_day: str, expected: str) -> None:
    """The first day of the second half; what is left is never the shorter part by more than a day."""
    first, last = dt.date.fromisoformat(starts_on), dt.date.fromisoformat(last_day)
    middle = half_way(first, last)
    assert middle == dt.date.fromisoformat(expected)
    assert 0 <= ((last - middle).days + 1) - (middle - first).days <= 1
