"""Logging in with a password: limits, no list of who has an account, and what the log says."""

import re
import statistics
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from audit.models import Event
from participants import clock as house_clock
from participants.accounts import guessing
from participants.models import User
from tests.cast import Cast, build_cast

from .conftest import PASSWORD, log_in, signed_in

Give = Callable[[str], User]


def deeds(user: User) -> list[str]:
    return list(
        Event.objects.filter(subject=f"user:{user.pk}", action__startswith="login").values_list("action", flat=True)
    )


def test_counter_logs_in_with_a_password_alone(with_password: Give, clock: Any) -> None:
    user, client = with_password("counter_a"), Client()
    assert log_in(client, user).status_code == 302 and signed_in(client)
    assert deeds(user) == ["login.done"]


def test_wrong_passwords_are_counted_and_the_right_one_is_then_refused(with_password: Give, clock: Any) -> None:
    """Ten, then a quarter of an hour; the page says until when, in Dutch time (G18)."""
    user, client = with_password("counter_a"), Client()
    for _attempt in range(10):
        assert "horen niet bij elkaar" in log_in(client, user, "wrong").content.decode()
    answer = log_in(client, user).content.decode()
    assert "Probeer het opnieuw na 10:16" in answer and not signed_in(client)
    assert deeds(user) == [*["login.failed"] * 10, "login.locked"]
    log_in(client, user)
    assert deeds(user)[-2:] == ["login.failed", "login.locked"]
    clock.shift(15 * 60)
    assert log_in(client, user).status_code == 302


def test_right_passwords_do_not_count(with_password: Give, clock: Any) -> None:
    user = with_password("counter_a")
    for _attempt in range(12):
        assert log_in(Client(), user).status_code == 302


def guessed(times: int, *, address: str, account: str = "") -> None:
    """So many guesses were made already, at different accounts or at this one."""
    for number in range(times):
        name = account or f"u{number}@voorbeeld.example"
        guessing.begin("password", account=name, address=address, subject="user:unknown", at=house_clock.now())


def test_address_has_a_limit_of_its_own(with_password: Give, clock: Any) -> None:
    """Somebody who tries one password on many accounts is stopped; another shop is not."""
    user = with_password("counter_a")
    guessed(60, address="127.0.0.1")
    assert "te vaak" in log_in(Client(), user).content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert log_in(elsewhere, user).status_code == 302


def test_unknown_address_is_answered_the_same(with_password: Give, clock: Any) -> None:
    """Status and body of a wrong password and of an address that nobody has are equal, also when locked."""
    known = with_password("counter_a").email

    def answers(email: str) -> list[tuple[int, str]]:
        client, found = Client(REMOTE_ADDR="192.0.2.9"), []
        guessed(8, address="192.0.2.8", account=email)
        for _attempt in range(3):
            answer = client.post(reverse("account_login"), {"login": email, "password": "wrong"})
            main = answer.content.decode().partition("<main")[2].partition("<script")[0]
            found.append((answer.status_code, main.replace(email, "…")))
        return found

    def plain(pages: list[tuple[int, str]]) -> list[tuple[int, str]]:
        return [(status, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)) for status, page in pages]

    assert plain(answers(known)) == plain(answers("niemand@voorbeeld.example"))


def test_unknown_address_takes_as_long(with_password: Give) -> None:
    """Roughly: the median of each is within half of the other."""
    known = with_password("counter_a").email

    def seconds(email: str) -> float:
        spans = []
        for _attempt in range(5):
            began = time.perf_counter()
            Client().post(reverse("account_login"), {"login": email, "password": "wrong"})
            spans.append(time.perf_counter() - began)
        return statistics.median(spans)

    one, other = seconds(known), seconds("niemand@voorbeeld.example")
    assert 0.5 < one / other < 2


def test_forgotten_password_tells_nobody_who_has_an_account(with_password: Give, clock: Any) -> None:
    known = with_password("counter_a").email
    pages = [
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (known, "niemand@voorbeeld.example")
    ]
    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert {message.to[0] for message in mail.outbox} == {known, "niemand@voorbeeld.example"}


def test_deactivated_account_does_not_get_in(with_password: Give, clock: Any) -> None:
    user, client = with_password("counter_a"), Client()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert (
        "gesloten"
        in client.post(
            reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True
        ).content.decode()
    )
    assert not signed_in(client)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_wrong_passwords_are_counted_for_fifty_at_once() -> None:
    """T21: of fifty parallel guesses no more than ten are judged."""
    cast = build_cast()
    user = cast.counter_a
    user.set_password(PASSWORD)
    user.save()
    barrier, bodies = threading.Barrier(50), []

    def guess() -> None:
        try:
            barrier.wait(timeout=20)
            bodies.append(log_in(Client(), user, "wrong").content.decode())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess) for _n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sum("horen niet bij elkaar" in body for body in bodies) == 10
    assert sum("te vaak" in body for body in bodies) == 40


def test_signing_up_is_not_there(cast: Cast) -> None:
    for path in ("/account/signup/", "/account/3rdparty/signup/", "/account/3rdparty/", "/account/email/"):
        assert Client().get(path).status_code in {302, 404}
        assert Client().post(path, {"email": "nieuw@voorbeeld.example"}).status_code in {302, 404}
    assert not User.objects.filter(email="nieuw@voorbeeld.example").exists()
