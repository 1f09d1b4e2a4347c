"""What only a browser shows of letters: a code that leaves no trace, a signature with a finger, a lost network."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from bans.logos import clean_logo
from bans.models import Sanction
from notices.actions import letters
from notices.models import LetterDesign, Notice, Service
from notices.pages import designs
from participants.models import User
from tests.bans.hostile_photos import picture, saved
from tests.cast import Cast, cast
from tests.factories import DAY, make_sanction
from tests.notices.test_checking import code_on
from tests.signed_in import sign_in

from .visitor import Visitor

__all__ = ["cast"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


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
    visitor.page.goto(f"{reverse('rights:own')}#{code}")
    visitor.page.wait_for_selector("text=Deze brief is echt")
    assert visitor.page.url.endswith("/brief/") and visitor.page.context.cookies() == []
    assert not any(code in request for request in asked) and any(line.startswith("POST") for line in asked)
    assert visitor.page.is_visible("[data-print]")
    assert visitor.findings() == [] and visitor.stopped == []
    visitor.page.go_back()
    assert code not in visitor.page.url


def test_own_page_is_fit_for_everybody_in_two_directions(
    visit: Callable[..., Visitor], cast: Cast, notice: Notice
) -> None:
    """On a phone, with the keys of a keyboard in mind: from the code to the number, without a name or a cookie."""
    visitor = visit(phone=True)
    for language, direction in (("nl", "ltr"), ("ar", "rtl")):
        visitor.page.goto(f"{reverse('rights:own')}?taal={language}&groot=1")
        visitor.fill(code=code_on(notice))
        visitor.press("code")
        assert visitor.page.locator("html").get_attribute("dir") == direction
        assert visitor.findings() == [] and fits(visitor)
        with visitor.page.expect_navigation():
            visitor.page.click("button[name=dispute][value=person]")
        assert visitor.page.is_checked("[name=dispute][value=person]")
        assert visitor.findings() == [] and fits(visitor)
        visitor.page.fill("[name=words]", "Ik was er niet. لم أكن هناك.")
        visitor.page.click("details > summary")
        with visitor.page.expect_navigation():
            visitor.page.click("button[name=taal][value=tr]")
        assert visitor.page.input_value("[name=words]") == "Ik was er niet. لم أكن هناك."
        with visitor.page.expect_navigation():
            visitor.page.click("button[name=send]")
        assert visitor.page.is_visible("[data-print]") and visitor.findings() == [] and fits(visitor)
    assert not Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).exists()
    assert visitor.page.context.cookies() == [] and visitor.stopped == [] and visitor.complaints == []


def fits(visitor: Visitor) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_form_to_check_is_fit_for_everybody(visit: Callable[..., Visitor], notice: Notice) -> None:
    visitor = visit(phone=True)
    visitor.open("rights:own")
    assert visitor.findings() == []
    visitor.fill(code="AAAA AAAA AAAA AAAC")
    visitor.press("code")
    assert "verkeerd typte" in visitor.text and visitor.findings() == []


def test_signature_is_drawn_kept_over_a_refusal_and_a_lost_network(
    visit: Callable[..., Visitor], live_server: LiveServer, cast: Cast, notice: Notice
) -> None:
    """With a pen on the screen; what was typed and drawn is never lost."""
    visitor = signed_in(visit(phone=True), live_server, cast.manager_a)
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


def test_letter_follows_what_is_typed(visit: Callable[..., Visitor], live_server: LiveServer, cast: Cast) -> None:
    """Without a press: the letter beside the form has it, in its own style; what cannot be in it is said, with why."""
    visitor = signed_in(visit(), live_server, cast.coordinator)
    visitor.open("notices:design", cast.area.slug)
    letter, told = visitor.page.frame_locator("[data-preview] iframe"), visitor.page.locator("[data-preview-told]")
    visitor.page.fill("[name=opening]", "Welkom bij {{ winkel }}.")
    letter.get_by_text("Welkom bij Winkel Voorbeeld.").wait_for()
    # The margin is of the style alone: the policy lets it in.
    assert letter.locator("body").evaluate("body => getComputedStyle(body).paddingLeft") != "0px"
    assert told.inner_text() == "" and visitor.findings() == []
    visitor.page.fill("[name=opening]", "Welkom bij {{ naam }}.")
    told.get_by_text("Dit veld bestaat niet: {{ naam }}.").wait_for()
    assert told.get_attribute("role") == "status" and visitor.findings() == []
    assert letter.get_by_text("Welkom bij Winkel Voorbeeld.").is_visible()
    visitor.page.fill("[name=opening]", "Tot ziens.")
    letter.get_by_text("Tot ziens.").wait_for()
    assert told.inner_text() == ""
    visitor.page.context.set_offline(True)
    visitor.page.fill("[name=opening]", "Zonder verbinding.")
    told.get_by_text("Wat u typte staat er nog.").wait_for()
    assert visitor.stopped == [] and not LetterDesign.objects.exists()


def test_letter_has_the_logo_that_was_just_chosen(
    visit: Callable[..., Visitor], live_server: LiveServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes over the line once, and stays while the typing goes on; a form that came back wrong gets its letter."""
    visitor = signed_in(visit(), live_server, cast.coordinator)
    visitor.open("notices:design", cast.area.slug)
    visitor.page.fill("[name=opening]", "{{ naam }}")
    visitor.page.locator("button[value=page]").click()
    visitor.page.wait_for_selector("#errors")
    assert not visitor.page.is_visible("[data-preview]")
    letter, came = visitor.page.frame_locator("[data-preview] iframe"), []
    monkeypatch.setattr(designs, "clean_logo", lambda logo: came.append(logo.name) or clean_logo(logo))
    file = {"name": "logo.png", "mimeType": "image/png", "buffer": saved(picture(size=(400, 100)), "PNG")}
    visitor.page.fill("[name=opening]", "Eerst.")
    visitor.page.set_input_files("[name=logo]", file)  # type: ignore[arg-type]
    letter.get_by_text("Eerst.").wait_for()
    assert not visitor.page.is_visible("#errors")
    visitor.page.fill("[name=opening]", "Daarna.")
    letter.get_by_text("Daarna.").wait_for()
    assert letter.locator("img[src^='data:image/jpeg']").count() and came == ["logo.png"]
    assert visitor.stopped == [] and visitor.complaints == []


def signed_in(visitor: Visitor, server: LiveServer, user: User) -> Visitor:
    client = Client()
    sign_in(client, user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}
    visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return visitor


def draw(visitor: Visitor) -> None:
    box = visitor.page.locator("canvas").bounding_box()
    assert box
    mouse, middle = visitor.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 20, middle)
    mouse.down()
    for step in range(1, 20):
        mouse.move(box["x"] + 20 + 8 * step, middle + (40 if step % 2 else -40))
    mouse.up()
