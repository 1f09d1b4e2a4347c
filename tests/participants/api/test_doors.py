"""Every address of the API, read from the schema: without login, as a stranger, as an onlooker."""

from collections.abc import Iterator

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient
from rest_framework.throttling import UserRateThrottle

from bans.models import Sanction
from participants.models import ShoppingArea
from participants.problems import MEDIA_TYPE
from tests.participants.api.scene import Scene, client

WRITING = ("post", "put", "patch", "delete")


def operations() -> Iterator[tuple[str, str]]:
    """Every method and path within an area."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, methods in schema["paths"].items():
        if "{slug}" in path:
            yield from ((method, path) for method in methods if method != "parameters")


def filled(path: str, scene: Scene, slug: str = "markt") -> str:
    """The path with real references in it."""
    ban = Sanction.objects.first() or scene.collective_ban()
    reference = ban.incident.reference if "/incidents/" in path else ban.reference
    values = {"slug": slug, "id": scene.bakery.pk, "pk": scene.bakery.pk, "token": "0" * 16}
    values |= {"year": 2025, "version": 1}
    values["key"] = f"serve_by.{reference}.2026-04-15"
    return path.format(**values, reference=reference)


def test_there_is_an_address_for_every_deed() -> None:
    """The list below is not empty by accident."""
    assert len(list(operations())) >= 40


def test_nobody_comes_in_without_login(scene: Scene) -> None:
    for method, path in operations():
        answer = getattr(client(), method)(filled(path, scene))
        assert (answer.status_code, answer["Content-Type"]) == (401, MEDIA_TYPE), (method, path)
        # A system of the municipality comes in by another word.
        assert answer["WWW-Authenticate"] == ("Oversight" if "/oversight/" in path else "Token")


def test_r8_stranger_hears_the_same_as_about_nothing(scene: Scene) -> None:
    """Another area's coordinator gets one answer for what is there and for what is not."""
    api = scene.api("stranger")
    for method, path in operations():
        there = getattr(api, method)(filled(path, scene), {}, format="json")
        nowhere = getattr(api, method)(filled(path, scene, slug="bestaat-niet"), {}, format="json")
        assert (there.status_code, there["Content-Type"]) == (404, MEDIA_TYPE), (method, path)
        assert there.content == nowhere.content, (method, path)


def test_r30_municipality_changes_nothing(scene: Scene) -> None:
    """Whoever oversees may not create, approve, serve or change."""
    api = scene.api("municipality")
    for method, path in operations():
        if method in WRITING:
            answer = getattr(api, method)(filled(path, scene), {"reason": "x"}, format="json")
            assert answer.status_code in {403, 404}, (method, path)


def test_wrong_token_and_inactive_user(scene: Scene) -> None:
    api = client()
    api.credentials(HTTP_AUTHORIZATION="Token verzonnen")
    assert api.get("/api/v1/areas").status_code == 401
    manager = scene.users["manager"]
    manager.is_active = False
    manager.save()
    assert scene.api("manager").get("/api/v1/areas").status_code == 401


def test_browser_session_needs_its_csrf_token(scene: Scene) -> None:
    """A page elsewhere cannot let a logged-in browser do a deed."""
    api = APIClient(enforce_csrf_checks=True)
    api.force_login(scene.users["coordinator"])
    assert api.get(scene.root).status_code == 200
    answer = api.patch(scene.root, {"name": "Gekaapt"}, format="json")
    assert (answer.status_code, answer["Content-Type"]) == (403, MEDIA_TYPE)


@pytest.mark.parametrize(
    ("method", "path", "kwargs", "status", "code"),
    [
        ("delete", "", {}, 405, "method_not_allowed"),
        ("patch", "", {"data": "{", "content_type": "application/json"}, 400, "invalid"),
        ("patch", "", {"data": "a", "content_type": "text/csv"}, 415, "unsupported_media_type"),
        ("get", "", {"HTTP_ACCEPT": "application/xml"}, 406, "not_acceptable"),
        ("get", "/shops?page=999", {}, 404, "not_found"),
        ("get", "/counter-state", {}, 403, "not_allowed"),
        ("get", f"/shops/{10**30}", {}, 404, "not_found"),
        ("get", "/shops/", {}, 404, "not_found"),
        ("post", "/bestaat/niet", {}, 404, "not_found"),
        ("get", "/regel%0Aeinde", {}, 404, "not_found"),
    ],
)
def test_other_errors_are_problems_too(
    scene: Scene, method: str, path: str, kwargs: dict, status: int, code: str
) -> None:
    answer = getattr(scene.api("coordinator"), method)(f"{scene.root}{path}", **kwargs)
    assert (answer.status_code, answer["Content-Type"]) == (status, MEDIA_TYPE)
    assert answer.json()["code"] == code
    assert answer.json()["title"] and answer.json()["detail"]


def test_too_many_requests(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": "2/min"})
    answers = [scene.api("manager").get(f"{scene.root}/shops") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert answers[-1]["Content-Type"] == MEDIA_TYPE
    assert int(answers[-1]["Retry-After"]) > 0


def test_body_that_is_too_large(scene: Scene, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50
    answer = scene.api("coordinator").patch(scene.root, {"name": "x" * 200}, format="json")
    assert (answer.status_code, answer["Content-Type"]) == (413, MEDIA_TYPE)
    assert answer.json()["code"] == "too_large" and "te groot" in answer.json()["detail"]
    assert not ShoppingArea.objects.filter(name__contains="xxx").exists()


def test_english_for_who_asks_for_it(scene: Scene) -> None:
    """The problem speaks the language of the request; its code does not change."""
    answer = scene.api("manager").get(f"{scene.root}/people", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.json()["code"] == "not_allowed"
    assert answer["Content-Language"] == "en"
