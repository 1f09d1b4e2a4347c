"""The pages of a scan: from beginning to report, with a photo in between."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Event
from bans.photos import is_plain_jpeg
from participants.models import Shop
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.screens import Screens, text
from toolbox.scans import actions, photo_actions
from toolbox.scans.actions import Given
from toolbox.scans.models import Kind, Scan, ScanAnswer, ScanPhoto

from .conftest import photo_of, picture, tell, walk

ROOM = "toolbox:scan-room"


def upload(jpeg: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("plek.jpg", jpeg or picture(), content_type="image/jpeg")


def test_a_walk_from_the_first_room_to_the_report(screens: Screens, cast: Cast, catalogue: None) -> None:
    """A manager begins, answers room after room, and reads what was found."""
    screen = screens.of("manager_a")
    begun = screen.post("toolbox:scan-new", kind="shop", shop=cast.shop_a.pk, place="")
    scan = Scan.objects.get()
    assert begun["Location"] == screen.address(ROOM, scan.token, "entrance")
    answers = {
        "door-rules-state": "not_in_order",
        "door-rules-note": "Het bordje is weg.",
        "door-lock-state": "in_order",
    }
    saved = screen.post(ROOM, scan.token, "entrance", **answers)
    assert saved["Location"] == screen.address(ROOM, scan.token, "view")
    assert "2 van 31 punten bekeken" in text(screen.get("toolbox:scan", scan.token))
    assert screen.post("toolbox:scan-finish", scan.token).status_code == 302
    report = text(screen.get("toolbox:scan-report", scan.token))
    assert "Hangen de huisregels leesbaar bij de ingang?" in report and "Het bordje is weg." in report
    assert "Sluiten deuren en rolluik goed" not in report
    assert "Shop-house-rules" in report and "past bij 1 punt" in report
    assert screen.get("toolbox:scan", scan.token)["Location"] == screen.address("toolbox:scan-report", scan.token)


def test_the_measures_lead_to_their_pages_and_to_the_legal_test(screens: Screens, cast: Cast, catalogue: None) -> None:
    """The test is for who makes plans; a manager reads about the measure."""
    scan = walk(cast, door_rules="not_in_order")
    actions.finish(scan, by=cast.manager_a, at=cast.at)
    pages = {
        who: screens.of(who).get("toolbox:scan-report", scan.token).content.decode()
        for who in ("manager_a", "coordinator")
    }
    to_test = 'href="/gebied/markt/toetsen/nieuw/?maatregel=shop-house-rules"'
    assert all('href="/maatregelen/shop-house-rules/"' in page for page in pages.values())
    assert to_test in pages["coordinator"] and to_test not in pages["manager_a"]


def test_a_scan_is_for_the_own_shop_and_for_who_walks_for_the_area(screens: Screens, cast: Cast) -> None:
    scan = walk(cast)
    for who, status in (
        ("manager_a", 200), ("coordinator", 200), ("municipality", 200),
        ("manager_b", 404), ("counter_a", 404), ("approver", 404), ("stranger", 404),
    ):  # fmt: skip
        assert screens.of(who).get("toolbox:scan", scan.token).status_code == status, who
    assert "Bakkerij" not in text(screens.of("manager_b").get("toolbox:scans"))
    assert screens.of("counter_a").get("toolbox:scans").status_code == 404


def test_each_answer_is_kept_at_once_when_there_is_a_script(screens: Screens, cast: Cast) -> None:
    """The script sends one point; the others of the room stay as they are."""
    scan = walk(cast, door_lock="in_order")
    screen = screens.of("manager_a")
    address = screen.address(ROOM, scan.token, "entrance")
    body = {"door-rules-state": "not_in_order", "door-rules-note": "Weg."}
    assert screen.client.post(address, body, headers={"Accept": "application/json"}).status_code == 204
    assert set(ScanAnswer.objects.values_list("point", "state")) == {
        ("door-lock", "in_order"),
        ("door-rules", "not_in_order"),
    }
    wrong = screen.client.post(address, {"door-rules-note": "Weg."}, headers={"Accept": "application/json"})
    assert wrong.status_code == 422 and wrong.json()["message"] == "Kies eerst of dit in orde is."


def test_r68_a_refused_note_keeps_what_was_typed(screens: Screens, cast: Cast) -> None:
    scan = walk(cast)
    fields = {"door-rules-state": "not_in_order", "door-rules-note": "BSN 111222333 op een briefje."}
    answer = screens.of("manager_a").post(ROOM, scan.token, "entrance", **fields)
    assert answer.status_code == 422 and "R68" in text(answer)
    assert "111222333" in answer.content.decode() and 'href="#id_door-rules-note"' in answer.content.decode()
    assert not ScanAnswer.objects.exists()


def test_every_photo_leads_to_the_question_whether_somebody_is_in_view(screens: Screens, cast: Cast) -> None:
    """It is asked of every photo, and asked again after blurring."""
    screen, scan = screens.of("manager_a"), walk(cast)
    fields = {"door-lock-state": "not_in_order", "door-lock-photo": upload()}
    saved = screen.post(ROOM, scan.token, "entrance", **fields)
    photo = ScanPhoto.objects.get()
    address = screen.address("toolbox:scan-photo", scan.token, photo.token)
    assert saved["Location"] == address
    page = screen.client.get(address)
    assert "Staat er iemand in beeld?" in text(page) and page.content.decode().count('name="squares"') == 48
    assert "rij 6, kolom 8" in text(page)
    again = screen.client.post(address, {"deed": "blur", "squares": ["2.3", "2.4"]})
    assert again["Location"] == address and not ScanPhoto.objects.confirmed().exists()
    done = screen.client.post(address, {"deed": "nobody"})
    assert done["Location"] == screen.address(ROOM, scan.token, "entrance")
    assert ScanPhoto.objects.confirmed().get() == photo


def test_blurring_without_a_square_is_told(screens: Screens, cast: Cast) -> None:
    scan = walk(cast)
    photo = photo_of(cast, scan)
    answer = screens.of("manager_a").post("toolbox:scan-photo", scan.token, photo.token, deed="blur")
    assert answer.status_code == 422 and "Kies eerst de vakken" in text(answer)
    assert bytes(ScanPhoto.objects.get().jpeg) == bytes(photo.jpeg)


def test_nobody_is_in_view_is_not_taken_from_who_chose_squares(screens: Screens, cast: Cast) -> None:
    """The squares stay chosen, and the photo waits."""
    scan = walk(cast)
    address = ("toolbox:scan-photo", scan.token, photo_of(cast, scan).token)
    answer = screens.of("manager_a").post(*address, deed="nobody", squares=["2.3"])
    assert answer.status_code == 422 and "U koos vakken. Maak die eerst onherkenbaar." in text(answer)
    assert answer.content.decode().count(" checked") == 1 and not ScanPhoto.objects.confirmed().exists()


def test_coordinator_takes_a_photo_out_of_a_finished_scan(screens: Screens, cast: Cast) -> None:
    """Nobody else does, it changes nothing else, and the log tells of it."""
    scan = walk(cast)
    photo = photo_of(cast, scan)
    photo_actions.confirm(photo, by=cast.manager_a, at=cast.at)
    actions.finish(scan, by=cast.manager_a, at=cast.at)
    address = ("toolbox:scan-photo", scan.token, photo.token)
    for who in ("manager_a", "municipality"):
        assert screens.of(who).post(*address, deed="remove").status_code == 404
    screen = screens.of("coordinator")
    report = screen.get("toolbox:scan-report", scan.token).content.decode()
    assert f'href="{screen.address(*address)}"' in report
    assert "Foto verwijderen" in text(screen.get(*address))
    assert screen.post(*address, deed="nobody").status_code == 422 and ScanPhoto.objects.exists()
    assert screen.post(*address, deed="remove")["Location"] == scan.get_absolute_url()
    assert not ScanPhoto.objects.exists() and Event.objects.get(action="scan.photo_removed").facts
    assert screen.get("toolbox:scan-report", scan.token).status_code == 200


def test_a_photo_that_is_refused_stands_open(screens: Screens, cast: Cast) -> None:
    """The field lies in a part that can be folded away; its hint belongs to it."""
    scan = walk(cast)
    fields = {"door-lock-state": "in_order", "door-lock-photo": upload(b"%PDF-1.7 plattegrond")}
    page = screens.of("manager_a").post(ROOM, scan.token, "entrance", **fields).content.decode()
    assert page.count("<details open>") == 1
    assert 'aria-describedby="id_door-lock-photo_helptext"' in page and 'id="id_door-lock-photo_helptext"' in page


def test_a_shop_with_a_long_name_can_be_walked(screens: Screens, cast: Cast) -> None:
    """The name of the shop is the name of the place; PostgreSQL takes no longer one than the model says."""
    longest = [model._meta.get_field(name).max_length for model, name in ((Scan, "place"), (Shop, "name"))]
    assert longest == [120, 120]
    Shop.objects.filter(pk=cast.shop_a.pk).update(name="W" * 120)
    begun = screens.of("manager_a").post("toolbox:scan-new", kind="shop", shop=cast.shop_a.pk, place="")
    assert begun.status_code == 302 and Scan.objects.get().place == "W" * 120


def test_nobody_else_sees_a_photo_that_waits(screens: Screens, cast: Cast) -> None:
    scan = walk(cast)
    photo = photo_of(cast, scan)
    for name in ("toolbox:scan-photo", "toolbox:scan-picture"):
        assert screens.of("manager_a").get(name, scan.token, photo.token).status_code == 200
        assert screens.of("coordinator").get(name, scan.token, photo.token).status_code == 404
    assert photo.token not in screens.of("coordinator").get(ROOM, scan.token, "entrance").content.decode()


def test_only_confirmed_photos_are_in_the_report(screens: Screens, cast: Cast) -> None:
    """Of the others the finish page says that they go."""
    scan = walk(cast)
    shown, hidden = photo_of(cast, scan), photo_of(cast, scan)
    photo_actions.confirm(shown, by=cast.manager_a, at=cast.at)
    screen = screens.of("manager_a")
    assert "1 foto is nog niet bekeken en wordt nu gewist." in text(screen.get("toolbox:scan-finish", scan.token))
    screen.post("toolbox:scan-finish", scan.token)
    page = screens.of("coordinator").get("toolbox:scan-report", scan.token).content.decode()
    assert shown.token in page and hidden.token not in page
    picture_of = screens.of("coordinator").get("toolbox:scan-picture", scan.token, shown.token)
    assert picture_of["Content-Type"] == "image/jpeg" and is_plain_jpeg(picture_of.content)
    ScanPhoto.objects.update(confirmed_at=None)
    assert shown.token not in screens.of("coordinator").get("toolbox:scan-report", scan.token).content.decode()


def test_r69_what_is_no_photo_is_refused_and_the_answer_is_not_half_kept(screens: Screens, cast: Cast) -> None:
    scan = walk(cast)
    fields = {"door-lock-state": "in_order", "door-lock-photo": upload(b"%PDF-1.7 plattegrond")}
    answer = screens.of("manager_a").post(ROOM, scan.token, "entrance", **fields)
    assert answer.status_code == 422 and "geen foto" in text(answer)
    assert not ScanAnswer.objects.exists() and not ScanPhoto.objects.exists()


def test_r69_photos_that_got_lost_on_the_way_are_told_of(screens: Screens, cast: Cast, settings: object) -> None:
    """Too much at once: the fields arrive and the photos do not. Nothing is kept, and what was typed stays."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    scan = walk(cast)
    fields = {"door-lock-state": "in_order", "door-lock-note": "Piept.", "door-lock-photo": upload()}
    answer = screens.of("manager_a").post(ROOM, scan.token, "entrance", **fields)
    assert answer.status_code == 422 and "Voeg ze één voor één toe" in text(answer)
    assert "Piept." in text(answer) and not ScanAnswer.objects.exists()


def test_a_new_scan_shows_what_changed_since_the_last_of_the_same_place(screens: Screens, cast: Cast) -> None:
    """Another place, and another shop, do not count."""
    first = walk(cast, door_rules="not_in_order", door_lock="not_in_order")
    actions.finish(first, by=cast.manager_a, at=cast.at)
    other = actions.begin(cast.area, kind=Kind.AREA, shop=None, place="Bakkerij", by=cast.coordinator, at=cast.at)
    tell(cast, other, light_routes="in_order")
    actions.finish(other, by=cast.coordinator, at=cast.at)
    Scan.objects.update(begun_at=cast.at - (cast.at - cast.at.replace(year=2025)))
    second = walk(cast, door_rules="in_order", door_lock="not_in_order", view_light="not_in_order")
    actions.finish(second, by=cast.manager_a, at=cast.at)
    page = text(screens.of("manager_a").get("toolbox:scan-report", second.token))
    changed = page.partition("Sinds de vorige keer")[2]
    mended, still, new = (changed.index(word) for word in ("Hersteld", "Nog steeds niet in orde", "Nieuw"))
    assert mended < changed.index("Hangen de huisregels") < still < changed.index("Sluiten deuren") < new
    assert changed.index("overal in de winkel licht") > new
    assert "Sinds de vorige keer" not in text(screens.of("manager_a").get("toolbox:scan-report", first.token))


def test_walking_again_begins_at_the_same_place(screens: Screens, cast: Cast) -> None:
    scan = actions.begin(cast.area, kind=Kind.AREA, shop=None, place="Marktplein", by=cast.coordinator, at=cast.at)
    page = screens.of("coordinator").get("toolbox:scan-new", opnieuw=scan.token).content.decode()
    assert 'value="Marktplein"' in page
    assert "Marktplein" not in screens.of("manager_a").get("toolbox:scan-new", opnieuw=scan.token).content.decode()


def test_the_report_is_a_paper_as_well(screens: Screens, cast: Cast, catalogue: None) -> None:
    """With its findings, its photo and its measures; in Dutch."""
    scan = walk(cast, door_rules=Given("not_in_order", "Het bordje is weg."))
    photo_actions.confirm(photo_of(cast, scan), by=cast.manager_a, at=cast.at)
    actions.finish(scan, by=cast.manager_a, at=cast.at)
    answer = screens.of("coordinator").get("toolbox:scan-report-pdf", scan.token)
    words = " ".join(words_of_pdf(answer.content).split())
    assert answer["Content-Type"] == "application/pdf"
    for told in ("Veiligheidsscan van Bakkerij", "Het bordje is weg.", "Shop-house-rules"):
        assert told in words
    assert b"/Image" in answer.content or len(answer.content) > 20_000


def test_only_the_coordinator_may_take_a_scan_away(screens: Screens, cast: Cast) -> None:
    scan = walk(cast)
    assert screens.of("manager_a").post("toolbox:scan-delete", scan.token).status_code == 404
    assert screens.of("municipality").post("toolbox:scan-delete", scan.token).status_code == 404
    assert screens.of("coordinator").post("toolbox:scan-delete", scan.token).status_code == 302
    assert not Scan.objects.exists()


@pytest.mark.parametrize("room", ["nergens", "lighting"])
def test_a_room_of_another_list_is_not_there(screens: Screens, cast: Cast, room: str) -> None:
    assert screens.of("manager_a").get(ROOM, walk(cast).token, room).status_code == 404
