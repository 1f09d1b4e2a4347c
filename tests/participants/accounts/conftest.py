"""The cast, who here need the second factor that the other tests leave out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participants.actions.devices import choose_code, enrol
from participants.models import Device, TillCode, User
from tests.cast import Cast
from tests.screens import cast, screens

__all__ = ["cast", "screens"]
PASSWORD = "drie woorden en een stoep"
CODE = "582914"


@pytest.fixture(autouse=True)
def second_factor_required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def with_password(cast: Cast) -> Callable[[str], User]:
    """Give one of the cast a password; `with_password("counter_a")`."""

    def give(who: str) -> User:
        user = getattr(cast, who)
        user.set_password(PASSWORD)
        user.save()
        return user

    return give


def log_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def till(cast: Cast) -> tuple[Device, Client]:
    """A till of shop A and the browser that is it."""
    device, token = enrol(cast.shop_a, name="Kassa 1", by=cast.manager_a, at=cast.at)
    client = Client()
    client.cookies["till"] = token
    return device, client


@pytest.fixture
def code(cast: Cast, till: tuple[Device, Client]) -> TillCode:
    return choose_code(till[0], code=CODE, by=cast.counter_a, at=cast.at)


def unlock(client: Client, chosen: TillCode, code: str = CODE) -> Any:
    return client.post(reverse("participants:till-unlock"), {"person": chosen.pk, "code": code})


@pytest.fixture
def clock(cast: Cast) -> Iterator[Any]:
    """Time stands at the hour of the cast, and can be moved: `clock.shift(60)`."""
    import time_machine

    with time_machine.travel(cast.at, tick=False) as traveller:
        yield traveller
