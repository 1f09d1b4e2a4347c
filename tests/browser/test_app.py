"""Drempel as an app on a phone: what it keeps, and what it says without network."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bans import photo_views
from bans.actions.endings import lift
from bans.models import Sanction
from tests.cast import Cast, build_cast
from tests.factories import make_sanction
from tests.signed_in import sign_in

from .visitor import Visitor

SLUG = "markt"
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
KEPT = """async () => {
    const told = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) told.push(new URL(request.url).pathname);
    return {
        local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
        databases: (await indexedDB.databases()).length, kept: told,
    };
}"""


@pytest.fixture
def banned() -> Iterator[tuple[Cast, Sanction]]:
    """A collective ban that runs, on the day on which the tests play; the clock ticks."""
    people = build_cast()
    with time_machine.travel(people.at, tick=True):
        yield people, make_sanction(people, given_name="Anna", family_name="Voorbeeld")


@pytest.fixture
def at_work(visit: Callable[..., Visitor], banned: tuple[Cast, Sanction]) -> Callable[..., Visitor]:
    """Somebody of the counter of another shop, signed in."""

    def make(**how: Any) -> Visitor:
        visitor = visit(**how)
        visitor.open("participants:home")
        host = visitor.page.url.split("/")[2]
        cookies = sign_in(Client(), banned[0].counter_b).cookies
        visitor.page.context.add_cookies(
            [
                {"name": name, "value": morsel.value, "url": f"http://{host}", "httpOnly": True}
                for name, morsel in cookies.items()
            ]
        )
        return visitor

    return make


def ask(visitor: Visitor) -> None:
    visitor.open("bans:counter", SLUG)
    visitor.fill(family_name="Voorbeeld", given_name="Anna")
    visitor.press("family_name")


def ready(visitor: Visitor) -> None:
    """Wait until the worker took over."""
    visitor.page.evaluate(
        "() => navigator.serviceWorker.controller || new Promise(done =>"
        " navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true }))"
    )


def kept(visitor: Visitor) -> dict[str, Any]:
    return visitor.page.evaluate(KEPT)


def test_without_network_the_frame_opens_and_says_so(visit: Callable[..., Visitor]) -> None:
    """Let everyone in, and nothing about anybody; readable by light and dark, for who hears the page as well."""
    visitor = visit(phone=True, app=True)
    visitor.open("account_login")
    ready(visitor)
    visitor.page.context.set_offline(True)
    visitor.page.goto(reverse("toolbox:list"))
    assert "Geen verbinding" in visitor.text and "Laat iedereen binnen" in visitor.text and "112" in visitor.text
    assert visitor.page.locator(".outcome").first.evaluate("e => getComputedStyle(e).display") == "grid"
    visitor.page.context.set_offline(False)
    assert in_both_schemes(visitor) + visitor.complaints == []
    with visitor.page.expect_navigation():
        visitor.page.locator("main .button").first.click()
    assert visitor.page.locator(".hero").count() == 1


def test_nothing_about_anybody_stays_on_the_device(at_work: Callable[..., Visitor]) -> None:
    """After a question and its answer the browser holds static files and the page for without network, no more."""
    visitor = at_work(phone=True, app=True)
    ready(visitor)
    ask(visitor)
    assert visitor.page.locator(".outcome--banned").count() == 1
    visitor.open("bans:brief", SLUG)
    found = kept(visitor)
    addresses = found.pop("kept")
    assert found == {"local": 0, "session": 0, "cookies": "", "databases": 0}
    assert "/zonder-verbinding/" in addresses and "/static/css/tokens.css" in addresses
    assert [a for a in addresses if not a.startswith("/static/") and a != "/zonder-verbinding/"] == []
    assert visitor.complaints == []


def test_lifted_ban_leaves_an_open_screen(at_work: Callable[..., Visitor], banned: tuple[Cast, Sanction]) -> None:
    """Within ten seconds, and nobody has to press anything; what somebody was typing stays."""
    people, sanction = banned
    visitor = at_work(phone=True)
    ask(visitor)
    assert visitor.page.locator(".outcome--banned").count() == 1
    visitor.fill(family_name="De volgen")
    lift(sanction, reason="Afgesproken met betrokkene.", by=people.coordinator, at=people.at)
    visitor.page.locator(".outcome--banned").wait_for(state="detached", timeout=20_000)
    assert "Er is iets veranderd" in visitor.page.locator("[data-say]").inner_text()
    assert visitor.page.locator('[name="family_name"]').input_value() == "De volgen"
    assert visitor.complaints == []


def test_open_screen_says_when_it_cannot_ask(at_work: Callable[..., Visitor]) -> None:
    """And that what is not known is no ban. It takes the words back when there is a connection again."""
    visitor = at_work(phone=True)
    ask(visitor)
    said = visitor.page.locator("[data-say]")
    visitor.page.context.set_offline(True)
    said.locator(".notice--warning").wait_for()
    assert "nooit een verbod" in said.inner_text() and "112" in said.inner_text()
    visitor.page.locator(".outcome").wait_for(state="hidden", timeout=20_000)
    visitor.page.context.set_offline(False)
    said.locator(".notice").wait_for(state="detached")
    visitor.page.locator(".outcome").wait_for(state="visible")


def test_details_close_by_themselves(
    at_work: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch, banned: tuple[Cast, Sanction]
) -> None:
    """Each page of the counter is readable for everybody, by light and dark; and the details go when time is up."""
    visitor = at_work(phone=True)
    ask(visitor)
    found = in_both_schemes(visitor)
    monkeypatch.setattr(photo_views, "SHOWN", 8)
    with visitor.page.expect_navigation():
        visitor.page.locator('button[name="reason"]').first.click()
    assert visitor.page.locator("[data-seconds]").inner_text() in {"6", "7", "8"}
    found += in_both_schemes(visitor)
    visitor.page.locator("[data-close-after]").wait_for(state="detached", timeout=20_000)
    visitor.page.wait_for_url("**/balie/")
    assert visitor.page.locator("h1").inner_text() == "Mag deze persoon naar binnen?"
    visitor.open("bans:brief", SLUG)
    assert found + in_both_schemes(visitor) + visitor.complaints == []


def in_both_schemes(visitor: Visitor) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        # Without the colours fading over, which would be judged halfway.
        visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += visitor.findings()
    return found
