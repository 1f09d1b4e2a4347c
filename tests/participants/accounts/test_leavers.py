"""Who leaves is out at the next request: in every browser, till and programme (R5, T21)."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.authtoken.models import Token

from participants.accounts.tokens import make_token
from participants.actions.people import revoke
from participants.actions.shops import leave
from participants.actions.sweeping import sweep_access
from participants.clock import now, today
from participants.models import Membership, TillCode, User
from tests.cast import Cast
from tests.signed_in import sign_in

from .conftest import PASSWORD, log_in, signed_in, unlock


def role_ends(cast: Cast) -> None:
    revoke(Membership.objects.get(user=cast.counter_a), by=cast.coordinator, at=now())


def account_closes(cast: Cast) -> None:
    User.objects.filter(pk=cast.counter_a.pk).update(is_active=False)


def shop_leaves(cast: Cast) -> None:
    leave(cast.shop_a, on=today(), by=cast.coordinator, at=now())


@pytest.mark.parametrize("how", [role_ends, account_closes, shop_leaves])
def test_leaver_is_out_within_a_second_everywhere(
    how: Callable[[Cast], None], cast: Cast, till: Any, code: TillCode, clock: Any
) -> None:
    """Two browsers, a till and a token; measured from the deed to the last refusal."""
    browsers = [sign_in(Client(), cast.counter_a) for _n in range(2)]
    _device, at_till = till
    unlock(at_till, code)
    token = {"Authorization": f"Token {make_token(cast.counter_a)}"}
    counter = reverse("bans:counter", args=["markt"])
    for client in (*browsers, at_till):
        assert client.get(counter).status_code == 200
    assert Client().get("/api/v1/areas", headers=token).status_code == 200
    began = time.perf_counter()
    how(cast)
    for client in (*browsers, at_till):
        assert client.get(counter).status_code == 302 and not signed_in(client)
    assert Client().get("/api/v1/areas", headers=token).status_code == 401
    assert sign_in(Client(), cast.counter_a).get("/api/v1/areas").status_code == 401
    assert time.perf_counter() - began < 1
    assert cast.counter_a.name not in at_till.get(reverse("participants:till")).content.decode()
    assert unlock(at_till, code).status_code == 422


def test_leaver_is_told_and_does_not_get_in_again(with_password: Any, cast: Cast, clock: Any) -> None:
    user, client = with_password("counter_a"), Client()
    log_in(client, user)
    role_ends(cast)
    answer = client.get(reverse("bans:counter", args=["markt"]), follow=True)
    assert "u heeft hier geen rol meer" in answer.content.decode()
    again = client.post(answer.request["PATH_INFO"], {"login": user.email, "password": PASSWORD}, follow=True)
    assert "U heeft nu geen rol" in again.content.decode() and not signed_in(client)


def test_who_keeps_another_role_stays(cast: Cast, clock: Any) -> None:
    from participants.actions.people import invite
    from participants.roles import Role

    invite(
        cast.area, email=cast.counter_a.email, name="x", role=Role.COUNTER, shop=cast.shop_b, by=cast.coordinator,
        at=cast.at,
    )  # fmt: skip
    client = sign_in(Client(), cast.counter_a)
    shop_leaves(cast)
    assert client.get(reverse("bans:counter", args=["markt"])).status_code == 200


def test_night_removes_what_is_left_and_nothing_else(cast: Cast, till: Any, code: TillCode, clock: Any) -> None:
    make_token(cast.coordinator)
    kept = Token.objects.get()
    make_token(cast.counter_a)
    assert sweep_access(at=now()) == {"codes": 0, "tokens": 0, "limits": 0}
    role_ends(cast)
    assert sweep_access(at=now()) == {"codes": 1, "tokens": 1, "limits": 0}
    assert list(Token.objects.all()) == [kept] and not TillCode.objects.exists()
