"""Passwords: long and one's own; chosen by the owner alone, through a link that works once."""

import re
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participants.accounts.tokens import make_token
from participants.actions.people import invite
from participants.models import User
from participants.roles import Role
from tests.cast import Cast
from tests.signed_in import sign_in

from .conftest import PASSWORD, log_in, signed_in
from .test_second_factor import give_app


@pytest.mark.parametrize(
    "fine",
    [
        "zestien tekens!!",
        "vier losse woorden hier",
        "ééntje mét áccenten en 漢字",
        "x" * 3 + "q7!kd9" * 2 + "mzpw" * 30,
        " spaties aan de rand ",
    ],
)
def test_any_long_password_of_ones_own_is_fine(fine: str, cast: Cast) -> None:
    """No rule about capitals, digits or signs; well over 64 characters is allowed."""
    validate_password(fine, cast.counter_a)


@pytest.mark.parametrize(
    "bad",
    [
        "veertien teken",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "abcdefghijklmnop",
        "987654321098765432",
        "drempel drempel 2026",
        "counter_a counter_a 12",
        "winkelgebied markt 123",
        "voorbeeld.example 1234",
        "1qaz2wsx3edc4rfv",
    ],
)
def test_what_is_easy_to_guess_is_refused(bad: str, cast: Cast) -> None:
    with pytest.raises(ValidationError):
        validate_password(bad, cast.counter_a)


def link_in(body: str) -> str:
    found = re.search(r"http://testserver(/\S+)", body)
    assert found
    return found[1]


def invited(cast: Cast) -> tuple[User, str]:
    give_app(cast.coordinator)
    fields = {"name": "Nieuw", "email": "nieuw@voorbeeld.example", "role": "counter", "shop": cast.shop_a.pk}
    answer = sign_in(Client(), cast.coordinator).post(reverse("participants:person-invite", args=["markt"]), fields)
    assert answer.status_code == 302
    assert [message.to for message in mail.outbox] == [["nieuw@voorbeeld.example"]]
    return User.objects.get(email="nieuw@voorbeeld.example"), link_in(str(mail.outbox[0].body))


def choose(path: str, password: str = PASSWORD) -> Any:
    client = Client()
    page = client.get(path, follow=True)
    if not page.redirect_chain:
        return page
    return client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_invitation_is_mailed_and_its_owner_chooses_the_password(cast: Cast, clock: Any) -> None:
    user, link = invited(cast)
    body = str(mail.outbox[0].body)
    assert "Bakkerij" in body and "drie dagen" in body and PASSWORD not in body
    assert not user.has_usable_password()
    assert choose(link, "te kort").status_code == 200
    assert choose(link).status_code == 302
    client = Client()
    assert log_in(client, user).status_code == 302 and signed_in(client)


def test_invitation_works_once(cast: Cast, clock: Any) -> None:
    _user, link = invited(cast)
    assert choose(link).status_code == 302
    assert "werkt niet meer" in choose(link, "een ander wachtwoord dan net").content.decode()


@pytest.mark.parametrize(("hours", "works"), [(71, True), (73, False)])
def test_invitation_works_for_three_days(hours: int, works: bool, cast: Cast, clock: Any) -> None:
    _user, link = invited(cast)
    clock.shift(hours * 3600)
    assert (choose(link).status_code == 302) is works


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_link_for_a_forgotten_password_works_for_an_hour(
    minutes: int, works: bool, with_password: Any, clock: Any
) -> None:
    user = with_password("counter_a")
    Client().post(reverse("account_reset_password"), {"email": user.email})
    link = link_in(str(mail.outbox[0].body))
    clock.shift(minutes * 60)
    assert (choose(link, "een nieuwe zin om te onthouden").status_code == 302) is works


def test_new_password_does_not_switch_off_the_second_factor(with_password: Any, clock: Any) -> None:
    """Whoever reads the mail has the password and still not the account (ASVS 6.4.3)."""
    user = with_password("coordinator")
    give_app(user)
    Client().post(reverse("account_reset_password"), {"email": user.email})
    new = "een nieuwe zin om te onthouden"
    assert choose(link_in(str(mail.outbox[0].body)), new).status_code == 302
    client = Client()
    assert log_in(client, user, new)["Location"] == reverse("mfa_authenticate") and not signed_in(client)


def test_second_role_sends_no_link_to_choose_a_password(with_password: Any, cast: Cast, clock: Any) -> None:
    with_password("counter_a")
    give_app(cast.coordinator)
    fields = {"name": "x", "email": cast.counter_a.email, "role": "counter", "shop": cast.shop_b.pk}
    sign_in(Client(), cast.coordinator).post(reverse("participants:person-invite", args=["markt"]), fields)
    assert "/account/login/" in str(mail.outbox[0].body) and "reset" not in str(mail.outbox[0].body)


def test_role_stands_when_mail_does_not_leave(cast: Cast, clock: Any, settings: Any) -> None:
    """The role is given, and the coordinator is told what to do."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    give_app(cast.coordinator)
    fields = {"name": "Nieuw", "email": "nieuw@voorbeeld.example", "role": "counter", "shop": cast.shop_a.pk}
    client = sign_in(Client(), cast.coordinator)
    answer = client.post(reverse("participants:person-invite", args=["markt"]), fields, follow=True)
    assert "de e-mail ging niet weg" in answer.content.decode()
    assert User.objects.get(email="nieuw@voorbeeld.example").memberships.count() == 1


def test_invitation_by_the_api_is_mailed_too(cast: Cast, clock: Any) -> None:
    headers = {"Authorization": f"Token {make_token(cast.coordinator)}"}
    body = {"name": "Nieuw", "email": "nieuw@voorbeeld.example", "role": "counter", "shop": cast.shop_a.pk}
    answer = Client().post("/api/v1/areas/markt/people", body, content_type="application/json", headers=headers)
    assert answer.status_code == 201 and len(mail.outbox) == 1


def test_nobody_chooses_a_password_for_somebody_else(cast: Cast) -> None:
    membership = invite(
        cast.area, email="nieuw@voorbeeld.example", name="Nieuw", role=Role.COUNTER, shop=cast.shop_a,
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    assert not membership.user.has_usable_password()
