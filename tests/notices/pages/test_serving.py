"""Handing a letter over with a phone in the hand: the signature, what is wrong, and one more copy (R32, R35, R36)."""

import re
from html import unescape

import pytest
from django.db import connection

from audit.models import Event
from bans.actions.erasing import erase_ended
from bans.models import Sanction
from notices.actions import letters, supplements
from notices.models import Notice, Service
from notices.models.notice import LetterKind
from tests.bans.test_signatures import as_text, drawn
from tests.cast import Cast
from tests.factories import DAY, make_sanction, make_shop
from tests.notices.test_letters import text_of
from tests.screens import Screens, text

from .test_letters import HANDED, printed

DRAWN = as_text(drawn())
ON_SCREEN = {**HANDED, "receipt": "screen", "signature": DRAWN}


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    return make_sanction(cast, served=False, at=cast.at - DAY / 8)


def test_r32_signature_on_the_screen_is_kept_sealed_and_printed_on_the_proof(
    screens: Screens, cast: Cast, ban: Sanction
) -> None:
    manager, notice = screens.of("manager_a"), printed(cast, ban)
    assert manager.post("notices:serve", notice.pk, **ON_SCREEN).status_code == 302
    service = Service.objects.get()
    assert service.receipt == "signed" and service.signature.startswith(b"\xff\xd8")
    with connection.cursor() as cursor:
        cursor.execute("SELECT signature FROM notices_service")
        assert b"JFIF" not in bytes(cursor.fetchone()[0])
    page = manager.get("notices:prepare", ban.reference)
    assert "getekend op het scherm" in text(page) and "data:image" not in page.content.decode()
    proof = letters.print_proof(Sanction.objects.get(pk=ban.pk), by=cast.manager_a, at=cast.at)
    assert 'alt="Handtekening van de ontvanger, gezet op het scherm" src="data:image/jpeg;base64,' in proof.html
    assert "getekend voor ontvangst" in text_of(proof)


def test_signature_is_on_the_proof_alone(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """Neither on the sheet for the police, nor in the API, nor at a counter; and it goes with the person."""
    from bans.actions.breaches import report_breach

    notice = printed(cast, ban)
    screens.of("manager_a").post("notices:serve", notice.pk, **ON_SCREEN)
    ban.refresh_from_db()
    breach = report_breach(
        ban, shop=cast.shop_b, happened_at=cast.at, place="ingang", observed_by="N. Nader",
        observer_function="verkoper", by=cast.counter_b, at=cast.at,
    )  # fmt: skip
    sheet = letters.print_police_sheet(breach, by=cast.counter_b, at=cast.at)
    assert "data:image" not in sheet.html
    erase_ended(on=cast.today + 800 * DAY)
    assert not Service.objects.exists()


def test_r32_what_is_wrong_is_told_and_what_was_drawn_stays(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """A form that comes back holds everything that was typed, and the drawing."""
    manager, notice = screens.of("manager_a"), printed(cast, ban)
    answer = manager.post("notices:serve", notice.pk, **{**ON_SCREEN, "witness_name": "a. bakker"})
    assert answer.status_code == 422 and "De getuige is een ander" in text(answer)
    body = unescape(answer.content.decode())
    assert f'name="signature" value="{DRAWN}"' in body and 'value="kantoor"' in body and 'value="A. Bakker"' in body
    assert re.search(r'value="screen"[^>]*checked', body)
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ("", "nog niet getekend"),
        (as_text(drawn(lines=0)), "nog niet getekend"),
        ("data:image/svg+xml;base64,PHN2Zy8+", "geen handtekening"),
        ("data:image/png;base64," + "A" * 4_000_000, "te groot"),
    ],
    ids=["nothing", "empty canvas", "svg", "too large"],
)
def test_rubbish_for_a_signature_is_refused_on_the_page(
    screens: Screens, cast: Cast, ban: Sanction, sent: str, sentence: str
) -> None:
    notice = printed(cast, ban)
    answer = screens.of("manager_a").post("notices:serve", notice.pk, **{**ON_SCREEN, "signature": sent})
    assert (answer.status_code, sentence in text(answer)) == (422, True), text(answer)
    assert len(answer.content) < 1_000_000 and 'value="kantoor"' in answer.content.decode()
    assert not Service.objects.exists()


def test_ten_megabytes_are_refused_at_the_door(screens: Screens, cast: Cast, ban: Sanction) -> None:
    notice = printed(cast, ban)
    answer = screens.of("manager_a").post("notices:serve", notice.pk, **{**ON_SCREEN, "signature": "A" * 10_000_000})
    assert answer.status_code == 413 and not Service.objects.exists()


@pytest.mark.parametrize("receipt", ["signed", "refused"])
def test_drawing_left_behind_by_another_choice_is_not_kept(
    screens: Screens, cast: Cast, ban: Sanction, receipt: str
) -> None:
    notice = printed(cast, ban)
    screens.of("manager_a").post("notices:serve", notice.pk, **{**ON_SCREEN, "receipt": receipt})
    service = Service.objects.get()
    assert (service.receipt, service.signature) == (receipt, b"")


def test_page_names_the_shops_own_places_first(screens: Screens, cast: Cast, ban: Sanction) -> None:
    own = cast.shop_a.business.name
    make_shop(cast.area, "Aardbei", by=cast.coordinator, at=cast.at, business_name=own)
    body = screens.of("manager_a").get("notices:serve", printed(cast, ban).pk).content.decode()
    places = re.findall(r'<option value="([^"]*)"></option>', body)
    assert [place.partition(",")[0] for place in places] == [cast.shop_a.name, "Aardbei"]
    assert f'value="{cast.today.isoformat()}T10:00"' in body


def test_r36_supplement_is_signed_on_the_screen_too(screens: Screens, cast: Cast, ban: Sanction) -> None:
    manager = screens.of("manager_a")
    manager.post("notices:serve", printed(cast, ban).pk, **HANDED)
    make_shop(cast.area, "Boekhandel", by=cast.coordinator, at=cast.at)
    notice = supplements.print_supplement(Sanction.objects.get(pk=ban.pk), by=cast.manager_a, at=cast.at)
    assert "ook bij de winkels op de nieuwe lijst" in text(manager.get("notices:serve", notice.pk))
    later = {**ON_SCREEN, "handed_at": "2026-03-16T10:00"}
    assert manager.post("notices:serve", notice.pk, **later).status_code == 302
    assert Service.objects.get(notice=notice).signature and ban.list_updates.count() == 1


def test_r35_second_copy_has_the_same_bytes_and_a_line_in_the_log(screens: Screens, cast: Cast, ban: Sanction) -> None:
    manager, notice = screens.of("manager_a"), printed(cast, ban)
    first = manager.get("notices:pdf", notice.pk).content
    assert "exemplaren" not in text(manager.get("notices:prepare", ban.reference))
    for number in (2, 3):
        again = manager.post("notices:copy", notice.pk)
        assert again["Location"] == manager.address("notices:pdf", notice.pk)
        assert manager.get("notices:pdf", notice.pk).content == first == bytes(notice.pdf)
        line = Event.objects.filter(action="letter.copied").latest("pk")
        assert line.facts == {"copy": number, "kind": LetterKind.COLLECTIVE_BAN, "version": 1}
    assert "3 exemplaren geprint" in text(manager.get("notices:prepare", ban.reference))
    assert manager.get("notices:copy", notice.pk).status_code == 405
    for stranger in ("manager_b", "counter_a", "approver"):
        assert screens.of(stranger).post("notices:copy", notice.pk).status_code == 404
    assert Notice.objects.get(pk=notice.pk).copies == 3
