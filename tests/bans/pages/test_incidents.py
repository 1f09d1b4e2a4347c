"""Reporting an incident on the page, and choosing what follows."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bans.models import Incident, Person, Photo, Sanction
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction
from tests.screens import Screen, Screens, text

FACTS = {
    "conduct_code": "theft",
    "happened_at": "2026-03-16T09:30",
    "place": "bij de kassa",
    "observed_by": "M. de Wit",
    "observer_function": "verkoper",
    "narrative": "Liep weg zonder te betalen.",
    "family_name": "de Vries",
    "given_name": "Kees",
    "identity_basis": "stated",
    "submission_key": "sleutel-1",
}


def report(screen: Screen, cast: Cast, **changes: object) -> object:
    return screen.post("bans:incident-new", shop=cast.shop_a.pk, **{**FACTS, **changes})


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(out, "PNG")
    return SimpleUploadedFile("foto.png", out.getvalue(), content_type="image/png")


def test_report_leads_to_what_may_follow(screens: Screens, cast: Cast) -> None:
    screen = screens.of("manager_a")
    answer = report(screen, cast, photo=picture(), police_report="PL-1", hair="bald")
    incident = Incident.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == screen.address("bans:incident", incident.reference)
    page = text(screen.client.get(answer["Location"]))
    assert "Collectieve waarschuwing" in page or "collectieve waarschuwing" in page
    assert "R12" in page and "hoogstens 12 maanden" in page and "kaal" in page
    assert Photo.objects.get().jpeg[:3] == b"\xff\xd8\xff"


def test_now_is_filled_in(screens: Screens) -> None:
    page = screens.of("manager_a").get("bans:incident-new").content.decode()
    assert 'value="2026-03-16T10:00"' in page


def test_double_click_makes_one_incident(screens: Screens, cast: Cast) -> None:
    """The second click ends where the first did, though the person is on file by then."""
    screen = screens.of("manager_a")
    first, second = report(screen, cast), report(screen, cast)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Incident.objects.count(), Person.objects.count()) == (1, 1)


def test_known_person_is_asked_about_once(screens: Screens, cast: Cast) -> None:
    known = make_incident(cast, at=cast.at - DAY).person
    screen = screens.of("manager_a")
    asked = report(screen, cast)
    assert asked.status_code == 200
    assert "Is het deze persoon?" in text(asked) and Incident.objects.count() == 1
    answer = report(screen, cast, person=known.token, asked_person="on")
    assert answer.status_code == 302
    assert Incident.objects.latest("pk").person == known
    other = report(screen, cast, asked_person="on", submission_key="sleutel-2")
    assert other.status_code == 302
    assert Incident.objects.latest("pk").person != known


def test_r46_other_shops_person_is_not_offered(screens: Screens, cast: Cast) -> None:
    make_sanction(cast, "ban", "shop")
    answer = screens.of("manager_b").post("bans:incident-new", shop=cast.shop_b.pk, **FACTS)
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"conduct_code": ""}, "wat gebeurde er"),
        ({"conduct_code": "breach"}, "breach"),
        ({"happened_at": "2026-03-17T09:30"}, "toekomst"),
        ({"happened_at": "gisteren"}, "wanneer"),
        ({"place": ""}, "waar in de winkel"),
        ({"observed_by": ""}, "wie zag het"),
        ({"identity_basis": "unknown"}, "hoe is vastgesteld"),
        ({"birth_date": "2016-01-01"}, "jonger dan 12"),
        ({"narrative": "Zijn nummer is 111222333."}, "burgerservicenummer"),
        ({"family_name": "", "given_name": ""}, "Vul een naam in, of een beschrijving"),
        ({"hair": "groen"}, "haar"),
    ],
)
def test_bad_report_is_told_and_keeps_what_was_typed(change: dict, sentence: str, screens: Screens, cast: Cast) -> None:
    answer = report(screens.of("manager_a"), cast, **change)
    assert answer.status_code == 422
    assert "Dit kan zo niet" in text(answer) and sentence in text(answer)
    assert 'value="M. de Wit"' in answer.content.decode() or "observed_by" in change
    assert (Incident.objects.count(), Person.objects.count()) == (0, 0)


def test_file_that_is_no_photo(screens: Screens, cast: Cast) -> None:
    fake = SimpleUploadedFile("foto.jpg", b"%PDF-1.7 paspoort", content_type="image/jpeg")
    answer = report(screens.of("manager_a"), cast, photo=fake)
    assert answer.status_code == 422 and "geen foto" in text(answer)
    assert Incident.objects.count() == 0


def test_photo_above_the_limit_is_not_left_out_in_silence(screens: Screens, cast: Cast, settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2000
    huge = SimpleUploadedFile("foto.png", b"\x89PNG" + b"0" * 5000, content_type="image/png")
    answer = report(screens.of("manager_a"), cast, photo=huge)
    assert answer.status_code == 422 and "groter dan 8 MB" in text(answer)
    assert Incident.objects.count() == 0


def test_another_shop_cannot_be_filled_in(screens: Screens, cast: Cast) -> None:
    answer = screens.of("manager_a").post("bans:incident-new", shop=cast.shop_b.pk, **FACTS)
    assert answer.status_code == 422
    assert Incident.objects.count() == 0


def test_imposing_leads_to_the_file(screens: Screens, cast: Cast) -> None:
    incident = make_incident(cast)
    answer = screens.of("manager_a").post(
        "bans:impose", incident.reference, kind="warning", scope="area", months=12, reason=""
    )
    sanction = Sanction.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, sanction.get_absolute_url())
    again = screens.of("manager_a").post("bans:impose", incident.reference, kind="warning", scope="area", months=12)
    assert again.status_code == 422 and "al voorgesteld" in text(again)
    assert Sanction.objects.count() == 1


@pytest.mark.parametrize(
    ("conduct", "fields", "sentence"),
    [
        ("theft", {"kind": "warning", "scope": "area", "months": 13}, "ten hoogste 12"),
        ("theft", {"kind": "warning", "scope": "area", "months": "veel"}, "R18"),
        ("theft", {"kind": "ban", "scope": "area", "months": 12}, "past niet"),
        ("theft", {"kind": "fine", "scope": "area", "months": 12}, "past niet"),
        ("robbery", {"kind": "ban", "scope": "area", "months": 24}, "Leg uit"),
        ("robbery", {"kind": "ban", "scope": "area", "months": 25}, "ten hoogste 24"),
    ],
)
def test_what_the_ladder_does_not_offer_is_refused(
    conduct: str, fields: dict, sentence: str, screens: Screens, cast: Cast
) -> None:
    incident = make_incident(cast, conduct)
    answer = screens.of("manager_a").post("bans:impose", incident.reference, **fields)
    assert answer.status_code == 422 and sentence in text(answer)
    assert not Sanction.objects.exists()


def test_r7_door_reminder_and_the_coordinators_override(screens: Screens, cast: Cast) -> None:
    cast.shop_a.sticker_seen_on = None
    cast.shop_a.save()
    incident = make_incident(cast)
    step = {"kind": "ban", "scope": "shop", "months": 12, "door_override_reason": "Sticker is besteld."}
    assert "deursticker" in text(screens.of("manager_a").get("bans:incident", incident.reference))
    assert screens.of("manager_a").post("bans:impose", incident.reference, **step).status_code == 422
    page = screens.of("coordinator").get("bans:incident", incident.reference).content.decode()
    assert 'name="door_override_reason"' in page
    assert screens.of("coordinator").post("bans:impose", incident.reference, **step).status_code == 302


def test_r14_r16_only_the_coordinator_sees_what_is_for_her(screens: Screens, cast: Cast) -> None:
    person = make_sanction(cast, "warning", "area", at=cast.at - 3 * DAY).person
    incident = make_incident(cast, "insulting", person=person)
    page = screens.of("coordinator").get("bans:incident", incident.reference)
    assert "R14" in text(page)
    assert 'name="reason" cols="40" rows="3" maxlength="2000" required' in page.content.decode()
    assert "R14" not in text(screens.of("manager_a").get("bans:incident", incident.reference))


def test_area_without_protocol_says_so(screens: Screens, cast: Cast) -> None:
    """An area that is still being set up has its pages; what needs the protocol says so in a sentence."""
    incident = make_incident(cast)
    cast.area.protocols.all().delete()
    assert "geen protocol" in text(screens.of("coordinator").get("bans:desk"))
    for page, *rest in (("brief",), ("incident", incident.reference)):
        answer = screens.of("manager_a").get(f"bans:{page}", *rest)
        assert answer.status_code == 422 and "geen protocol" in text(answer), page
