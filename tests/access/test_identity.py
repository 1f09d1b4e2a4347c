"""Address and birth date open for the coordinator alone, on request, just after a proof of who looks (D16, R45)."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from audit.models import Event
from bans.models import Sanction
from tests.cast import Cast
from tests.factories import make_sanction
from tests.participants.api.scene import client
from tests.screens import Screens, cast, screens, text  # noqa: F401
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
HOME = "Geheimstraat 61"
ASKED = {"adres": "ja"}


@pytest.fixture
def ban(cast: Cast) -> Sanction:  # noqa: F811
    return make_sanction(cast, address=HOME, birth_date=dt.date(1987, 3, 9))


def looks() -> int:
    return Event.objects.filter(action="identity.viewed").count()


def test_file_offers_them_and_does_not_show_them(screens: Screens, ban: Sanction) -> None:  # noqa: F811
    page = screens.of("coordinator").get("bans:sanction", ban.reference)
    assert "Toon adres en geboortedatum" in text(page)
    assert HOME not in page.content.decode() and "1987" not in page.content.decode()
    assert looks() == 0


def test_they_show_on_request_and_that_is_written_down(screens: Screens, ban: Sanction) -> None:  # noqa: F811
    page = screens.of("coordinator").get("bans:sanction", ban.reference, **ASKED)
    assert HOME in text(page) and "9 maart 1987" in text(page)
    assert looks() == 1
    line = Event.objects.get(action="identity.viewed")
    assert line.subject == f"person:{ban.person.token}" and line.actor == f"user:{screens.cast.coordinator.pk}"


@pytest.mark.parametrize("who", ["manager_a", "counter_a", "approver", "municipality"])
def test_nobody_else_is_offered_them(screens: Screens, ban: Sanction, who: str) -> None:  # noqa: F811
    page = screens.of(who).get("bans:sanction", ban.reference, **ASKED)
    assert page.status_code in (200, 404)
    assert "Toon adres" not in page.content.decode() and HOME not in page.content.decode()
    assert looks() == 0


@pytest.mark.parametrize("door", ["page", "api"])
def test_proof_is_asked_again_after_a_quarter_of_an_hour(screens: Screens, ban: Sanction, door: str) -> None:  # noqa: F811
    browser = sign_in(Client(), screens.cast.coordinator)
    slug = screens.cast.area.slug
    page = f"/gebied/{slug}/maatregel/{ban.reference}/?adres=ja"
    address = page if door == "page" else f"/api/v1/areas/{slug}/sanctions/{ban.reference}/identity"
    with time_machine.travel(screens.cast.at + dt.timedelta(minutes=14), tick=False):
        assert HOME in browser.get(address).content.decode()
    with time_machine.travel(screens.cast.at + dt.timedelta(minutes=16), tick=False):
        late = browser.get(address)
        assert HOME not in late.content.decode()
        assert late.status_code == (302 if door == "page" else 403)
        if door == "page":
            assert "reauthenticate" in late["Location"] or "login" in late["Location"]
    assert looks() == 1


def test_a_token_is_no_proof(screens: Screens, ban: Sanction) -> None:  # noqa: F811
    address = f"/api/v1/areas/{screens.cast.area.slug}/sanctions/{ban.reference}/identity"
    answer = client(screens.cast.coordinator).get(address)
    assert answer.status_code == 403 and HOME not in answer.content.decode()
