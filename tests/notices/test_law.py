"""The law that letters quote: dated, checked, an area's own where it is newer."""

import datetime as dt
from typing import Any

import pytest

from bans.free_text import check_free_text
from notices.actions import letters
from notices.actions.law import add_legal_text
from notices.law.quoting import law_on
from notices.law.reading import BadLawError, built_in, read_law
from notices.law.texts import PARTS, LawText, Subject, holding
from notices.models import LegalText
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import DAY, make_sanction

FINE = {
    "name": "artikel 138 lid 1 van het Wetboek van Strafrecht",
    "text": "een gevangenisstraf van ten hoogste twee jaar",
    "source": "Staatsblad",
}


def add(cast: Cast, subject: Subject = Subject.TRESPASS, **changes: Any) -> LegalText:
    facts = {**FINE, "valid_from": cast.today, "checked_on": cast.today, "by": cast.coordinator, "at": cast.at}
    return add_legal_text(cast.area, subject, **{**facts, **changes})


def text(valid_from: str, *, name: str = "x", own: bool = False) -> LawText:
    day = dt.date.fromisoformat(valid_from)
    return LawText(subject=Subject.TRESPASS, name=name, valid_from=day, checked_on=day, own=own)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2020-12-31", "old"),
        ("2021-01-01", "new"),
        ("2021-05-31", "new"),
        ("2021-06-01", "own, corrected"),
        ("2022-01-01", "newest"),
    ],
)
def test_newest_text_that_holds_on_the_day(on: str, name: str) -> None:
    """A day too early nothing has changed; of one day the area's own goes first, and the later of its own."""
    texts = [
        text("2021-01-01", name="new"),
        text("2010-01-01", name="old"),
        text("2022-01-01", name="newest"),
        text("2021-06-01", name="own", own=True),
        text("2021-06-01", name="own, corrected", own=True),
        text("2021-06-01", name="built in"),
    ]
    assert holding(texts, dt.date.fromisoformat(on))[Subject.TRESPASS].name == name


@pytest.mark.parametrize(
    ("checked", "on", "stale"),
    [
        ("2025-03-16", "2026-03-16", False),
        ("2025-03-15", "2026-03-16", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
    ],
)
def test_check_is_good_for_a_year(checked: str, on: str, stale: bool) -> None:
    assert text(checked).is_stale(dt.date.fromisoformat(on)) is stale


def test_built_in_texts_are_whole_and_pass_our_own_screen() -> None:
    assert {one.subject for one in built_in()} == set(Subject.values)
    for one in built_in():
        assert one.valid_from <= one.checked_on and one.source
        for part in PARTS[Subject(one.subject)]:
            assert check_free_text(getattr(one, part), part)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("trespass: []", "the subjects are"),
        (
            "{trespass: [{name: x, valid_from: 2010-10-01}], authority: [], equality_body: []}",
            "trespass, from 2010-10-01: missing or unknown: checked_on, source, text",
        ),
    ],
)
def test_file_with_a_mistake_says_where(data: str, words: str) -> None:
    with pytest.raises(BadLawError, match=words):
        read_law(data)


def test_letter_quotes_the_text_of_its_date(cast: Cast) -> None:
    """Tomorrow's text is not in the letter of today; the letter of today stays what it was."""
    add(cast, valid_from=cast.today + DAY)
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    today, later = (
        letters.prepare(ban, starts_on=cast.today + DAY, by=cast.manager_a, at=at)[0] for at in (cast.at, cast.at + DAY)
    )
    assert "ten hoogste één jaar" in today.html and "twee jaar" not in today.html
    assert "artikel 138 lid 1 van het Wetboek van Strafrecht" in later.html and "twee jaar" in later.html
    today.refresh_from_db()
    assert "ten hoogste één jaar" in today.html and letters.intact(today)


def test_own_address_of_the_authority_stands_in_the_letter(cast: Cast) -> None:
    add(cast, Subject.AUTHORITY, name="Autoriteit Persoonsgegevens", text="Postbus 1, 2500 AA Den Haag", site="ap.nl")
    add(cast, Subject.EQUALITY_BODY, name="College", text="", site="college.nl")
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    html = letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)[0].html
    assert "Postbus 1, 2500 AA Den Haag" in html and "ap.nl" in html and "College (college.nl)" in html


def test_versions_are_kept_and_another_area_has_its_own(cast: Cast) -> None:
    one, two = add(cast), add(cast, name="artikel 999.")
    assert (one.number, two.number, LegalText.objects.count()) == (1, 2, 2)
    assert law_on(cast.area, cast.today)[Subject.TRESPASS].name == "artikel 999."
    assert law_on(cast.elsewhere, cast.today)[Subject.TRESPASS] in built_in()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": "  "}, "facts_missing", "name"),
        ({"text": ""}, "facts_missing", "text"),
        ({"source": ""}, "facts_missing", "source"),
        ({"text": "x" * 401}, "text_too_long", "text"),
        ({"text": "een straf, zie 111222333"}, "citizen_number", "text"),
        ({"checked_on": dt.date(2026, 3, 17)}, "future_date", "checked_on"),
    ],
)
def test_text_that_cannot_be_used_is_refused(cast: Cast, changes: dict, code: str, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        add(cast, **changes)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert not LegalText.objects.exists()


def test_only_who_sets_up_the_area_adds_a_text(cast: Cast) -> None:
    for who in (cast.manager_a, cast.approver, cast.stranger):
        with pytest.raises(Refusal) as caught:
            add(cast, by=who)
        assert caught.value.code == "not_allowed"
