"""Nobody who sees more than the counter gets further without a second factor (G18, T21)."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audit.models import Event
from participants.accounts import seeds
from participants.accounts.session_rules import ENROLMENT
from participants.accounts.tokens import make_token
from participants.models import User
from tests.cast import Cast
from tests.signed_in import sign_in

from .conftest import log_in, signed_in

BEYOND = ("coordinator", "approver", "manager_a", "municipality")


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "", space: str = "") -> list[tuple[str, str]]:
    """Every route with something filled in, and its name."""
    found = []
    for item in patterns:
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            found += addresses(item.url_patterns, prefix + str(item.pattern), inner)
        else:
            found.append((prefix + str(item.pattern), space + (item.name or "")))
    return found


def filled(route: str) -> str:
    import re

    route = re.sub(r"\(\?P<[^>]+>(?:[^()]|\([^()]*\))*\)", "x1", route.replace("^", "").replace("$", ""))
    route = re.sub(r"<int:\w+>", "1", route)
    return "/" + re.sub(r"<(?:\w+:)?slug>", "markt", re.sub(r"<(?:(?!slug>)\w+:)?(?!slug>)\w+>", "x1", route))


ROUTES = sorted({(filled(route), name) for route, name in addresses(get_resolver().url_patterns)})


def code_of(secret: str, *, at: float | None = None) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // 30))


def give_app(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.mark.parametrize("who", BEYOND)
def test_no_route_opens_without_a_second_factor(who: str, cast: Cast, clock: Any) -> None:
    """Every address there is: to enrolment, or a problem in the API. Only what enrolment needs opens."""
    client = sign_in(Client(), getattr(cast, who))
    opened = []
    for path, name in ROUTES:
        answer = client.get(path)
        if path.startswith("/api/v1/"):
            ok = answer.status_code == 403 and answer.json()["code"] == "second_factor_needed"
        else:
            ok = answer.status_code == 302 and answer["Location"] == reverse("participants:security")
        if not ok and name not in ENROLMENT and answer.status_code != 404:
            opened.append((path, name, answer.status_code))
    assert len(ROUTES) > 100 and opened == []
    assert signed_in(client)


def test_routes_are_filled_in_as_real_ones(cast: Cast, clock: Any) -> None:
    """The walk above would prove nothing if every address were simply unknown."""
    client = sign_in(Client(), cast.coordinator)
    give_app(cast.coordinator)
    assert client.get(reverse("participants:people", args=["markt"])).status_code == 200
    named = {name for path, name in ROUTES if path in {"/gebied/markt/mensen/", "/gebied/markt/balie/"}}
    assert named == {"participants:people", "bans:counter"}
    unresolved = [path for path, _name in ROUTES if "<" in path or "(" in path]
    assert unresolved == []


@pytest.mark.parametrize("who", BEYOND)
def test_enrolment_opens_and_lets_through(who: str, cast: Cast, clock: Any) -> None:
    client = sign_in(Client(), getattr(cast, who))
    assert "Stel eerst een tweede stap in" in client.get(reverse("participants:security")).content.decode()
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    give_app(getattr(cast, who))
    assert client.get(reverse("participants:home"), follow=True).status_code == 200


def test_counter_and_token_need_none(cast: Cast, clock: Any) -> None:
    client = sign_in(Client(), cast.counter_a)
    assert client.get(reverse("bans:counter", args=["markt"])).status_code == 200
    token = make_token(cast.coordinator)
    answer = Client().get("/api/v1/areas", headers={"Authorization": f"Token {token}"})
    assert answer.status_code == 200


def test_fictional_account_needs_none_but_only_embedded(cast: Cast, clock: Any, settings: Any) -> None:
    User.objects.update(fictional=True)
    client, settings.EMBEDDED = sign_in(Client(), cast.coordinator), True
    assert client.get(reverse("bans:desk", args=["markt"])).status_code == 200
    settings.EMBEDDED = False
    assert client.get(reverse("bans:desk", args=["markt"])).status_code == 302


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, clock: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(cast.coordinator)
    assert sign_in(Client(), cast.coordinator).get(reverse("bans:desk", args=["markt"])).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_code_app_is_set_up_and_its_secret_is_never_readable(cast: Cast, clock: Any) -> None:
    """In the session before, in the table after: encrypted. A mail tells; recovery codes are shown once."""
    client = sign_in(Client(), cast.coordinator)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = page.partition('<code class="secret">')[2].partition("<")[0]
    assert len(secret) == 32 and secret not in str(dict(client.session))
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "klopt niet of is verlopen" in wrong.content.decode()
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert seeds.decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret
    once = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert once.count("<li><code>") == 10
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "<li><code>" not in again and "niet opnieuw" in again
    assert [message.to for message in mail.outbox] == [[cast.coordinator.email]]
    assert Event.objects.filter(action="second_factor.added", subject=f"user:{cast.coordinator.pk}").count() == 2


def at_second_step(user: User) -> Client:
    client = Client()
    answer = log_in(client, user)
    assert answer["Location"] == reverse("mfa_authenticate") and not signed_in(client)
    return client


def answer_with(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_password_alone_does_not_open(with_password: Any, clock: Any) -> None:
    user = with_password("coordinator")
    secret = give_app(user)
    client = at_second_step(user)
    assert client.get(reverse("bans:desk", args=["markt"]))["Location"].startswith("/account/login/")
    assert answer_with(client, code_of(secret)).status_code == 302 and signed_in(client)


def test_code_works_once(with_password: Any, clock: Any) -> None:
    """A replayed code is refused with a sentence, in every browser."""
    user = with_password("coordinator")
    code = code_of(give_app(user))
    assert answer_with(at_second_step(user), code).status_code == 302
    thief = at_second_step(user)
    assert "al gebruikt" in answer_with(thief, code).content.decode() and not signed_in(thief)


def test_code_expires(with_password: Any, clock: Any) -> None:
    user = with_password("coordinator")
    code = code_of(give_app(user))
    clock.shift(90)
    client = at_second_step(user)
    assert "is verlopen" in answer_with(client, code).content.decode() and not signed_in(client)


def test_codes_cannot_be_guessed(with_password: Any, clock: Any) -> None:
    user = with_password("coordinator")
    secret = give_app(user)
    client = at_second_step(user)
    for number in range(10):
        answer_with(client, f"{number:06}")
    assert "te vaak" in answer_with(client, code_of(secret)).content.decode() and not signed_in(client)


def test_recovery_code_works_once(with_password: Any, clock: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = with_password("coordinator")
    give_app(user)
    code = RecoveryCodes.activate(user).generate_codes()[0]
    assert answer_with(at_second_step(user), code).status_code == 302
    assert "klopt niet" in answer_with(at_second_step(user), code).content.decode()


def test_corrupt_secret_is_refused_with_a_sentence(with_password: Any, clock: Any) -> None:
    user = with_password("coordinator")
    secret = give_app(user)
    Authenticator.objects.filter(user=user).update(data={"secret": "gAAAAAB" + "x" * 80})
    answer = answer_with(at_second_step(user), code_of(secret))
    assert answer.status_code == 200 and "kunnen nu niet worden gelezen" in answer.content.decode()


def test_last_second_factor_stays_while_a_role_needs_it(cast: Cast, clock: Any) -> None:
    client = sign_in(Client(), cast.coordinator)
    give_app(cast.coordinator)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "Uw rol vraagt een tweede stap" in answer.content.decode()
    assert Authenticator.objects.filter(user=cast.coordinator).exists()
    counter = sign_in(Client(), cast.counter_a)
    give_app(cast.counter_a)
    assert counter.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=cast.counter_a).exists()
