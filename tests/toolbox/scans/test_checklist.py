"""The lists of the safety scan: whole, in two languages, and each point with a measure that exists."""

import re

import pytest

from bans.free_text.terms import terms_in
from toolbox.catalogue.loading import FOLDER
from toolbox.scans.checklist import Checklist, lists, read
from toolbox.scans.models import Kind

MEASURES = {path.stem for path in FOLDER.rglob("*.yaml")}
# Lists of words that would name people by who they are.
GROUPS = {"origin", "skin", "faith", "sexuality", "politics"}


@pytest.fixture(params=list(Kind))
def checklist(request: pytest.FixtureRequest) -> Checklist:
    return read(lists()[request.param])


def test_there_is_a_list_for_each_kind_of_scan() -> None:
    """About thirty points for a shop and twenty-five for an area, in rooms that one walks through."""
    sizes = {kind: len(read(raw).points) for kind, raw in lists().items()}
    assert set(sizes) == set(Kind.values)
    assert 28 <= sizes["shop"] <= 34 and 23 <= sizes["area"] <= 29


def test_codes_are_used_once_and_fit_in_an_address(checklist: Checklist) -> None:
    for codes in ([room.code for room in checklist.rooms], [point.code for point in checklist.points]):
        assert len(codes) == len(set(codes))
        assert all(re.fullmatch(r"[a-z-]{3,40}", code) for code in codes)


def test_every_point_asks_and_explains_in_both_languages(checklist: Checklist) -> None:
    for point in checklist.points:
        for language in ("nl", "en"):
            assert point.questions[language].endswith("?") and point.reasons[language].endswith(".")
        assert point.questions["nl"] != point.questions["en"]


def test_every_point_leads_to_measures_of_the_catalogue(checklist: Checklist) -> None:
    assert {code for point in checklist.points for code in point.measures} <= MEASURES
    assert all(point.measures for point in checklist.points)


def test_no_point_speaks_of_a_group_of_people(checklist: Checklist) -> None:
    """A scan is about places and agreements."""
    texts = [text for point in checklist.points for told in (point.questions, point.reasons) for text in told.values()]
    assert [text for text in texts if any(one.word_list.code in GROUPS for one in terms_in(text))] == []
