"""The one call of a till system or a door: what it tells, what it refuses, and the two clients that we give away."""

import datetime as dt
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer
from rest_framework.test import APIClient

from audit.models import Event
from bans.models import CounterCheck, Photo
from participants.actions import devices
from participants.actions.shops import leave
from participants.models import Device
from participants.models.device import DeviceKind
from tests.access.routes import every_route
from tests.factories import JPEG
from tests.participants.api.scene import FILE_MARKS, Scene

from .test_bad_input import assert_problem

ADDRESS = "/api/v1/till/checks"
CLIENTS = Path(settings.BASE_DIR) / "docs" / "clients"
KEES = {"family_name": "de Vries", "given_name": "Kees"}
KEYS = {"receipt", "outcome", "likeness", "label", "exception"}


def enrol(scene: Scene, kind: str = DeviceKind.SYSTEM) -> tuple[Device, str]:
    return devices.enrol(scene.toyshop, name="deur", by=scene.users["toy_manager"], at=scene.at, kind=kind)


def till(token: str) -> APIClient:
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Till {token}")
    return api


@pytest.fixture
def door(scene: Scene) -> APIClient:
    ban = scene.collective_ban()
    Photo.objects.create(area=scene.area, person=ban.person, jpeg=JPEG, taken_at=scene.at)
    return till(enrol(scene)[1])


def test_r47_a_till_is_told_one_word_and_a_receipt_that_is_on_record(door: APIClient) -> None:
    response = door.post(ADDRESS, KEES, format="json")
    answer = response.json()
    assert (response.status_code, set(answer), answer["outcome"]) == (201, KEYS, "banned")
    check = CounterCheck.objects.get(token=answer["receipt"].replace("-", ""))
    assert (check.asked_by, check.device) == (None, Device.objects.get())
    assert not [mark for mark in (*FILE_MARKS, "Vries", "Kees") if mark in response.content.decode()]


def test_g29_no_name_in_the_log_or_the_log_of_the_process(door: APIClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bans")
    caplog.set_level(logging.INFO, logger="django")
    for question in (KEES, {"family_name": "Zwanenburg", "given_name": "Fenna"}, {"family_name": "Zwanenburg"}):
        door.post(ADDRESS, question, format="json")
    kept = caplog.text + str(list(Event.objects.values())) + str(list(CounterCheck.objects.values("match")))
    assert not [word for word in ("Zwanenburg", "Fenna", "Vries", "Kees") if word.lower() in kept.lower()]


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({}, 400, "invalid", "family_name"),
        ({"family_name": ""}, 400, "invalid", "family_name"),
        ({"family_name": ["Vries"]}, 400, "invalid", "family_name"),
        ({**KEES, "birth_year": "x"}, 400, "invalid", "birth_year"),
        ({"family_name": "V" * 81, "given_name": "Kees"}, 400, "invalid", "family_name"),
        ({"family_name": "de Vries"}, 422, "too_little", "given_name"),
        ({"family_name": "de Vries", "given_name": "K."}, 422, "initial_only", "given_name"),
        ({"family_name": "123", "given_name": "Kees"}, 422, "surname_missing", "family_name"),
        ({**KEES, "birth_year": 1800}, 422, "bad_year", "birth_year"),
    ],
)
def test_r47_bad_questions_are_problems_and_leave_no_trace(
    door: APIClient, body: dict, status: int, code: str, field: str
) -> None:
    assert_problem(door.post(ADDRESS, body, format="json"), status, code, field=field)
    assert not CounterCheck.objects.exists()


def test_r47_no_json_is_a_problem(door: APIClient) -> None:
    assert_problem(door.post(ADDRESS, "{", content_type="application/json"), 400, "invalid")
    assert_problem(door.post(ADDRESS, "[]", content_type="application/json"), 400, "invalid")
    assert_problem(door.get(ADDRESS), 405, "method_not_allowed")


def test_g18_only_the_token_of_a_till_system_opens_it(scene: Scene) -> None:
    _browser, cookie = enrol(scene, DeviceKind.TILL)
    user = scene.api("toy_counter")
    for client in (till(cookie), till("wrong"), till(""), user, APIClient()):
        response = client.post(ADDRESS, KEES, format="json")
        assert_problem(response, 401, "not_authenticated")
        assert response["WWW-Authenticate"] == "Till"


def test_g18_a_revoked_device_is_out_at_once(scene: Scene) -> None:
    device, token = enrol(scene)
    assert till(token).post(ADDRESS, KEES, format="json").status_code == 201
    devices.revoke(device, by=scene.users["toy_manager"], at=scene.at)
    assert_problem(till(token).post(ADDRESS, KEES, format="json"), 401, "not_authenticated")


def test_r5_a_shop_that_left_asks_nothing_more(scene: Scene) -> None:
    _device, token = enrol(scene)
    leave(scene.toyshop, on=scene.today - dt.timedelta(days=1), by=scene.users["coordinator"], at=scene.at)
    assert_problem(till(token).post(ADDRESS, KEES, format="json"), 401, "not_authenticated")


def test_r47_too_often_says_when_to_come_back(door: APIClient) -> None:
    for _ in range(10):
        assert door.post(ADDRESS, KEES, format="json").status_code == 201
    response = door.post(ADDRESS, KEES, format="json")
    assert_problem(response, 429, "wait", rule="R47")
    assert 0 < int(response["Retry-After"]) <= 60
    assert CounterCheck.objects.count() == 10


def test_g18_a_till_system_opens_no_other_address(scene: Scene, door: APIClient) -> None:
    """Addresses of the register and of the area, by API and as pages: not logged in, or sent to log in."""
    device = Device.objects.get()
    for route in every_route():
        values: dict[str, object] = {kind or "": "1" for _parameter, kind in route.names}
        address = route.address({**values, "area": scene.area.slug})
        if not route.inside_an_area or address == ADDRESS:
            continue
        for method in route.methods:
            response = door.generic(method, address)
            to_log_in = response.status_code == 302 and "/account/login/" in response["Location"]
            assert to_log_in or response.status_code in (401, 403, 404, 405), (method, address, response.status_code)
    assert not Event.objects.filter(actor=f"device:{device.pk}").exists()


def in_python(*typed: str, address: str, token: str) -> dict:
    return run([sys.executable, str(CLIENTS / "till.py"), *flags(*typed)], address, token)


def flags(family: str, given: str = "", year: str = "") -> list[str]:
    return [family, *(["--given", given] if given else []), *(["--year", year] if year else [])]


def in_node(*typed: str, address: str, token: str) -> dict:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    return run([node, str(CLIENTS / "till.js"), *typed], address, token)


def run(command: list[str], address: str, token: str) -> dict:
    known = {"DREMPEL_ADDRESS": address, "DREMPEL_TOKEN": token}
    done = subprocess.run(command, env={**os.environ, **known}, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return json.loads(done.stdout)


Client = Callable[..., dict]


@pytest.mark.parametrize("client", [in_python, in_node])
def test_given_client_against_a_real_server(live_server: LiveServer, scene: Scene, client: Client) -> None:
    """Every answer of the table in docs/clients: the four words, and what makes somebody unknown."""
    ban = scene.collective_ban()
    Photo.objects.create(area=scene.area, person=ban.person, jpeg=JPEG, taken_at=scene.at)
    device, token = enrol(scene)
    known: dict[str, Any] = {"address": live_server.url + ADDRESS, "token": token}
    banned = client("de Vries", "Kees", **known)
    assert (banned["outcome"], banned["to_do"]) == ("banned", "")
    assert CounterCheck.objects.filter(token=banned["receipt"].replace("-", "")).exists()
    assert client("Zwanenburg", "", "1990", **known)["outcome"] == "welcome"
    unknown = {"outcome": "unknown", "receipt": "", "wait": 0}
    assert client("de Vries", **known) == {**unknown, "to_do": "correct_question"}
    assert client("V" * 81, "Kees", **known) == {**unknown, "to_do": "correct_question"}
    assert client("de Vries", "Kees", address="http://127.0.0.1:9/", token=token) == {**unknown, "to_do": "try_later"}
    assert client("de Vries", "Kees", address=live_server.url, token=token) == {**unknown, "to_do": "try_later"}
    scene.area.protocols.update(values={"checks_minute_n": 2})
    waits = client("de Vries", "Kees", **known)
    assert (waits["outcome"], waits["to_do"]) == ("unknown", "wait") and 0 < waits["wait"] <= 60
    devices.revoke(device, by=scene.users["toy_manager"], at=scene.at)
    assert client("de Vries", "Kees", **known) == {**unknown, "to_do": "tell_manager"}


def test_given_clients_are_short_and_need_nothing() -> None:
    for name in ("till.py", "till.js"):
        text = (CLIENTS / name).read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 60, name
        assert "require(" not in text.replace("require.main", "") and "import {" not in text
