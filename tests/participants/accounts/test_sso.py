"""Single sign-on against a provider that runs here: the whole code flow, and everybody who must not get in."""

import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from audit.models import Event
from participants.models import User
from tests.cast import Cast
from tests.platform.surroundings import PRODUCTION, run, setting
from tests.signed_in import sign_in

from .conftest import PASSWORD, signed_in
from .test_second_factor import give_app

LOGIN = "/account/oidc/sso/login/"
SUB = "a3f1"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """In a process of its own, as a real one would be."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _try in range(100):
            with suppress(requests.ConnectionError):
                requests.get(address, timeout=1)
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def organisation(provider: str, settings: Any) -> str:
    """Switched on, as the environment would do it."""
    app = {
        "provider_id": "sso",
        "name": "Gemeente Voorbeeldstad",
        "client_id": "drempel",
        "secret": "not-a-secret",
        "settings": {"server_url": provider, "openid_configuration_overrides": {"issuer": provider}},
    }
    settings.OIDC_ISSUER = provider
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return provider


def claims(provider: str, sub: str = SUB, **values: Any) -> None:
    assert requests.put(f"{provider}/users/{sub}", json=values, timeout=5).status_code == 204


def at_provider(client: Client, sub: str = SUB, **form: str) -> str:
    """Press the button, log in over there; the address to which the provider sends the browser back."""
    away = client.post(LOGIN, {"process": "login"})
    assert away.status_code == 302, away.content
    back = requests.post(away["Location"], data={"sub": sub, **form}, allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    return back.headers["Location"].removeprefix("http://testserver")


def come_back(client: Client, address: str) -> str:
    """The words of the page where it ends."""
    return client.get(address, follow=True).content.decode()


def refusals() -> list[str]:
    return [event.facts.get("reason", "") for event in Event.objects.filter(action="login.refused")]


def test_invited_person_gets_in(organisation: str, cast: Cast) -> None:
    claims(organisation, email=cast.counter_a.email, email_verified=True, name="Iemand")
    client = Client()
    assert "Via Gemeente Voorbeeldstad" in client.get(reverse("account_login")).content.decode()
    come_back(client, at_provider(client))
    assert signed_in(client) and client.get(reverse("bans:counter", args=["markt"])).status_code == 200
    assert SocialAccount.objects.get().uid == SUB and not SocialToken.objects.exists()
    again = Client()
    come_back(again, at_provider(again))
    assert signed_in(again) and SocialAccount.objects.count() == 1


def test_request_carries_state_and_pkce(organisation: str, cast: Cast) -> None:
    query = parse_qs(urlsplit(Client().post(LOGIN)["Location"]).query)
    assert query["code_challenge_method"] == ["S256"] and len(query["state"][0]) >= 16
    assert query["response_type"] == ["code"] and set(query["scope"][0].split()) == {"openid", "profile", "email"}


def test_password_that_was_chosen_stays(organisation: str, with_password: Any) -> None:
    user = with_password("counter_a")
    claims(organisation, email=user.email, email_verified=True)
    client = Client()
    come_back(client, at_provider(client))
    user.refresh_from_db()
    assert signed_in(client) and user.check_password(PASSWORD)


def test_unknown_address_is_refused_and_gets_no_account(organisation: str, cast: Cast) -> None:
    claims(organisation, email="vreemd@voorbeeld.example", email_verified=True)
    client, before = Client(), User.objects.count()
    assert "niet uitgenodigd" in come_back(client, at_provider(client))
    assert not signed_in(client) and User.objects.count() == before and refusals() == ["unknown"]


@pytest.mark.parametrize("verified", [False, None, "true", "yes", 1])
def test_address_that_is_not_vouched_for_is_refused(verified: Any, organisation: str, cast: Cast) -> None:
    """Only true is true."""
    values = {} if verified is None else {"email_verified": verified}
    claims(organisation, email=cast.counter_a.email, **values)
    client = Client()
    assert "niet bevestigd" in come_back(client, at_provider(client))
    assert not signed_in(client) and not SocialAccount.objects.exists()


def test_second_account_with_the_same_address_is_refused(organisation: str, cast: Cast) -> None:
    """An address that the organisation gave to somebody else opens nothing."""
    claims(organisation, email=cast.counter_a.email, email_verified=True)
    client = Client()
    come_back(client, at_provider(client))
    claims(organisation, "b7", email=cast.counter_a.email, email_verified=True)
    other = Client()
    assert "een ander account" in come_back(other, at_provider(other, "b7"))
    assert not signed_in(other)


def test_account_there_with_another_address_is_refused(organisation: str, cast: Cast) -> None:
    """Who is bound to one account cannot come back as another by changing the address."""
    claims(organisation, email=cast.counter_a.email, email_verified=True)
    come_back(client := Client(), at_provider(client))
    claims(organisation, email=cast.coordinator.email, email_verified=True)
    other = Client()
    assert "niet uitgenodigd" in come_back(other, at_provider(other))
    assert not signed_in(other)
    claims(organisation, email=cast.counter_a.email, email_verified=False)
    third = Client()
    assert "niet bevestigd" in come_back(third, at_provider(third)) and not signed_in(third)


def test_closed_account_is_refused(organisation: str, cast: Cast) -> None:
    claims(organisation, email=cast.counter_a.email, email_verified=True)
    come_back(client := Client(), at_provider(client))
    User.objects.filter(pk=cast.counter_a.pk).update(is_active=False)
    other = Client()
    assert not signed_in(other) and come_back(other, at_provider(other)) and not signed_in(other)


def test_who_has_no_role_is_refused(organisation: str, cast: Cast) -> None:
    nobody = User.objects.create_user("niemand@voorbeeld.example", name="Niemand")
    claims(organisation, email=nobody.email, email_verified=True)
    client = Client()
    assert "U heeft nu geen rol" in come_back(client, at_provider(client)) and not signed_in(client)


def test_second_factor_is_asked_unless_the_provider_is_trusted(organisation: str, cast: Cast, settings: Any) -> None:
    claims(organisation, email=cast.coordinator.email, email_verified=True)
    client = Client()
    come_back(client, at_provider(client))
    desk = reverse("bans:desk", args=["markt"])
    assert client.get(desk)["Location"] == reverse("participants:security")
    settings.OIDC_TRUST_MFA = True
    assert client.get(desk).status_code == 200
    give_app(cast.coordinator)
    trusted = Client()
    come_back(trusted, at_provider(trusted))
    assert signed_in(trusted)
    settings.OIDC_TRUST_MFA = False
    doubted = Client()
    come_back(doubted, at_provider(doubted))
    assert not signed_in(doubted) and "Tweede stap" in doubted.get(reverse("mfa_authenticate")).content.decode()


def test_trust_is_for_who_came_that_way_alone(organisation: str, with_password: Any, settings: Any) -> None:
    """With a password the second factor stays needed."""
    settings.OIDC_TRUST_MFA = True
    client = sign_in(Client(), with_password("coordinator"))
    assert client.get(reverse("bans:desk", args=["markt"])).status_code == 302


def test_token_of_another_issuer_is_refused(organisation: str, cast: Cast, settings: Any) -> None:
    claims(organisation, email=cast.counter_a.email, email_verified=True)
    client = Client()
    address = at_provider(client)
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["openid_configuration_overrides"] = {"issuer": "https://anders.example"}
    assert "niet gelukt" in come_back(client, address)
    assert not signed_in(client) and refusals() == ["provider"]


def test_token_for_another_site_is_refused(organisation: str, cast: Cast, settings: Any) -> None:
    claims(organisation, email=cast.counter_a.email, email_verified=True)
    client = Client()
    address = at_provider(client)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["client_id"] = "somebody-else"
    assert "niet gelukt" in come_back(client, address) and not signed_in(client)


def test_answer_that_was_not_asked_for_is_refused(organisation: str, cast: Cast) -> None:
    """A way back that somebody else began, a changed state, and the same way back twice."""
    claims(organisation, email=cast.counter_a.email, email_verified=True)
    mine = Client()
    address = at_provider(mine)
    victim = Client()
    come_back(victim, address)
    assert not signed_in(victim)
    come_back(mine, address.replace("state=", "state=x"))
    assert not signed_in(mine)
    come_back(mine, address)
    assert signed_in(mine)
    mine.post(reverse("account_logout"))
    come_back(mine, address)
    assert not signed_in(mine)


def test_who_declines_is_told(organisation: str, cast: Cast) -> None:
    client = Client()
    assert "niet gelukt" in come_back(client, at_provider(client, action="deny"))


def test_provider_that_is_down_is_told(organisation: str, cast: Cast, settings: Any) -> None:
    """The password still works."""
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://localhost:9"
    answer = Client().post(LOGIN, follow=True)
    assert answer.status_code == 200 and "niet gelukt" in answer.content.decode()


def test_provider_that_sends_us_elsewhere_is_not_followed(organisation: str, cast: Cast, settings: Any) -> None:
    asked = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/there")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = address
        answer = Client().post(LOGIN, follow=True)
        server.shutdown()
    assert answer.status_code == 200 and "niet gelukt" in answer.content.decode()
    assert asked and "/there" not in asked


def test_account_is_not_linked_by_hand(organisation: str, cast: Cast) -> None:
    claims(organisation, email=cast.counter_b.email, email_verified=True)
    client = sign_in(Client(), cast.counter_a)
    away = client.post(f"{LOGIN}?process=connect")
    back = requests.post(away["Location"], data={"sub": SUB}, allow_redirects=False, timeout=5).headers["Location"]
    assert "Koppelen met de hand" in come_back(client, back.removeprefix("http://testserver"))
    assert not SocialAccount.objects.exists()


@pytest.mark.embedded
def test_provider_is_named_by_the_environment() -> None:
    """Its origin, and no other, may follow on our form; without https it does not start."""
    env = {**PRODUCTION, "OIDC_ISSUER": "https://login.voorbeeldstad.example/x", "OIDC_CLIENT_ID": "drempel"}
    told = setting("settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], settings.OIDC_TRUST_MFA", env)
    assert told == "[\"'self'\", 'https://login.voorbeeldstad.example'] False"
    done = run("manage.py", "check", env={**env, "OIDC_ISSUER": "http://login.voorbeeldstad.example"})
    assert done.returncode != 0 and "OIDC_ISSUER must begin with https://" in done.stderr
