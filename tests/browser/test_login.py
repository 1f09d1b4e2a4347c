"""Passkeys and the till in a real browser: with a virtual authenticator, on a phone and wide, judged by axe."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from participants.actions.devices import choose_code, enrol
from participants.clock import now
from participants.models import User
from tests.cast import Cast, build_cast

from .test_pages import judge
from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PASSWORD = "drie woorden en een stoep"
CODE = "582914"


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.SECOND_FACTOR_REQUIRED = True
    cast = build_cast()
    for user in (cast.coordinator, cast.counter_a, cast.manager_a):
        user.set_password(PASSWORD)
        user.save()
    return cast


def give_authenticator(visitor: Visitor) -> Any:
    """A passkey holder inside the browser, that recognises its owner."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def log_in(visitor: Visitor, user: User) -> None:
    visitor.open("account_login")
    visitor.fill(login=user.email, password=PASSWORD)
    visitor.press("login")


def click_and_wait(visitor: Visitor, selector: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(selector).click()


def log_out(visitor: Visitor) -> None:
    visitor.open("account_logout")
    with visitor.page.expect_navigation():
        visitor.main.locator("form button").click()


def test_passkey_is_set_up_and_logs_in(cast: Cast, visit: Callable[..., Visitor]) -> None:
    """From the first log-in of a coordinator to one without any password, and the pages on the way."""
    visitor = visit()
    found = []
    give_authenticator(visitor)
    log_in(visitor, cast.coordinator)
    assert visitor.page.url.endswith(reverse("participants:security")), visitor.text
    assert "Stel eerst een tweede stap in" in visitor.text
    found += judge(visitor)
    visitor.open("mfa_activate_totp")
    found += judge(visitor)
    visitor.open("mfa_add_webauthn")
    found += judge(visitor)
    click_and_wait(visitor, "#passkey-add")
    assert "Bewaar deze codes" in visitor.text
    found += judge(visitor)
    assert Authenticator.objects.filter(user=cast.coordinator, type="webauthn").count() == 1
    for name in ("participants:security", "mfa_list_webauthn", "usersessions_list", "account_change_password",
                 "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_reauthenticate",
                 "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"):  # fmt: skip
        assert visitor.open(name) == 200, name
        found += judge(visitor)
    log_out(visitor)
    visitor.open("account_login")
    found += judge(visitor)
    click_and_wait(visitor, "#passkey-login")
    assert visitor.open("bans:desk", cast.area.slug) == 200
    log_out(visitor)
    log_in(visitor, cast.coordinator)
    assert visitor.page.url.endswith(reverse("mfa_authenticate"))
    found += judge(visitor)
    click_and_wait(visitor, "#passkey-second")
    assert visitor.open("bans:desk", cast.area.slug) == 200
    assert found + visitor.complaints == []


def test_passkey_that_nobody_has_is_told(cast: Cast, visit: Callable[..., Visitor]) -> None:
    """A device without a passkey of ours: a sentence, and the password still works."""
    visitor = visit()
    give_authenticator(visitor)
    visitor.open("account_login")
    visitor.page.locator("#passkey-login").click()
    visitor.page.locator("[data-passkey-error]").wait_for(state="visible")
    log_in(visitor, cast.counter_a)
    assert visitor.page.url.endswith(reverse("bans:counter", args=[cast.area.slug]))
    assert visitor.complaints == []


def at_till(cast: Cast, visitor: Visitor) -> None:
    """The browser of this visitor becomes a till on which one person has a code."""
    device, token = enrol(cast.shop_a, name="Kassa 1", by=cast.manager_a, at=now())
    choose_code(device, code=CODE, by=cast.counter_a, at=now())
    visitor.open("participants:home")
    base = visitor.page.evaluate("location.origin")
    visitor.page.context.add_cookies([{"name": "till", "value": token, "url": base, "httpOnly": True}])


def open_till(visitor: Visitor) -> None:
    visitor.open("participants:till")
    with visitor.page.expect_navigation():
        visitor.main.get_by_text("counter_a").click()
    visitor.fill(code=CODE)
    visitor.press("code")


def test_till_opens_with_a_code_and_locks_itself(cast: Cast, visit: Callable[..., Visitor]) -> None:
    """Two minutes without a touch: the page is cleared and the lock screen is there."""
    visitor = visit(phone=True)
    at_till(cast, visitor)
    found = []
    visitor.open("participants:till")
    found += judge(visitor)
    visitor.page.goto(reverse("participants:till") + f"?wie={cast.counter_a.till_codes.get().pk}")
    found += judge(visitor)
    visitor.page.clock.install()
    open_till(visitor)
    assert "Mag deze persoon naar binnen?" in visitor.text
    visitor.page.clock.fast_forward(60_000)
    assert "Mag deze persoon naar binnen?" in visitor.text
    with visitor.page.expect_navigation():
        visitor.page.clock.fast_forward(61_000)
    assert visitor.page.url.endswith(reverse("participants:till")) and "Wie bent u?" in visitor.text
    assert found + visitor.complaints == []


def test_back_button_shows_nothing_of_who_was_there_before(cast: Cast, visit: Callable[..., Visitor]) -> None:
    """T28: after locking, going back asks the server, and the server asks who it is."""
    visitor = visit()
    at_till(cast, visitor)
    open_till(visitor)
    assert "Mag deze persoon naar binnen?" in visitor.text
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="Vergrendelen").click()
    visitor.page.go_back()
    assert "Mag deze persoon" not in visitor.page.locator("body").inner_text()
    assert visitor.complaints == []


def test_manager_makes_a_till_in_the_browser(cast: Cast, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    give_authenticator(visitor)
    log_in(visitor, cast.manager_a)
    visitor.open("mfa_add_webauthn")
    click_and_wait(visitor, "#passkey-add")
    visitor.open("participants:device-new", cast.area.slug)
    found = judge(visitor)
    visitor.fill(name="Kassa bij de deur")
    visitor.press("name")
    assert "Deze browser is de kassa" in visitor.text
    found += judge(visitor)
    log_out(visitor)
    log_in(visitor, cast.counter_a)
    visitor.open("participants:till-code")
    found += judge(visitor)
    visitor.fill(code=CODE, again=CODE)
    visitor.press("code")
    open_till(visitor)
    assert "Mag deze persoon naar binnen?" in visitor.text
    assert found + visitor.complaints == []
