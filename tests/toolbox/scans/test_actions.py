"""Walking: who may, what is kept, and what may not be."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from tests.cast import Cast
from tests.refused import refused
from toolbox.scans import actions, photo_actions, photos
from toolbox.scans.actions import Given
from toolbox.scans.models import Kind, Scan, ScanAnswer, ScanPhoto

from .conftest import photo_of, picture, tell, walk


def begin(cast: Cast, by: str, **facts: object) -> Scan:
    known = {"kind": Kind.SHOP, "shop": cast.shop_a, "place": "", **facts}
    return actions.begin(cast.area, **known, by=getattr(cast, by), at=cast.at)


def test_a_manager_walks_the_own_shop(cast: Cast) -> None:
    """Without a name for the place it is the shop itself."""
    assert begin(cast, "manager_a").place == "Bakkerij"


@pytest.mark.parametrize("by", ["manager_b", "counter_a", "approver", "stranger"])
def test_nobody_else_of_a_shop_walks_there(cast: Cast, by: str) -> None:
    with refused("choose_shop"):
        begin(cast, by)
    assert not Scan.objects.exists()


@pytest.mark.parametrize("by", ["coordinator", "municipality"])
def test_who_walks_for_the_area_walks_anywhere(cast: Cast, by: str) -> None:
    assert begin(cast, by).shop == cast.shop_a
    assert begin(cast, by, kind=Kind.AREA, shop=None, place="Marktplein").shop is None


def test_a_manager_does_not_walk_the_area(cast: Cast) -> None:
    with refused("not_allowed", "R30"):
        begin(cast, "manager_a", kind=Kind.AREA, shop=None, place="Marktplein")


def test_a_walk_through_the_area_says_where(cast: Cast) -> None:
    with refused("name_the_place"):
        begin(cast, "coordinator", kind=Kind.AREA, shop=None, place="  ")


def test_a_scan_takes_its_list_along(cast: Cast) -> None:
    """A list that is changed later alters no scan that was begun."""
    scan = begin(cast, "manager_a")
    scan.questions["rooms"][0]["points"][0]["nl"] = "Was dit anders?"
    scan.save()
    assert Scan.objects.get().checklist.points[0].questions["nl"] == "Was dit anders?"


def test_an_answer_is_kept_once_and_can_be_changed(cast: Cast) -> None:
    scan = walk(cast, door_lock="not_in_order")
    tell(cast, scan, door_lock=Given("in_order", "Het slot is vervangen."))
    answer = ScanAnswer.objects.get()
    assert (answer.state, answer.note) == ("in_order", "Het slot is vervangen.")


def test_r68_a_note_says_nothing_of_who_somebody_is_and_nothing_is_half_written(cast: Cast) -> None:
    scan = walk(cast)
    with refused("forbidden_words", "R68"):
        tell(cast, scan, door_rules="in_order", door_lock=Given("not_in_order", "Hier staan altijd Marokkanen."))
    assert not ScanAnswer.objects.exists()


def test_a_point_that_is_not_on_the_list_is_refused(cast: Cast) -> None:
    with refused("unknown_point"):
        walk(cast, light_routes="in_order")


def test_a_point_has_three_photos_at_most(cast: Cast) -> None:
    scan = walk(cast)
    for number in (1, 2, 3):
        assert photo_of(cast, scan).number == number
    with refused("enough_photos"):
        photo_of(cast, scan)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScanPhoto.objects.update(number=4)


def test_a_finished_scan_is_frozen(cast: Cast) -> None:
    scan = walk(cast, door_rules="in_order")
    photo = photo_of(cast, scan)
    photo_actions.confirm(photo, by=cast.manager_a, at=cast.at)
    actions.finish(scan, by=cast.manager_a, at=cast.at)
    for deed in (
        lambda: tell(cast, scan, door_rules="not_in_order"),
        lambda: actions.finish(scan, by=cast.manager_a, at=cast.at),
        lambda: photo_actions.remove(photo, by=cast.manager_a, at=cast.at),
    ):
        with refused("scan_finished"):
            deed()
    assert set(ScanAnswer.objects.values_list("state", flat=True)) == {"in_order", "not_in_order"}


def test_a_walk_in_which_nothing_was_looked_at_is_not_finished(cast: Cast) -> None:
    with refused("nothing_answered"):
        actions.finish(walk(cast, door_rules="skipped"), by=cast.manager_a, at=cast.at)


def test_photos_that_nobody_confirmed_go_when_the_walk_ends(cast: Cast) -> None:
    scan = walk(cast)
    photo_of(cast, scan)
    actions.finish(scan, by=cast.manager_a, at=cast.at)
    assert not ScanPhoto.objects.exists()


def test_another_manager_changes_nothing(cast: Cast) -> None:
    scan = walk(cast)
    with refused("not_allowed", "R30"):
        actions.save_answers(scan, answers={"door-rules": Given("in_order")}, by=cast.manager_b, at=cast.at)


def test_the_coordinator_takes_a_scan_away_and_the_log_tells(cast: Cast) -> None:
    scan = walk(cast, door_rules="in_order")
    photo_of(cast, scan)
    for by in (cast.manager_a, cast.municipality):
        with refused("not_allowed", "R30"):
            actions.delete(scan, by=by, at=cast.at)
    actions.delete(scan, by=cast.coordinator, at=cast.at)
    assert not Scan.objects.exists() and not ScanPhoto.objects.exists()
    assert Event.objects.get(action="scan.deleted").subject == f"scan:{scan.token}"


def test_every_deed_of_a_walk_is_in_the_log(cast: Cast) -> None:
    scan = walk(cast, door_rules="in_order")
    photo = photo_of(cast, scan)
    photo_actions.confirm(photo, by=cast.manager_a, at=cast.at)
    actions.finish(scan, by=cast.manager_a, at=cast.at)
    told = list(Event.objects.filter(subject=f"scan:{scan.token}").order_by("pk").values_list("action", flat=True))
    assert told == ["scan.begun", "scan.answered", "scan.answered", "scan.photo_confirmed", "scan.finished"]


def test_a_scan_of_a_shop_names_its_shop(cast: Cast) -> None:
    """The database refuses the other way around as well."""
    walk(cast)
    for change in ({"shop": None}, {"kind": Kind.AREA}, {"finished_at": cast.at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Scan.objects.update(**change)


def test_r69_what_is_no_photo_is_refused(cast: Cast) -> None:
    with refused("not_an_image", "R69"):
        photos.accept(io.BytesIO(b"%PDF-1.7 plattegrond"), by=cast.manager_a, at=cast.at)


def test_r69_nobody_sends_more_photos_in_a_day_than_a_walk_needs(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "A_DAY", 1)
    assert photos.accept(io.BytesIO(picture()), by=cast.manager_a, at=cast.at)
    with refused("too_many_photos", "R69"):
        photos.accept(io.BytesIO(picture()), by=cast.manager_a, at=cast.at)
    tomorrow = cast.at + dt.timedelta(days=1, minutes=1)
    assert photos.accept(io.BytesIO(picture()), by=cast.manager_a, at=tomorrow)
