"""The page on which an association chooses its face and words."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices.models import LetterDesign
from tests.access.asking import words_of_pdf
from tests.bans.hostile_photos import picture, saved
from tests.cast import Cast
from tests.screens import Screen, Screens, text

TYPED = {
    "colour": "#7a1f5c", "accent": "#1e6e8c", "contact_line": "Van 9 tot 17 uur", "opening": "Welkom bij {{ winkel }}.",
    "house_rules": "- Honden blijven buiten.", "valid_from": "2026-03-16", "which": "individual_warning",
    "kept_logo": "",
}  # fmt: skip


def logo(data: bytes | None = None, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or saved(picture(size=(400, 100)), "PNG"))


def send(screen: Screen, show: str, **changes: Any) -> Any:
    return screen.post("notices:design", **{**TYPED, "show": show, **changes})


def kept_logo(answer: Any) -> str:
    return answer.content.decode().partition('name="kept_logo" value="')[2].partition('"')[0]


def test_coordinator_looks_first_and_adopts_then(screens: Screens, cast: Cast) -> None:
    """Looking keeps what was typed, the logo too, and saves nothing."""
    head = screens.of("coordinator")
    assert "Er is nog geen eigen huisstijl" in text(head.get("notices:design"))
    seen = send(head, "page", logo=logo())
    html = seen.content.decode()
    assert seen.status_code == 200 and not LetterDesign.objects.exists()
    assert "Van 9 tot 17 uur" in html and "Honden blijven buiten." in html and 'value="#7a1f5c"' in html
    assert 'sandbox title="Voorbeeld van de brief"' in html and "Welkom bij Winkel Voorbeeld" in html
    assert kept_logo(seen)
    saved_ = send(head, "save", kept_logo=kept_logo(seen))
    assert saved_.status_code == 302
    design = LetterDesign.objects.get()
    assert (design.number, design.made_by, design.opening) == (1, cast.coordinator, TYPED["opening"])
    assert bytes(design.logo).startswith(b"\xff\xd8")
    page = text(head.get("notices:design"))
    assert "Versie 1, geldt vanaf 16 maart 2026 ( geldt nu )" in page or "geldt nu" in page


def test_preview_as_pdf_is_not_saved(screens: Screens) -> None:
    answer = send(screens.of("coordinator"), "pdf", which="collective_ban")
    assert answer["Content-Type"] == "application/pdf"
    words = words_of_pdf(answer.content)
    assert "VERBOD" in words and "Welkom bij Winkel Voorbeeld" in words and "P. Voorbeeld" in words
    assert not LetterDesign.objects.exists()


def test_frame_lets_nothing_run(screens: Screens) -> None:
    """The frame is closed in, its style has the page's nonce, and what was typed is text in it."""
    answer = send(screens.of("coordinator"), "page", opening="<script>alert(1)</script>")
    html = answer.content.decode()
    nonce = answer["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
    assert nonce and f"&lt;style nonce=&quot;{nonce}&quot;&gt;" in html
    assert "<script>alert" not in html and "&amp;lt;script&amp;gt;alert(1)" in html


@pytest.mark.parametrize("show", ["page", "pdf", "save"])
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opening": "{{ naam }}"}, "Dit veld bestaat niet: {{ naam }}. U kunt kiezen uit: {{ vereniging }}"),
        ({"house_rules": "Wees aardig. " * 3847}, "50010 tekens. Gebruik er hoogstens 2000"),
        ({"colour": "#ffcf5c"}, "te licht om op wit te lezen"),
        ({"logo": SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'></svg>")}, "meer dan een beeld"),
        ({"logo": SimpleUploadedFile("x.png", b"niets")}, "geen beeld"),
        ({"contact_line": "x" * 201}, "200"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    screens: Screens, show: str, changes: dict[str, Any], sentence: str
) -> None:
    head = screens.of("coordinator")
    kept = kept_logo(send(head, "page", logo=logo()))
    if "logo" in changes:
        changes["logo"].seek(0)
    answer = send(head, show, **{"kept_logo": kept, **changes})
    assert answer.status_code == 422 and sentence in text(answer), text(answer)
    assert kept_logo(answer) == kept
    for name in ("accent", "valid_from"):
        assert TYPED[name] in answer.content.decode()
    assert not LetterDesign.objects.exists()


def test_logo_of_40_megabytes_is_told_to_be_too_large(screens: Screens) -> None:
    answer = send(screens.of("coordinator"), "save", logo=logo(bytes(40 * 1024 * 1024)))
    assert answer.status_code == 422 and "Dit logo is groter dan 8 MB" in text(answer)
    assert "Van 9 tot 17 uur" in answer.content.decode()


def test_logo_that_was_not_rebuilt_here_is_not_taken(screens: Screens) -> None:
    """What comes back with the form is signed, for this area."""
    head = screens.of("coordinator")
    kept = kept_logo(send(head, "page", logo=logo()))
    for forged in ("abc", kept[:-3] + "xyz", "PHNjcmlwdD4=:x"):
        send(head, "save", kept_logo=forged)
        assert bytes(LetterDesign.objects.first().logo) == b""  # type: ignore[union-attr]


def test_logo_can_be_taken_away_and_an_older_version_taken_up(screens: Screens) -> None:
    head = screens.of("coordinator")
    send(head, "save", logo=logo())
    kept = kept_logo(head.get("notices:design"))
    send(head, "save", kept_logo=kept, no_logo="on", contact_line="TWEE")
    assert [bool(row.logo) for row in LetterDesign.objects.order_by("number")] == [True, False]
    html = head.client.get(head.address("notices:design") + "?versie=1").content.decode()
    assert "Van 9 tot 17 uur" in html and 'name="kept_logo" value=""' not in html
    for odd in ("9", "x", "-1", "9999999999999999999999"):
        assert head.client.get(head.address("notices:design") + f"?versie={odd}").status_code == 200


@pytest.mark.parametrize("who", ["approver", "manager_a", "counter_a", "municipality", "stranger"])
def test_page_is_not_there_for_others(screens: Screens, who: str) -> None:
    screen = screens.of(who)
    assert screen.get("notices:design").status_code == 404
    for show in ("page", "pdf", "save"):
        assert send(screen, show).status_code == 404
    assert not LetterDesign.objects.exists()
