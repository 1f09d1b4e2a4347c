"""Who sees what through the API: counters, strangers, the municipality, another business."""

import datetime as dt
import io
from typing import Any

import pytest
from PIL import Image

from bans.models import Person, Photo, Sanction
from bans.photos import clean_photo
from participants.models import Membership
from tests.participants.api.scene import FILE_MARKS, MARKS, Scene, client

COUNTER_FIELDS = {
    *("reference", "photo", "name", "description", "kind", "label", "category", "may_enter", "exception"),
    *("starts_on", "last_day"),
}


def add_photo(person: Person, at: dt.datetime) -> Photo:
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(picture, "PNG")
    picture.seek(0)
    return Photo.objects.create(area=person.area, person=person, jpeg=clean_photo(picture), taken_at=at)


def test_r45_no_counter_answer_holds_a_mark(scene: Scene) -> None:
    """Every address that answers a counter is read, and none holds what only the file may hold."""
    ban = scene.collective_ban()
    add_photo(ban.person, scene.at)
    api, root = scene.api("toy_counter"), scene.root
    shop = {"shop": scene.toyshop.pk}
    question = {**shop, "family_name": "de Vries", "given_name": "Kees", "birth_year": 1987}
    asked = api.post(f"{root}/checks", question, format="json")
    reason = {"reason": "at_the_door"}
    opened = api.post(f"{root}/checks/{asked.json()['token']}/open", reason, format="json")
    other = api.post(f"{root}/checks/{asked.json()['token']}/other-person")
    state = api.get(f"{root}/counter-state?shop={scene.toyshop.pk}")
    breach = api.post(
        f"{root}/sanctions/{ban.reference}/breaches",
        {
            **shop,
            "happened_at": ban.served_at.isoformat(),
            "place": "deur",
            "observed_by": "ik",
            "observer_function": "kassa",
        },
        format="json",
    )
    answers = [asked, opened, other, state, breach]
    assert [a.status_code for a in answers] == [201, 200, 204, 200, 201]
    others = [
        api.get(f"{root}{path}")
        for path in ("", "/shops", "/desk", "/sanctions", "/incidents", "/people", "/permits", "/protocols",
                     f"/sanctions/{ban.reference}", f"/incidents/{ban.incident.reference}",
                     f"/incidents/{ban.incident.reference}/steps")
    ]  # fmt: skip
    for answer in answers + others:
        text = answer.content.decode()
        assert not [mark for mark in FILE_MARKS if mark in text], answer.request
    assert set(opened.json()["sanctions"][0]) == COUNTER_FIELDS
    # The same marks are there for who may open the file, so the search above can fail.
    coordinator = scene.api("coordinator")
    file = coordinator.get(f"{root}/sanctions/{ban.reference}").content.decode()
    at_home = {str(MARKS["address"]), str(MARKS["birth_date"])}
    assert {mark for mark in FILE_MARKS if mark in file} == set(FILE_MARKS) - at_home
    # Those two need a proof of who looks, and a token is none (D16).
    closed = coordinator.get(f"{root}/sanctions/{ban.reference}/identity")
    assert closed.status_code == 403 and not [mark for mark in FILE_MARKS if mark in closed.content.decode()]


def test_r44_counter_has_no_list_and_no_file(scene: Scene) -> None:
    ban = scene.collective_ban()
    api = scene.api("counter")
    assert api.get(f"{scene.root}/sanctions").json()["results"] == []
    assert api.get(f"{scene.root}/sanctions/{ban.reference}").status_code == 404
    assert api.get(f"{scene.root}/incidents").status_code == 403


def test_r46_individual_ban_is_nowhere_for_another_business(scene: Scene) -> None:
    """Neither check, list, file, steps, candidates nor breach tells that it exists."""
    ban = scene.serve(scene.propose(scene.report(), "ban", "shop"))
    add_photo(ban.person, scene.at)
    for who in ("toy_manager", "toy_counter"):
        api, root = scene.api(who), scene.root
        question = {"shop": scene.toyshop.pk, "family_name": "de Vries", "given_name": "Kees"}
        assert api.post(f"{root}/checks", question, format="json").json()["outcome"] == "welcome"
        assert api.get(f"{root}/sanctions").json()["count"] == 0
        assert api.get(f"{root}/photos/{ban.person.photo.token}").status_code == 404
        missing = api.get(f"{root}/sanctions/2026-00000000")
        there = api.get(f"{root}/sanctions/{ban.reference}")
        assert (there.status_code, there.content) == (404, missing.content)
    own = scene.api("counter").post(f"{scene.root}/checks", {**question, "shop": scene.bakery.pk}, format="json")
    assert own.json()["outcome"] == "banned"


def test_counter_speaks_for_its_own_shop_alone(scene: Scene) -> None:
    question = {"shop": scene.bakery.pk, "family_name": "de Vries", "given_name": "Kees"}
    answer = scene.api("toy_counter").post(f"{scene.root}/checks", question, format="json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    state = scene.api("toy_counter").get(f"{scene.root}/counter-state?shop={scene.bakery.pk}")
    assert state.status_code == 403


def test_check_opens_only_for_who_asked(scene: Scene) -> None:
    scene.collective_ban()
    question = {"shop": scene.toyshop.pk, "family_name": "de Vries", "given_name": "Kees"}
    token = scene.api("toy_counter").post(f"{scene.root}/checks", question, format="json").json()["token"]
    path = f"{scene.root}/checks/{token}/open"
    body = {"reason": "at_the_door"}
    assert scene.api("toy_manager").post(path, body, format="json").status_code == 404
    nosy = scene.api("toy_counter").post(path, {"reason": "curious"}, format="json")
    assert (nosy.status_code, nosy.json()["field"]) == (400, "reason")
    assert scene.api("toy_counter").post(path, body, format="json").status_code == 200


def test_r49_photo_is_for_who_may_see_the_sanction(scene: Scene) -> None:
    """For who may open the file; at the counter by the address that opened details give, for its asker alone."""
    ban = scene.collective_ban()
    photo = add_photo(ban.person, scene.at)
    path = f"{scene.root}/photos/{photo.token}"
    question = {"shop": scene.toyshop.pk, "family_name": "de Vries", "given_name": "Kees"}
    api = scene.api("toy_counter")
    token = api.post(f"{scene.root}/checks", question, format="json").json()["token"]
    opened = api.post(f"{scene.root}/checks/{token}/open", {"reason": "at_the_door"}, format="json").json()
    for answer in (scene.api("coordinator").get(path), scene.api("manager").get(path), api.get(_photo(opened))):
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert answer["Cache-Control"] == "private, no-store"
    for who in ("municipality", "approver", "stranger", "counter", "toy_counter"):
        assert scene.api(who).get(path).status_code == 404
    assert scene.api("toy_manager").get(_photo(opened)).status_code == 404
    assert client().get(path).status_code == 401


def _photo(opened: dict) -> str:
    return opened["sanctions"][0]["photo"]


def test_r52_ended_ban_is_nowhere(scene: Scene) -> None:
    """The day after its last day nobody finds it, whether or not a duty ran."""
    ban = scene.collective_ban()
    photo = add_photo(ban.person, scene.at)
    yesterday = scene.today - dt.timedelta(days=1)
    Sanction.objects.filter(pk=ban.pk).update(
        starts_on=yesterday - dt.timedelta(days=30), last_day=yesterday - dt.timedelta(days=1)
    )
    for who in ("coordinator", "manager", "approver", "toy_counter"):
        api = scene.api(who)
        assert api.get(f"{scene.root}/sanctions").json()["results"] == []
        assert api.get(f"{scene.root}/sanctions/{ban.reference}").status_code == 404
        assert api.post(f"{scene.root}/sanctions/{ban.reference}/approve").status_code == 404
        assert api.get(f"{scene.root}/incidents/{ban.incident.reference}").status_code in {403, 404}
        assert api.get(f"{scene.root}/photos/{photo.token}").status_code == 404


def test_r1_without_permit_nothing_collective_is_shown(scene: Scene) -> None:
    ban = scene.collective_ban()
    scene.area.permits.all().delete()
    question = {"shop": scene.toyshop.pk, "family_name": "de Vries", "given_name": "Kees"}
    asked = scene.api("toy_counter").post(f"{scene.root}/checks", question, format="json")
    assert asked.json()["outcome"] == "welcome"
    for who in ("coordinator", "manager", "approver"):
        assert scene.api(who).get(f"{scene.root}/sanctions/{ban.reference}").status_code == 404


def test_r29_rejected_proposal_is_gone_for_its_shop(scene: Scene) -> None:
    sanction = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    path = f"{scene.root}/sanctions/{sanction.reference}"
    assert scene.api("manager").get(path).status_code == 200
    scene.api("approver").post(f"{path}/reject", {"reason": "te weinig"}, format="json")
    assert scene.api("manager").get(path).status_code == 404


def test_r16_only_the_coordinator_sees_the_step_from_two_shops(scene: Scene) -> None:
    """The second nuisance offers her a collective warning; the shops learn nothing of each other."""
    first = scene.report(conduct="disturbing")
    scene.serve(scene.propose(first, "ban", "shop"))
    second = scene.report(shop=scene.toyshop, conduct="bothering")
    second.person, second.happened_at = first.person, scene.at + dt.timedelta(seconds=1)
    second.save()
    path = f"{scene.root}/incidents/{second.reference}/steps"
    rules = {who: [s["rule"] for s in scene.api(who).get(path).json()] for who in ("coordinator", "toy_manager")}
    assert "R16" in rules["coordinator"] and "R16" not in rules["toy_manager"]
    assert scene.api("manager").get(path).status_code == 404


@pytest.mark.parametrize("who", ["manager", "counter", "toy_manager"])
def test_role_that_ended_finds_nothing(scene: Scene, who: str) -> None:
    Membership.objects.filter(user=scene.users[who]).update(ended_at=scene.at)
    assert scene.api(who).get(f"{scene.root}/shops").status_code == 401


@pytest.mark.parametrize("path", ["/sanctions", "/incidents"])
def test_a_longer_list_asks_no_more_of_the_database(
    scene: Scene, path: str, django_assert_max_num_queries: Any
) -> None:
    """As many queries for three rows as for one."""
    api = scene.api("coordinator")
    counts = []
    for names in (["een"], ["twee", "drie"]):
        for name in names:
            scene.propose(scene.report(family_name=name), "warning", "area")
        with django_assert_max_num_queries(60) as queries:
            assert api.get(f"{scene.root}{path}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
