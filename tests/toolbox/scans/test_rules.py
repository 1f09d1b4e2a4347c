"""What follows from what was found."""

from toolbox.scans import rules
from toolbox.scans.checklist import Checklist, Point, Room

WORDS = {"nl": "Is het licht?", "en": "Is it light?"}


def point(code: str, *measures: str) -> Point:
    return Point(code, WORDS, WORDS, measures)


DOOR, TILL = point("door", "rules", "guards"), point("till", "guards", "training")
LIGHT = point("light", "training", "gone")
CHECKLIST = Checklist((Room("front", WORDS, (DOOR, TILL)), Room("back", WORDS, (LIGHT,))))
SEVERITY = {"rules": 0, "guards": 1, "training": 0}


def test_findings_stand_by_room_in_the_order_of_the_walk() -> None:
    states = {"light": "not_in_order", "door": "not_in_order", "till": "skipped"}
    assert rules.found_wrong(CHECKLIST, states) == [(CHECKLIST.rooms[0], [DOOR]), (CHECKLIST.rooms[1], [LIGHT])]


def test_what_most_findings_point_to_is_proposed_first() -> None:
    assert rules.proposed([DOOR, TILL, LIGHT], SEVERITY)[0] == ("training", 2)


def test_of_two_that_fit_as_well_the_lighter_is_proposed_first() -> None:
    assert rules.proposed([DOOR], SEVERITY) == [("rules", 1), ("guards", 1)]
    assert rules.proposed([DOOR, TILL, LIGHT], SEVERITY) == [("training", 2), ("guards", 2), ("rules", 1)]


def test_a_measure_that_left_the_catalogue_is_not_proposed() -> None:
    assert rules.proposed([LIGHT], SEVERITY) == [("training", 1)]


def test_a_point_that_is_fine_or_not_there_any_more_is_mended() -> None:
    before = {"door": "not_in_order", "till": "not_in_order"}
    change = rules.changes(CHECKLIST, {"door": "in_order", "till": "not_applicable"}, before)
    assert (change.mended, change.still, change.new, change.unseen) == ((DOOR, TILL), (), (), ())


def test_what_was_wrong_before_is_still_wrong_or_was_not_looked_at_again() -> None:
    before = {"door": "not_in_order", "till": "not_in_order", "light": "in_order"}
    change = rules.changes(CHECKLIST, {"door": "not_in_order", "light": "not_in_order", "till": "skipped"}, before)
    assert (change.mended, change.still, change.new, change.unseen) == ((), (DOOR,), (LIGHT,), (TILL,))


def test_a_skipped_point_was_not_looked_at() -> None:
    assert rules.answered(CHECKLIST.points, {"door": "in_order", "till": "skipped"}) == 1
