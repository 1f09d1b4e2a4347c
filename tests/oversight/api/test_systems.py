"""A system of the municipality gets what her pages show, in one area, as long as its key holds, and leaves a trace."""

import datetime as dt
import hashlib
import json
import re

import pytest
import time_machine
from django.core.cache import cache as kept
from django.test import Client
from rest_framework.test import APIClient

from audit.models import Event
from bans.rules.figures import SMALLEST_FIGURE
from oversight.api import entering, keys
from oversight.api.models import OversightKey
from oversight.yearly.models import YearlyReport
from participants.actions.people import invite
from participants.actions.people import revoke as revoke_role
from participants.models import Membership
from participants.refusals import Refusal
from participants.roles import Role
from tests.cast import Cast
from tests.factories import make_sanction
from tests.participants.api.scene import client
from tests.screens import Screens, text
from tests.signed_in import sign_in

from .conftest import ROOMS, Wired

pytestmark = pytest.mark.django_db


def test_a_key_opens_every_room_and_each_call_is_told(wired: Wired) -> None:
    for room in ROOMS:
        answer = wired.get(room)
        assert answer.status_code == 200, (room, answer.content)
    told = Event.objects.filter(action="oversight.fetched").order_by("pk")
    assert [line.facts["what"] for line in told] == list(ROOMS)
    assert {line.actor for line in told} == {f"oversight_key:{wired.key.pk}"}
    assert {line.purpose for line in told} == {"oversight"}
    wired.key.refresh_from_db()
    assert wired.key.last_used_at == wired.cast.at


def test_users_get_it_by_their_role(wired: Wired) -> None:
    for who, status in (("municipality", 200), ("coordinator", 200), ("manager_a", 403), ("stranger", 404)):
        assert {wired.as_user(who, room).status_code for room in ROOMS} == {status}, who
    browser = sign_in(Client(), wired.cast.municipality)
    assert browser.get(wired.address("figures")).json() == wired.get("figures").json()
    assert Client().get(wired.address("figures")).status_code == 401


def test_the_areas_that_a_key_and_a_user_may_see(wired: Wired) -> None:
    def slugs(answer):
        assert answer.status_code == 200
        return [one["slug"] for one in answer.json()]

    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Oversight {wired.token}")
    assert slugs(api.get("/api/v1/oversight/areas")) == [wired.cast.area.slug]
    assert slugs(client(wired.cast.municipality).get("/api/v1/oversight/areas")) == [wired.cast.area.slug]
    assert slugs(client(wired.cast.manager_a).get("/api/v1/oversight/areas")) == []
    assert APIClient().get("/api/v1/oversight/areas").status_code == 401


def test_r8_another_area_is_not_there(wired: Wired) -> None:
    elsewhere, nowhere = (wired.get("figures", slug=slug) for slug in (wired.cast.elsewhere.slug, "nergens"))
    assert elsewhere.status_code == nowhere.status_code == 404
    assert elsewhere.json() == nowhere.json()


def test_r8_a_key_that_tries_another_area_is_counted_and_told(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "MOST", 3)
    slugs = (wired.cast.elsewhere.slug, "getypt", wired.cast.elsewhere.slug, "getypt")
    assert [wired.get("figures", slug=slug).status_code for slug in slugs] == [404, 404, 404, 429]
    assert wired.get("figures").status_code == 429
    told = Event.objects.filter(action="access.refused")
    assert set(told.values_list("actor", "subject", "area", "result")) == {
        (f"oversight_key:{wired.key.pk}", "page:api:oversight-figures", wired.cast.area.slug, "refused")
    }
    # No more lines than the key may ask, and nothing of what was typed.
    assert told.count() == 3 and not [event for event in Event.objects.values() if "getypt" in str(event)]


@pytest.mark.parametrize("token", ["", "x", "a b", "é", "A" * 5000, "'; --"])
def test_a_wrong_key_opens_nothing(wired: Wired, token: str) -> None:
    answer = wired.get("figures", token=token.encode().decode("latin-1"))
    assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Oversight"
    assert answer["Content-Type"].startswith("application/problem+json")


def test_it_opens_nothing_else_and_changes_nothing(wired: Wired) -> None:
    slug = wired.cast.area.slug
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Oversight {wired.token}")
    for address in (f"areas/{slug}", f"areas/{slug}/sanctions", f"areas/{slug}/people", "areas", f"areas/{slug}/shops"):
        assert api.get(f"/api/v1/{address}").status_code == 401, address
    for method in ("post", "put", "patch", "delete"):
        assert getattr(api, method)(wired.address("figures"), {}).status_code == 405


def test_a_revoked_an_old_and_a_leavers_key_open_nothing(wired: Wired) -> None:
    cast = wired.cast
    with time_machine.travel(cast.at + dt.timedelta(days=364), tick=False):
        assert wired.get("papers").status_code == 200
    with time_machine.travel(cast.at + dt.timedelta(days=365), tick=False):
        assert wired.get("papers").status_code == 401
    role = Membership.objects.filter(user=cast.municipality)
    role.update(ended_at=cast.at)
    assert wired.get("papers").status_code == 401
    role.update(ended_at=None)
    assert wired.get("papers").status_code == 200
    # Who gets the role again makes a new key: the old one was nobody's in between.
    later = cast.at + dt.timedelta(hours=1)
    revoke_role(role.get(), by=cast.coordinator, at=later)
    invite(
        cast.area,
        email=cast.municipality.email,
        name="x",
        role=Role.MUNICIPALITY,
        shop=None,
        by=cast.coordinator,
        at=later,
    )
    assert wired.get("papers").status_code == 401
    later += dt.timedelta(minutes=1)
    _key, again = keys.make(cast.area, name="again", by=cast.municipality, at=later)
    with time_machine.travel(later, tick=False):
        assert wired.get("papers", token=again).status_code == 200
        assert wired.get("papers").status_code == 401
    keys.revoke(wired.key, by=cast.coordinator, at=cast.at)
    assert wired.get("papers").status_code == 401


def test_who_makes_and_who_takes_back(wired: Wired) -> None:
    cast = wired.cast
    for user in (cast.coordinator, cast.manager_a, cast.stranger, cast.approver):
        with pytest.raises(Refusal):
            keys.make(cast.area, name="x", by=user, at=cast.at)
    for user in (cast.manager_a, cast.stranger, cast.approver):
        with pytest.raises(Refusal):
            keys.revoke(wired.key, by=user, at=cast.at)
    for _more in range(keys.MOST - 1):
        keys.make(cast.area, name="x", by=cast.municipality, at=cast.at)
    with pytest.raises(Refusal, match="al 10"):
        keys.make(cast.area, name="x", by=cast.municipality, at=cast.at)
    # Those of somebody who left open nothing, and keep nobody from making another.
    later = cast.at + dt.timedelta(hours=1)
    revoke_role(Membership.objects.get(user=cast.municipality), by=cast.coordinator, at=later)
    invite(
        cast.area,
        email=cast.municipality.email,
        name="x",
        role=Role.MUNICIPALITY,
        shop=None,
        by=cast.coordinator,
        at=later,
    )
    keys.make(cast.area, name="x", by=cast.municipality, at=later)
    keys.revoke(wired.key, by=cast.municipality, at=cast.at)
    with pytest.raises(Refusal, match="al ingetrokken"):
        keys.revoke(wired.key, by=cast.coordinator, at=cast.at)
    assert Event.objects.filter(action="oversight_key.revoked").count() == 1


def test_a_key_may_ask_so_often_an_hour(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "MOST", 3)
    assert [wired.get("heads").status_code for _turn in range(4)] == [200, 200, 200, 429]
    late = wired.get("heads")
    assert int(late["Retry-After"]) > 0 and late.json()["code"] == "too_fast"
    with time_machine.travel(wired.cast.at + dt.timedelta(hours=1), tick=False):
        assert wired.get("heads").status_code == 200


def test_r70_figures_are_exactly_those_of_the_page(wired: Wired) -> None:
    answer = wired.get("figures").json()
    assert answer["year"] == 2025 and answer["years"] == [2025]
    screen = Screens(wired.cast).of("municipality")
    page = text(screen.get("oversight:figures", jaar="2025")).casefold()
    tables = [table for section in answer["sections"] for table in section["tables"]]
    cells = [cell for table in tables for row in table["rows"] for cell in row["cells"]]
    assert cells and [cell for cell in cells if cell["text"].casefold() not in page] == []
    numbers = [cell["value"] for cell in cells if cell["value"] is not None]
    assert numbers and min(numbers) >= SMALLEST_FIGURE and any(cell["text"] == "niet getoond" for cell in cells)
    # The year that runs is for who keeps the register.
    assert wired.get("figures", year="2026").status_code == 404
    assert wired.as_user("coordinator", "figures", year="2026").status_code == 200
    assert wired.as_user("municipality", "figures", year="2026").status_code == 404


@pytest.mark.parametrize("year", ["x", "20255", "²025", "-1", "9" * 5000])
def test_a_year_that_is_none(wired: Wired, year: str) -> None:
    assert {wired.get(room, year=year).status_code for room in ("figures", "requests", "gaps")} == {400}


def test_nobody_of_the_register_is_in_any_answer(wired: Wired) -> None:
    cast = wired.cast
    ban = make_sanction(cast, family_name="Qxmerk", given_name="Zyfmerk", address="Geheimstraat 61")
    secrets = ["Qxmerk", "Zyfmerk", "Geheimstraat", ban.reference, ban.person.token, ban.incident.reference]
    # Two of the cast are called after their role, which is a word as well.
    secrets += [user.name for user in (cast.manager_a, cast.counter_a)]
    secrets += [user.email for user in (cast.coordinator, cast.approver, cast.manager_a, cast.municipality)]
    body = "".join(json.dumps(wired.get(room).json(), ensure_ascii=False) for room in ROOMS)
    assert [secret for secret in secrets if secret in body] == []


def test_the_pages_of_the_keys(wired: Wired) -> None:
    screens = Screens(wired.cast)
    for who in ("manager_a", "approver", "stranger"):
        assert screens.of(who).get("oversight:keys").status_code == 404
        assert screens.of(who).post("oversight:key-revoke", wired.key.pk).status_code == 404
    assert screens.of("coordinator").get("oversight:key-new").status_code == 404
    municipality = screens.of("municipality")
    assert municipality.post("oversight:key-new", name="").status_code == 422
    made = municipality.post("oversight:key-new", name="<b>dashboard</b>")
    token = re.search(r'class="secret">([^<]+)<', made.content.decode())
    assert token and wired.get("papers", token=token[1]).status_code == 200
    page = municipality.get("oversight:keys").content.decode()
    assert token[1] not in page and "&lt;b&gt;dashboard" in page
    assert OversightKey.objects.filter(token_hash=token[1]).count() == 0
    assert screens.of("coordinator").post("oversight:key-revoke", wired.key.pk).status_code == 302
    assert wired.get("papers").status_code == 401
    assert screens.of("coordinator").post("oversight:key-revoke", wired.key.pk).status_code == 422
    kept.clear()
    log = text(screens.of("coordinator").get("participants:log"))
    assert "systeem van de gemeente, sleutel" in log


def test_a_key_that_ends_soon_says_so(wired: Wired, cast: Cast) -> None:
    OversightKey.objects.update(ends_on=cast.today + dt.timedelta(days=12))
    assert "nog 12 dagen" in text(Screens(cast).of("coordinator").get("oversight:keys"))
    OversightKey.objects.update(made_on=cast.today - dt.timedelta(days=9), ends_on=cast.today)
    assert "werkt niet meer" in text(Screens(cast).of("coordinator").get("oversight:keys"))


def test_a_system_fetches_the_package_and_the_reports_that_were_adopted(wired: Wired) -> None:
    package = wired.get("package")
    assert package["Content-Type"] == "application/zip" and b"".join(package.streaming_content)[:2] == b"PK"
    assert Event.objects.filter(action="package.made").latest("pk").actor == f"oversight_key:{wired.key.pk}"
    facts = {"area": wired.cast.area, "year": 2025, "held_on": wired.cast.today, "written_at": wired.cast.at}
    who = {"written_by": wired.cast.coordinator}
    YearlyReport.objects.create(**facts, **who, version=2)
    signed = {"adopted_at": wired.cast.at, "adopted_by": wired.cast.coordinator, "pdf": b"%PDF"}
    digest = hashlib.sha256(b"%PDF").hexdigest()
    YearlyReport.objects.create(**facts, **who, **signed, version=1, sha256=digest)
    listed = wired.get("yearly-reports").json()
    assert [(one["year"], one["version"], one["sha256"]) for one in listed] == [(2025, 1, digest)]
    assert wired.get("yearly-reports/2025/versions/1").content == b"%PDF"
    assert wired.get("yearly-reports/2025/versions/2").status_code == 404
