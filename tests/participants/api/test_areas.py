"""Setting up an area through the API: shops, people, permits, protocols."""

import datetime as dt

import pytest

from participants.models import Membership, Protocol, Shop, ShoppingArea, User
from tests.participants.api.scene import PAPERS, Scene, client

NEW_SHOP = {"business_name": "Boek bv", "name": "Boekhandel", "address": "Kade 3"}


def test_area_is_started_and_changed(scene: Scene) -> None:
    """Technical staff starts an area and is its first coordinator; no role in another area is enough."""
    founder = User.objects.create_user(email="beheer@voorbeeld.example", name="Beheer", is_staff=True)
    api = client(founder)
    new = {
        "slug": "haven",
        "name": "Haven",
        "municipality": "Voorbeeldstad",
        "association": "Vereniging Haven",
        "association_address": "Kade 1",
        "contact_email": "haven@voorbeeld.example",
        "contact_phone": "010 111 11 11",
        "boundary_text": "de kades",
        "boundary": [[51.9, 4.4], [51.8, 4.5]],
    }
    made = api.post("/api/v1/areas", new, format="json")
    assert made.status_code == 201, made.content
    assert made.json()["boundary"] == new["boundary"]
    assert [a["slug"] for a in api.get("/api/v1/areas").json()["results"]] == ["haven"]
    changed = api.patch("/api/v1/areas/haven", {"boundary_text": "de kades en de pier"}, format="json")
    assert changed.json()["boundary_text"] == "de kades en de pier"
    taken = api.post("/api/v1/areas", new, format="json")
    assert (taken.status_code, taken.json()["code"], taken.json()["field"]) == (422, "slug_taken", "slug")
    for who in ("manager", "coordinator"):
        answer = scene.api(who).post("/api/v1/areas", {**new, "slug": "x"}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert ShoppingArea.objects.count() == 3


@pytest.mark.parametrize("boundary", [[[1]], [["a", 2]], [[1, 2, 3]], [[900, 1]], "vierkant", [["nan", 1]]])
def test_border_is_a_list_of_points(scene: Scene, boundary: object) -> None:
    answer = scene.api("coordinator").patch(scene.root, {"boundary": boundary}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_r3_shop_joins_only_with_its_papers(scene: Scene) -> None:
    """Without the papers the missing ones are named; with them it takes part."""
    api = scene.api("coordinator")
    made = api.post(f"{scene.root}/shops", NEW_SHOP, format="json")
    assert made.status_code == 201
    path = f"{scene.root}/shops/{made.json()['id']}"
    refused = api.post(f"{path}/join", {"on": str(scene.today)}, format="json")
    assert (refused.status_code, refused.json()["rule"]) == (422, "R3")
    assert "volmacht" in refused.json()["detail"]
    assert Shop.objects.get(name="Boekhandel").joined_on is None
    papers = dict.fromkeys(PAPERS, str(scene.today))
    assert api.patch(path, papers, format="json").status_code == 200
    joined = api.post(f"{path}/join", {"on": str(scene.today)}, format="json")
    assert joined.json()["joined_on"] == str(scene.today)
    again = api.post(f"{scene.root}/shops", NEW_SHOP, format="json")
    assert (again.status_code, again.json()["code"]) == (422, "shop_exists")


def test_person_gets_a_role_and_loses_it(scene: Scene) -> None:
    api = scene.api("coordinator")
    new = {"email": "nieuw@voorbeeld.example", "name": "Nieuw", "role": "counter", "shop": scene.bakery.pk}
    made = api.post(f"{scene.root}/people", new, format="json")
    assert made.status_code == 201
    assert made.json()["id"] in [row["id"] for row in api.get(f"{scene.root}/people").json()["results"]]
    path = f"{scene.root}/people/{made.json()['id']}/revoke"
    assert api.post(path).status_code == 204
    assert Membership.objects.get(pk=made.json()["id"]).ended_at is not None
    other_area = Membership.objects.get(user=scene.users["stranger"])
    assert api.post(f"{scene.root}/people/{other_area.pk}/revoke").status_code == 404


def test_people_are_for_the_coordinator_alone(scene: Scene) -> None:
    for who in ("manager", "counter", "approver", "municipality"):
        answer = scene.api(who).get(f"{scene.root}/people")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_r30_municipality_takes_no_part(scene: Scene) -> None:
    new = {"email": "municipality@voorbeeld.example", "name": "M", "role": "approver"}
    answer = scene.api("coordinator").post(f"{scene.root}/people", new, format="json")
    assert (answer.status_code, answer.json()["code"]) == (422, "mixed_roles")


def test_permit_names_businesses_of_this_area(scene: Scene) -> None:
    new = {
        "number": "AP-2",
        "granted_on": str(scene.today),
        "valid_from": str(scene.today),
        "businesses": ["Bakkerij bv"],
    }
    api = scene.api("coordinator")
    made = api.post(f"{scene.root}/permits", new, format="json")
    assert (made.status_code, made.json()["businesses"]) == (201, ["Bakkerij bv"])
    stray = api.post(f"{scene.root}/permits", {**new, "businesses": ["Elders bv"]}, format="json")
    assert (stray.status_code, stray.json()["field"]) == (422, "businesses")
    early = {**new, "valid_until": str(scene.today - dt.timedelta(days=1))}
    refused = api.post(f"{scene.root}/permits", early, format="json")
    assert (refused.status_code, refused.json()["code"]) == (422, "ends_before_start")
    assert scene.area.permits.count() == 2


@pytest.mark.parametrize("values", [{"col_ban_serious_m": 25}, {"min_age": 11}, {"photo_brief": "all"}, {"x": 1}])
def test_r18_protocol_above_its_ceiling(scene: Scene, values: dict) -> None:
    new = {
        "values": values,
        "adopted_on": str(scene.today),
        "valid_from": str(scene.today),
        "dpia_version": "2",
    }
    answer = scene.api("coordinator").post(f"{scene.root}/protocols", new, format="json")
    assert answer.status_code in {400, 422}
    assert next(iter(values)) in answer.json()["field"]
    if "col_ban_serious_m" in values:
        assert (answer.status_code, answer.json()["rule"]) == (422, "R18")
    assert Protocol.objects.filter(area=scene.area).count() == 1


def test_r75_new_protocol_is_the_next_version(scene: Scene) -> None:
    new = {
        "values": {"col_warn_m": 6},
        "adopted_on": str(scene.today),
        "valid_from": str(scene.today),
        "dpia_version": "2",
    }
    made = scene.api("coordinator").post(f"{scene.root}/protocols", new, format="json")
    assert (made.status_code, made.json()["number"], made.json()["values"]["col_warn_m"]) == (201, 2, 6)
    listed = scene.api("municipality").get(f"{scene.root}/protocols").json()["results"]
    assert [row["number"] for row in listed] == [2, 1]


def test_who_works_in_a_shop_sees_that_shop_alone(scene: Scene) -> None:
    """As in the pages: the whole list, the permit and the protocol are for who runs or oversees the area."""
    names = {
        who: [row["name"] for row in scene.api(who).get(f"{scene.root}/shops").json()["results"]]
        for who in ("coordinator", "municipality", "manager", "toy_counter", "approver")
    }
    whole = ["Bakkerij", "Speelgoed"]
    assert names == {
        "coordinator": whole,
        "municipality": whole,
        "manager": ["Bakkerij"],
        "toy_counter": ["Speelgoed"],
        "approver": [],
    }
    assert scene.api("manager").get(f"{scene.root}/shops/{scene.toyshop.pk}").status_code == 404
    for path in ("", "/permits", "/protocols"):
        assert scene.api("municipality").get(f"{scene.root}{path}").status_code == 200
        assert scene.api("manager").get(f"{scene.root}{path}").status_code == 403
