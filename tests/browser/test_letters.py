"""What only a browser shows of letters: a code that leaves no trace, a signature with a finger, a lost network."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from bans.models import Sanction
from notices.actions import letters
from notices.models import Notice, Service
from tests.cast import Cast, cast
from tests.factories import DAY, make_sanction
from tests.notices.test_checking import code_on
from tests.signed_in import sign_in

from .visitor import Visitor

__all__ = ["cast"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def notice(cast: Cast) -> Iterator[Notice]:
    with time_machine.travel(cast.at + dt.timedelta(hours=1), tick=True):
        ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
        yield letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)[0]


def test_scanned_code_leaves_neither_address_nor_history(visit: Callable[..., Visitor], notice: Notice) -> None:
    """Behind the hash it goes to no server; the page takes it from the address and asks in the body."""
    visitor, asked = visit(phone=True), []
    visitor.page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    code = code_on(notice).replace(" ", "")
    visitor.page.goto(f"{reverse('notices:check')}#{code}")
    visitor.page.wait_for_selector("text=Deze brief is echt")
    assert visitor.page.url.endswith("/brief/") and visitor.page.context.cookies() == []
    assert not any(code in request for request in asked) and any(line.startswith("POST") for line in asked)
    assert visitor.page.is_visible("[data-print]")
    assert visitor.findings() == [] and visitor.stopped == []
    visitor.page.go_back()
    assert code not in visitor.page.url


def test_form_to_check_is_fit_for_everybody(visit: Callable[..., Visitor], notice: Notice) -> None:
    visitor = visit(phone=True)
    visitor.open("notices:check")
    assert visitor.findings() == []
    visitor.fill(code="AAAA AAAA AAAA AAAC")
    visitor.press("code")
    assert "verkeerd typte" in visitor.text and visitor.findings() == []


def test_signature_is_drawn_kept_over_a_refusal_and_a_lost_network(
    visit: Callable[..., Visitor], live_server: LiveServer, cast: Cast, notice: Notice
) -> None:
    """With a pen on the screen; what was typed and drawn is never lost."""
    client, visitor = Client(), visit(phone=True)
    sign_in(client, cast.manager_a)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]
    visitor.open("notices:serve", cast.area.slug, notice.pk)
    assert not visitor.page.is_visible("canvas")
    visitor.fill(handed_at="2026-03-16T10:30", place="Bakkerij", receipt="screen")
    draw(visitor)
    assert visitor.findings() == []
    visitor.press("receipt")
    assert "Wie was getuige?" in visitor.text and visitor.page.is_visible("canvas")
    visitor.page.wait_for_selector("[data-drawn]:not([hidden])")
    visitor.fill(witness_name="B. Visser")
    visitor.page.context.set_offline(True)
    visitor.page.click("main form button:not([type=button])")
    visitor.page.wait_for_selector("[data-problem=network]:not([hidden])")
    assert visitor.page.input_value("[name=place]") == "Bakkerij" and not Service.objects.exists()
    visitor.page.context.set_offline(False)
    visitor.press("receipt")
    service = Service.objects.get()
    assert service.signature.startswith(b"\xff\xd8") and service.witness_name == "B. Visser"
    assert Sanction.objects.get(pk=notice.sanction_id).served_at


def draw(visitor: Visitor) -> None:
    box = visitor.page.locator("canvas").bounding_box()
    assert box
    mouse, middle = visitor.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 20, middle)
    mouse.down()
    for step in range(1, 20):
        mouse.move(box["x"] + 20 + 8 * step, middle + (40 if step % 2 else -40))
    mouse.up()
