"""A shared till: enrolled by the manager, opened by each with a code of their own, locked by itself (T21, T28)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from participants.accounts.easy_codes import is_easy
from participants.actions.devices import choose_code, enrol
from participants.actions.people import invite
from participants.models import Device, TillCode, User
from participants.roles import Role
from tests.cast import Cast
from tests.refused import refused
from tests.signed_in import sign_in

from .conftest import CODE, log_in, signed_in, unlock
from .test_second_factor import give_app


def counter_page(client: Client) -> Any:
    return client.get(reverse("bans:counter", args=["markt"]))


def lock_screen(client: Client, **query: Any) -> str:
    return client.get(reverse("participants:till"), query).content.decode()


def test_manager_makes_this_browser_a_till(cast: Cast, clock: Any) -> None:
    client = sign_in(Client(), cast.manager_a)
    give_app(cast.manager_a)
    fields = {"name": "Kassa 1", "shop": cast.shop_a.pk}
    assert client.post(reverse("participants:device-new", args=["markt"]), fields).status_code == 302
    cookie = client.cookies["till"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    device = Device.objects.get()
    assert cookie.value not in device.token_hash and len(cookie.value) > 40
    assert "Deze browser is de kassa" in client.get(reverse("participants:devices", args=["markt"])).content.decode()
    assert "Nog niemand" in lock_screen(client)


def test_manager_makes_no_till_of_another_shop(cast: Cast, clock: Any) -> None:
    client = sign_in(Client(), cast.manager_a)
    give_app(cast.manager_a)
    fields = {"name": "Kassa", "shop": cast.shop_b.pk}
    assert client.post(reverse("participants:device-new", args=["markt"]), fields).status_code == 422
    with refused("not_allowed"):
        enrol(cast.shop_b, name="Kassa", by=cast.manager_a, at=cast.at)
    with refused("not_allowed"):
        enrol(cast.shop_a, name="Kassa", by=cast.coordinator, at=cast.at)


def test_code_is_chosen_after_a_full_log_in_at_the_till(with_password: Any, till: Any, clock: Any) -> None:
    user, (_device, client) = with_password("counter_a"), till
    page = reverse("participants:till-code")
    assert client.get(page)["Location"].startswith("/account/login/")
    log_in(client, user)
    assert "Kassa 1" in client.get(page).content.decode()
    assert "twee keer dezelfde" in client.post(page, {"code": CODE, "again": "111112"}).content.decode()
    assert "makkelijk te raden" in client.post(page, {"code": "123456", "again": "123456"}).content.decode()
    assert client.post(page, {"code": CODE, "again": CODE}).status_code == 302
    assert not signed_in(client)
    chosen = TillCode.objects.get()
    assert CODE not in chosen.code_hash and chosen.code_hash.startswith("argon2")
    assert user.name in lock_screen(client)
    assert unlock(client, chosen).status_code == 302 and counter_page(client).status_code == 200


@pytest.mark.parametrize("who", ["manager_a", "coordinator", "counter_b", "stranger"])
def test_code_is_for_counter_staff_of_this_shop_alone(who: str, cast: Cast, till: Any) -> None:
    with refused("no_code_for_role"):
        choose_code(till[0], code=CODE, by=getattr(cast, who), at=cast.at)


def test_code_ends_with_a_role_beyond_the_counter(cast: Cast, till: Any, code: TillCode, clock: Any) -> None:
    _device, client = till
    unlock(client, code)
    invite(
        cast.area, email=cast.counter_a.email, name="x", role=Role.SHOP_MANAGER, shop=cast.shop_a, by=cast.coordinator,
        at=cast.at,
    )  # fmt: skip
    assert counter_page(client).status_code == 302 and not signed_in(client)
    assert cast.counter_a.name not in lock_screen(client)
    assert "geldt niet meer" in unlock(client, code).content.decode()


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "١٢٣٤٥٦", ""])
def test_code_is_six_digits(typed: str, cast: Cast, till: Any) -> None:
    with refused("six_digits"):
        choose_code(till[0], code=typed, by=cast.counter_a, at=cast.at)


@pytest.mark.parametrize(
    "easy",
    ["000000", "123456", "654321", "890123", "121212", "123123", "112233", "123321", "100000",
     "240589", "052489", "890524", "041987", "198704", "310199"],
)  # fmt: skip
def test_easy_codes_are_refused(easy: str) -> None:
    assert is_easy(easy)


@pytest.mark.parametrize("fine", [CODE, "739184", "648203", "907316"])
def test_other_codes_are_fine(fine: str) -> None:
    assert not is_easy(fine)


def test_code_is_worth_nothing_on_a_foreign_device(cast: Cast, till: Any, code: TillCode, clock: Any) -> None:
    """T21: not without a till, not at another till, not with a copied session."""
    assert "geen kassa" in unlock(Client(), code).content.decode()
    _other, token = enrol(cast.shop_a, name="Kassa 2", by=cast.manager_a, at=cast.at)
    elsewhere = Client()
    elsewhere.cookies["till"] = token
    assert unlock(elsewhere, code).status_code == 404 and not signed_in(elsewhere)
    _device, client = till
    unlock(client, code)
    elsewhere.cookies["session"] = client.cookies["session"].value
    assert counter_page(elsewhere).status_code == 302, "not even at the other till of the same shop"
    unlock(client, code)
    thief = Client()
    thief.cookies["session"] = client.cookies["session"].value
    assert counter_page(thief).status_code == 302
    assert counter_page(client).status_code == 302, "the session that was copied ends for everybody"


def test_five_wrong_codes_block_it_until_a_full_log_in(
    with_password: Any, till: Any, code: TillCode, clock: Any
) -> None:
    user, (_device, client) = with_password("counter_a"), till
    for left in (4, 3, 2, 1):
        assert f"nog proberen: {left}." in unlock(client, code, "000001").content.decode()
    assert "geblokkeerd" in unlock(client, code, "000001").content.decode()
    assert "geblokkeerd" in unlock(client, code).content.decode() and not signed_in(client)
    clock.shift(24 * 3600)
    assert "geblokkeerd" in unlock(client, code).content.decode()
    elsewhere = Client()
    log_in(elsewhere, user)
    assert "geblokkeerd" in unlock(client, code).content.decode(), "a log-in on another device frees nothing"
    log_in(client, user)
    client.post(reverse("account_logout"))
    assert unlock(client, code).status_code == 302 and signed_in(client)
    told = Event.objects.filter(subject=f"user:{user.pk}").values_list("action", flat=True)
    assert list(told).count("till_code.wrong") == 5 and "till_code.locked" in told and "till.unlocked" in told


def test_till_locks_itself_after_two_minutes(till: Any, code: TillCode, clock: Any) -> None:
    _device, client = till
    unlock(client, code)
    for _call in range(3):
        clock.shift(100)
        assert client.get(reverse("participants:till-awake")).status_code == 204
    clock.shift(121)
    answer = counter_page(client)
    assert answer["Location"] == reverse("participants:till") and not signed_in(client)
    assert "een tijd niets deed" in lock_screen(client)


def test_till_asks_again_after_eight_hours(till: Any, code: TillCode, clock: Any) -> None:
    _device, client = till
    unlock(client, code)
    session = client.session
    session["began_at"] -= 8 * 3600 - 120
    session.save()
    clock.shift(60)
    assert client.get(reverse("participants:till-awake")).status_code == 204
    clock.shift(60)
    assert counter_page(client).status_code == 302
    assert "acht uur" in lock_screen(client)


def test_two_users_on_one_till_see_nothing_of_each_other(cast: Cast, till: Any, code: TillCode, clock: Any) -> None:
    """T28: going to the lock screen ends the session; nothing that one saw may stay in the browser."""
    device, client = till
    second = invite(
        cast.area, email="bo@voorbeeld.example", name="Bo", role=Role.COUNTER, shop=cast.shop_a, by=cast.coordinator,
        at=cast.at,
    ).user  # fmt: skip
    hers = choose_code(device, code="739184", by=second, at=cast.at)
    unlock(client, code)
    page = counter_page(client)
    assert "no-store" in page["Cache-Control"]
    old = client.cookies["session"].value
    assert client.get(reverse("participants:till"))["Clear-Site-Data"] == '"cache", "storage"'
    assert unlock(client, hers, "739184").status_code == 302
    assert client.cookies["session"].value != old
    assert User.objects.get(pk=client.session["_auth_user_id"]) == second
    back = Client()
    back.cookies["session"], back.cookies["till"] = old, client.cookies["till"].value
    assert counter_page(back)["Location"].startswith("/account/login/")
    assert "niet meer ingelogd" in back.get(reverse("account_login")).content.decode()


def test_second_person_takes_over_at_once(cast: Cast, till: Any, code: TillCode, clock: Any) -> None:
    """Opening with a code ends the session of whoever was in that browser."""
    _device, client = till
    give_app(cast.stranger)
    sign_in(client, cast.stranger)
    client.cookies["till"] = till[1].cookies["till"].value
    unlock(client, code)
    assert User.objects.get(pk=client.session["_auth_user_id"]) == cast.counter_a


@pytest.mark.parametrize(
    "name", ["participants:security", "account_change_password", "mfa_add_webauthn", "usersessions_list"]
)
def test_code_does_not_open_the_ways_in_of_its_owner(name: str, till: Any, code: TillCode, clock: Any) -> None:
    _device, client = till
    unlock(client, code)
    assert client.get(reverse(name))["Location"] == reverse("participants:home")


def test_revoked_till_is_shut_at_once(cast: Cast, till: Any, code: TillCode, clock: Any) -> None:
    device, client = till
    unlock(client, code)
    manager = sign_in(Client(), cast.manager_a)
    give_app(cast.manager_a)
    address = reverse("participants:device-revoke", args=["markt", device.pk])
    assert manager.post(address).status_code == 302
    assert counter_page(client).status_code == 302 and not signed_in(client)
    assert "geen kassa" in lock_screen(client)
    assert manager.post(address).status_code == 422


def test_till_of_another_shop_is_not_there(cast: Cast, till: Any, clock: Any) -> None:
    other = sign_in(Client(), cast.manager_b)
    give_app(cast.manager_b)
    assert other.post(reverse("participants:device-revoke", args=["markt", till[0].pk])).status_code == 404
    assert "Kassa 1" not in other.get(reverse("participants:devices", args=["markt"])).content.decode()
    oversees = sign_in(Client(), cast.coordinator)
    give_app(cast.coordinator)
    assert "Kassa 1" in oversees.get(reverse("participants:devices", args=["markt"])).content.decode()


def test_unlock_without_sense_is_refused(till: Any, code: TillCode, clock: Any) -> None:
    _device, client = till
    for fields in ({}, {"person": "x", "code": CODE}, {"person": 99999, "code": CODE}, {"person": code.pk}):
        assert client.post(reverse("participants:till-unlock"), fields).status_code in {404, 422}
    assert not signed_in(client)
