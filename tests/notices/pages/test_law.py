"""The page of the law in the letters."""

import pytest

from notices.models import LegalText
from tests.cast import Cast
from tests.screens import Screens, text

FIELDS = {
    "name": "artikel 138 van het Wetboek van Strafrecht",
    "text": "een gevangenisstraf van ten hoogste twee jaar.",
    "source": "Staatsblad",
    "valid_from": "2026-03-16",
    "checked_on": "2026-03-16",
}


def test_coordinator_adds_a_text_and_sees_what_letters_say(screens: Screens, cast: Cast) -> None:
    head = screens.of("coordinator")
    page = text(head.get("notices:law"))
    assert "ten hoogste één jaar" in page and "Kijk na" not in page
    form = head.get("notices:law-new", "trespass")
    assert 'value="artikel 138 van het Wetboek van Strafrecht"' in form.content.decode()
    assert head.post("notices:law-new", "trespass", **FIELDS).status_code == 302
    assert LegalText.objects.get().text == "een gevangenisstraf van ten hoogste twee jaar"
    page = text(head.get("notices:law"))
    assert "Hierop staat een gevangenisstraf van ten hoogste twee jaar ." in page
    assert "eigen tekst van dit gebied" in page and "komt met Drempel mee" in page


def test_text_that_nobody_checked_for_a_year_asks_for_it(screens: Screens, cast: Cast) -> None:
    head = screens.of("coordinator")
    head.post("notices:law-new", "trespass", **{**FIELDS, "checked_on": "2025-03-15"})
    page = text(head.get("notices:law"))
    assert page.count("Kijk na") == 1 and "Het laatst nagekeken op 15 maart 2025" in page


def test_refused_text_keeps_what_was_typed(screens: Screens, cast: Cast) -> None:
    head = screens.of("coordinator")
    answer = head.post("notices:law-new", "trespass", **{**FIELDS, "checked_on": "2027-01-01"})
    assert answer.status_code == 422 and "ligt in de toekomst" in text(answer)
    assert "Staatsblad" in answer.content.decode() and not LegalText.objects.exists()


@pytest.mark.parametrize("who", ["approver", "manager_a", "counter_a", "municipality", "stranger"])
def test_page_is_not_there_for_others(screens: Screens, who: str) -> None:
    screen = screens.of(who)
    assert screen.get("notices:law").status_code == 404
    assert screen.get("notices:law-new", "trespass").status_code == 404
    assert screen.post("notices:law-new", "trespass", **FIELDS).status_code == 404
    assert not LegalText.objects.exists()


def test_subject_that_does_not_exist_is_not_there(screens: Screens) -> None:
    assert screens.of("coordinator").get("notices:law-new", "tax").status_code == 404
