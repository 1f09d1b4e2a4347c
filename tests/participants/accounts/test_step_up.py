"""A page that shows who somebody is opens only after a recent proof, and a till code is none."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from participants import clock as house_clock
from participants.second_factor import confirmed, confirmed_recently
from tests.cast import Cast
from tests.signed_in import sign_in

from .conftest import PASSWORD, unlock
from .test_second_factor import give_app


def test_confirmed_for_a_quarter_of_an_hour(with_password: Any, cast: Cast, clock: Any) -> None:
    """`change password` is behind the same door as the page of a person."""
    user = with_password("coordinator")
    give_app(user)
    client = sign_in(Client(), user)
    page = reverse("mfa_deactivate_totp")
    clock.shift(14 * 60 + 59)
    assert client.get(page).status_code == 200
    clock.shift(1)
    away = client.get(page)
    assert away.status_code == 302 and away["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(away["Location"], {"password": "wrong"})
    assert wrong.status_code == 200
    back = client.post(away["Location"], {"password": PASSWORD})
    assert back["Location"] == page and client.get(page).status_code == 200


def test_without_a_record_nothing_is_confirmed(cast: Cast, clock: Any) -> None:
    client = Client()
    client.force_login(cast.manager_a)
    give_app(cast.manager_a)
    answer = client.get(reverse("participants:device-new", args=["markt"]))
    assert answer.status_code == 302 and "next=%2Fgebied%2Fmarkt%2Fkassas%2Fnieuw%2F" in answer["Location"]


def test_form_that_comes_too_late_is_not_kept(cast: Cast, clock: Any) -> None:
    """What was typed may name somebody; it does not go into the session."""
    client = Client()
    client.force_login(cast.manager_a)
    give_app(cast.manager_a)
    client.post(reverse("participants:device-new", args=["markt"]), {"name": "Geheime Naam", "shop": cast.shop_a.pk})
    assert "Geheime" not in str(dict(client.session))


def test_till_code_confirms_nothing(cast: Cast, till: Any, code: Any, clock: Any, rf: Any) -> None:
    _device, client = till
    assert unlock(client, code).status_code == 302
    request = rf.get("/iemand/")
    request.session, request.user = client.session, cast.counter_a
    assert not confirmed_recently(request, at=house_clock.now())
    assert confirmed(lambda request: HttpResponse("name"))(request).status_code == 302
