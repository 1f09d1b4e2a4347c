"""Versions of an association's own face and words, and the letters that carry them."""

import datetime as dt
from typing import Any

import pytest

from notices import documents
from notices.actions import letters
from notices.actions.designs import DesignDraft, adopt_design
from notices.models import LetterDesign, Notice
from notices.models.notice import LetterKind
from notices.own_words.preview import PREVIEWED, preview
from participants.refusals import Refusal
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_sanction
from tests.notices.test_letters import read

WORDS: dict[str, Any] = {
    "colour": "#7a1f5c",
    "accent": "#1e6e8c",
    "contact_line": "Bereikbaar van 9 tot 17 uur",
    "opening": "Welkom bij **{{ winkel }}**.",
    "house_rules": "- Honden blijven buiten.\n- Bel {{ telefoon }}.",
    "logo": JPEG,
}


def adopt(cast: Cast, **changes: Any) -> LetterDesign:
    at, valid_from, by = changes.pop("at", cast.at), changes.pop("valid_from", cast.today), changes.pop("by", None)
    draft = DesignDraft(**{**WORDS, **changes})
    return adopt_design(cast.area, draft=draft, valid_from=valid_from, by=by or cast.coordinator, at=at)


def printed(
    cast: Cast, kind: str = "ban", scope: str = "area", *, at: dt.datetime | None = None, **about: Any
) -> Notice:
    sanction = make_sanction(cast, kind, scope, served=False, at=cast.at - DAY / 8, **about)
    at = at or cast.at
    return letters.prepare(sanction, starts_on=cast.today + DAY, by=cast.manager_a, at=at)[0]


def test_letter_carries_the_face_and_points_to_the_version(cast: Cast) -> None:
    design = adopt(cast)
    notice = printed(cast)
    assert notice.design == design
    assert "h2 { color: #7a1f5c; }" in notice.html and "0.8mm solid #1e6e8c" in notice.html
    assert 'alt="Logo van Winkeliersvereniging Voorbeeld"' in notice.html and "data:image/jpeg;base64," in notice.html
    words = read(notice.html)
    assert "Bereikbaar van 9 tot 17 uur" in words and "Welkom bij Bakkerij ." in words
    assert words.index("Welkom bij") < words.index("Waarom krijgt u deze brief?")


def test_r38_own_colours_leave_warning_and_ban_as_they_are(cast: Cast) -> None:
    adopt(cast)
    for notice, kind, colour in (
        (printed(cast), "kind--ban", "#7d1212"),
        (printed(cast, "warning", "shop", given_name="Piet"), "kind--warning", "#9a6200"),
    ):
        own = notice.html.partition(".own {")[2].partition("</style>")[0]
        assert ".kind--" not in own and f'class="kind {kind}"' in notice.html
        assert f".{kind.replace('kind', 'facts')} {{ border-color: {colour}; }}" in own


def test_r37_own_words_take_no_mandatory_element_away(cast: Cast) -> None:
    """With and without own words the same elements stand in the letter; there is no place to remove one."""
    plain = read(printed(cast).html)
    adopt(cast, opening="Niets.", house_rules="Niets.")
    own = read(printed(cast, given_name="Piet").html)
    for words in (
        "VERBOD: u mag niet naar binnen",
        "Maak bezwaar",
        "huisvredebreuk",
        "Lijst versie",
        "burgerlijke rechter",
    ):
        assert words in plain and words in own


def test_house_rules_stand_where_one_was_broken(cast: Cast) -> None:
    """A law that was broken needs no house rule beside it."""
    adopt(cast)
    words = read(printed(cast, "warning", "shop").html)
    assert "Onze huisregels: Honden blijven buiten. Bel 010 000 00 00." in words
    assert "Honden" not in read(printed(cast, given_name="Piet").html)


def test_opening_is_not_for_the_police_and_not_on_the_sheet_to_sign(cast: Cast) -> None:
    adopt(cast)
    sanction = printed(cast).sanction
    sheet = sanction.notices.get(kind=LetterKind.PROOF_OF_SERVICE)
    assert "Welkom bij" not in read(sheet.html) and "Bereikbaar van 9 tot 17 uur" in read(sheet.html)


def test_letter_gets_the_version_of_its_day_and_keeps_it(cast: Cast) -> None:
    """R35: a version of tomorrow is in no letter of today, and a letter of yesterday does not change."""
    one = adopt(cast, contact_line="EERSTE")
    two = adopt(cast, contact_line="TWEEDE", valid_from=cast.today + DAY)
    assert (one.number, two.number) == (1, 2)
    today = printed(cast)
    tomorrow = printed(cast, given_name="Piet", at=cast.at + DAY)
    assert (today.design, tomorrow.design) == (one, two)
    assert "EERSTE" in today.html and "TWEEDE" in tomorrow.html
    today.refresh_from_db()
    assert letters.intact(today) and "TWEEDE" not in today.html


def test_area_without_a_design_has_plain_letters(cast: Cast) -> None:
    notice = printed(cast)
    assert notice.design is None and ".own {" not in notice.html


def test_another_area_has_its_own(cast: Cast) -> None:
    adopt(cast)
    assert LetterDesign.objects.holding(cast.elsewhere, cast.today) is None


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"colour": "#ffcf5c"}, "colour_too_light", "colour"),
        ({"accent": "geel"}, "no_colour", "accent"),
        ({"contact_line": "x " * 150}, "text_too_long", "contact_line"),
        ({"contact_line": "bel 111222333"}, "citizen_number", "contact_line"),
        ({"opening": "{{ naam }}"}, "unknown_field", "opening"),
        ({"opening": "woord " * 200}, "text_too_long", "opening"),
        ({"house_rules": "Wees aardig. " * 3846}, "text_too_long", "house_rules"),
        ({"house_rules": "Geen Polen."}, "forbidden_words", "house_rules"),
    ],
)
def test_what_cannot_be_in_a_letter_is_refused_on_save(cast: Cast, changes: dict, code: str, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        adopt(cast, **changes)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert not LetterDesign.objects.exists()


def test_version_begins_today_at_the_earliest_and_not_before_the_last(cast: Cast) -> None:
    adopt(cast, valid_from=cast.today + 2 * DAY)
    for day in (cast.today - DAY, cast.today + DAY):
        with pytest.raises(Refusal) as caught:
            adopt(cast, valid_from=day)
        assert caught.value.field == "valid_from"
    assert adopt(cast, valid_from=cast.today + 2 * DAY).number == 2


def test_only_who_sets_up_the_area_adopts_a_version(cast: Cast) -> None:
    for who in (cast.manager_a, cast.approver, cast.stranger):
        with pytest.raises(Refusal) as caught:
            adopt(cast, by=who)
        assert caught.value.code == "not_allowed"


def test_papers_carry_the_face_too(cast: Cast) -> None:
    adopt(cast)
    door = " ".join(words_of_pdf(documents.door_text(cast.area, shop=cast.shop_a, on=cast.today)).split())
    assert "Honden blijven buiten" in door and "Scheld niet" not in door and "Wat als het misgaat?" in door
    agreement = " ".join(words_of_pdf(documents.agreement(cast.shop_a, on=cast.today)).split())
    assert "Bereikbaar van 9 tot 17 uur" in agreement


@pytest.mark.parametrize("which", [which for which, _label in PREVIEWED])
def test_preview_is_about_nobody(cast: Cast, which: str) -> None:
    """The design is not saved, and no letter is kept."""
    make_sanction(cast)
    words = read(preview(cast.area, LetterDesign(area=cast.area, **WORDS), which, on=cast.today))
    assert "Kees" not in words and "de Vries" not in words and "Bakkerij" not in words
    assert ("Honden" in words) == (which in ("individual_warning", "door"))
    assert not LetterDesign.objects.exists() and not Notice.objects.exists()
