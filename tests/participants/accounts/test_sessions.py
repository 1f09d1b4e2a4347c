"""Sessions: how long they last, how they end, and that an ended one is worth nothing."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from participants.models import User
from tests.cast import Cast
from tests.signed_in import sign_in

from .conftest import log_in, signed_in
from .test_second_factor import give_app

DESK = "/gebied/markt/"


def at_desk(cast: Cast) -> Client:
    give_app(cast.coordinator)
    client = sign_in(Client(), cast.coordinator)
    assert client.get(DESK).status_code == 200
    return client


def why(client: Client) -> str:
    return client.get(reverse("account_login")).content.decode()


def test_idle_session_ends_after_half_an_hour(cast: Cast, clock: Any) -> None:
    client = at_desk(cast)
    clock.shift(29 * 60)
    assert client.get(DESK).status_code == 200
    clock.shift(30 * 60)
    assert client.get(DESK)["Location"].startswith("/account/login/") and not signed_in(client)
    assert "een tijd niets deed" in why(client)


def test_session_ends_after_eight_hours_of_work(cast: Cast, clock: Any) -> None:
    client = at_desk(cast)
    for _call in range(8 * 3 - 1):
        clock.shift(20 * 60)
        assert client.get(DESK).status_code == 200
    clock.shift(20 * 60)
    assert client.get(DESK).status_code == 302
    assert "acht uur" in why(client)


@pytest.mark.parametrize(("seconds", "status"), [(-60, 200), (-3600, 302)])
def test_clock_that_is_put_back_gives_no_endless_session(seconds: int, status: int, cast: Cast, clock: Any) -> None:
    client = at_desk(cast)
    clock.shift(seconds)
    assert client.get(DESK).status_code == status


def test_log_in_gives_a_new_session(with_password: Any, clock: Any) -> None:
    """A session that somebody prepared before the log-in is not the one after it."""
    user, client = with_password("counter_a"), Client()
    session = client.session
    session["prepared"] = "yes"
    session.save()
    client.cookies["session"] = old = session.session_key
    log_in(client, user)
    assert client.cookies["session"].value != old and not Session.objects.filter(pk=old).exists()


def test_replayed_session_is_refused_with_a_sentence(with_password: Any, clock: Any) -> None:
    user, client = with_password("counter_a"), Client()
    log_in(client, user)
    stolen = client.cookies["session"].value
    assert client.post(reverse("account_logout"))["Clear-Site-Data"]
    thief = Client()
    thief.cookies["session"] = stolen
    assert thief.get("/gebied/markt/balie/")["Location"].startswith("/account/login/")
    assert "U bent niet meer ingelogd" in why(thief)


def test_own_sessions_are_listed_and_ended(with_password: Any, clock: Any) -> None:
    user = with_password("counter_a")
    here, there = Client(HTTP_USER_AGENT="Firefox hier"), Client(HTTP_USER_AGENT="Chrome daar")
    log_in(here, user)
    log_in(there, user)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Firefox hier" in page and "Chrome daar" in page and "Dit is deze browser" in page
    other = UserSession.objects.get(user_agent="Chrome daar")
    assert here.post(reverse("participants:session-end", args=[other.pk])).status_code == 302
    assert not signed_in(there) and signed_in(here)


def test_session_of_somebody_else_cannot_be_ended(with_password: Any, cast: Cast, clock: Any) -> None:
    user, client = with_password("counter_a"), Client()
    log_in(client, user)
    foreign = sign_in(Client(), cast.counter_b)
    key = UserSession.objects.get().pk
    assert foreign.post(reverse("participants:session-end", args=[key])).status_code == 404
    assert signed_in(client)


def test_new_password_ends_the_other_sessions(with_password: Any, clock: Any) -> None:
    from django.core import mail

    from .conftest import PASSWORD

    user, here, there = with_password("counter_a"), Client(), Client()
    log_in(here, user)
    log_in(there, user)
    new = "een heel andere zin dan eerst"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), fields).status_code == 302
    assert here.get("/gebied/markt/balie/").status_code == 200
    assert there.get("/gebied/markt/balie/").status_code == 302
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert User.objects.get(pk=user.pk).check_password(new)


def test_every_page_of_who_is_signed_in_stays_out_of_the_cache(cast: Cast, clock: Any) -> None:
    client = at_desk(cast)
    for path in (
        DESK,
        reverse("toolbox:list"),
        reverse("mfa_list_webauthn"),
        reverse("participants:security"),
        "/api/v1/areas",
    ):
        assert "no-store" in client.get(path)["Cache-Control"], path
