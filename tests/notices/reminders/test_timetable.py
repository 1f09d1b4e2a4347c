"""The timetable itself: every line can be carried out, and the page of the docs says what it says."""

import pytest

from notices.reminders import due, facts_of_area, facts_of_files
from notices.reminders.timetable import KINDS, TIMETABLE, Day, Kind
from participants.protocol import DEFAULTS, LIMITS
from tests.timetable_page import MARK, PAGE, page


@pytest.mark.parametrize("kind", TIMETABLE, ids=lambda kind: kind.code)
def test_every_line_can_be_carried_out(kind: Kind) -> None:
    """One function of its name, a setting that exists, days in order, and a sentence with its day."""
    found = [module for module in (facts_of_files, facts_of_area) if hasattr(module, kind.code)]
    assert len(found) + (kind.code in due.told_above) == 1
    assert not kind.setting or kind.setting in LIMITS
    assert list(kind.speaks) == sorted(set(kind.speaks)) and kind.speaks
    assert kind.who and kind.stops and kind.counts_from
    if kind.day is not Day.START:
        assert "%(day)s" in str(kind.sentence)
    if kind.then_every:
        assert kind.speaks[-1] >= 0, "what repeats before its day would never end"
    # What is late and goes on says so.
    if kind.day is not Day.START and any(day > 0 for day in kind.speaks):
        assert kind.late


def test_codes_are_names_of_their_own() -> None:
    """A code stands in keys and addresses, between points."""
    assert len(KINDS) == len(TIMETABLE)
    assert all(code.isidentifier() for code in KINDS)


def test_permit_is_spoken_of_first_when_the_protocol_says() -> None:
    assert KINDS["permit_ends"].opens_by_setting and DEFAULTS.permit_warn_d == 180
    assert min(KINDS["permit_ends"].speaks) >= -DEFAULTS.permit_warn_d


def test_docs_tell_what_the_timetable_says() -> None:
    """After changing it: `python -m tests.timetable_page --write`."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(MARK) == 1
    assert text == page()
