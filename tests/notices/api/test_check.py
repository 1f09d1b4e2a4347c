"""Checking a letter through the API: for anybody, with the limits of the page."""

from django.test import Client
from rest_framework.test import APIClient

from notices.actions.checking import EACH
from notices.codes import new_code
from notices.models import Notice
from participants.problems import MEDIA_TYPE
from tests.notices.test_checking import code_on
from tests.participants.api.scene import Scene

from .test_service import approved_ban, handing, printed

ADDRESS = "/api/v1/letters/check"


def notice_of(scene: Scene) -> Notice:
    return Notice.objects.get(pk=printed(scene, approved_ban(scene))["id"])


def test_program_learns_what_the_page_tells(scene: Scene) -> None:
    notice = notice_of(scene)
    answer = APIClient().post(ADDRESS, {"code": code_on(notice)}, format="json")
    told = answer.json()
    assert (answer.status_code, told["standing"], told["kind"]) == (200, "not_served", "collective_ban")
    scene.api("manager").post(f"{scene.root}/letters/{notice.pk}/serve", handing(), format="json")
    told = APIClient().post(ADDRESS, {"code": code_on(notice)}, format="json").json()
    assert set(told) == {
        "reference", "made_on", "standing", "kind", "area", "measures", "collective", "premises", "list_number",
        "list_made_on", "boundary_text",
    }  # fmt: skip
    assert told["measures"][0]["starts_on"] == str(scene.today)
    assert {shop["name"] for shop in told["premises"]} == {"Bakkerij", "Speelgoed"}
    assert "Vries" not in answer.content.decode() and not answer.cookies


def test_what_is_wrong_is_told_as_a_problem(scene: Scene) -> None:
    notice = notice_of(scene)
    for body, status, code in (
        ({"code": new_code()}, 404, "unknown_letter"),
        ({"code": code_on(notice)[:-1]}, 422, "mistyped"),
        ({"code": ["x"]}, 400, "invalid"),
        ({}, 400, "invalid"),
    ):
        answer = APIClient().post(ADDRESS, body, format="json")
        assert (answer.status_code, answer.json()["code"], answer["Content-Type"]) == (status, code, MEDIA_TYPE)
    assert APIClient().get(ADDRESS).status_code == 405


def test_page_and_api_share_their_limits(scene: Scene) -> None:
    code = code_on(notice_of(scene))
    for _time in range(EACH):
        assert Client().post("/brief/", {"code": new_code()}).status_code == 404
    answer = APIClient().post(ADDRESS, {"code": code}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (429, "wait")
    assert 0 < int(answer["Retry-After"]) <= 600
