"""What no other test is about: mail, passwords at rest, two of the same parameter, where a request ends."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from participants.models import User
from tests import migrated
from tests.cast import build_cast
from tests.platform.surroundings import CLEAN, ROOT
from tests.signed_in import sign_in

PASSWORD = "drie woorden en een drempel"


@pytest.mark.django_db
def test_words_of_a_user_make_no_header_of_a_mail() -> None:
    """An invitation carries a name and an area that somebody typed; its headers are ours alone."""
    cast = build_cast()
    address = f"/gebied/{cast.area.slug}/mensen/nieuw/"
    form = {"email": "b@example.nl", "name": "A\r\nBcc: c@example.nl", "role": "approver", "shop": ""}
    sign_in(Client(), cast.coordinator).post(address, form)
    form = {**form, "email": "b@example.nl\nBcc: c@example.nl", "name": "B"}
    sign_in(Client(), cast.coordinator).post(address, form)
    for message in mail.outbox:
        sent = message.message()
        assert message.recipients() == ["b@example.nl"]
        assert "\n" not in sent["Subject"] and sent["Bcc"] is None and sent["Cc"] is None


def test_passwords_are_kept_by_argon2() -> None:
    """Argon2id, at no less than what OWASP asks: 19 MiB, twice, or more memory and once."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    assert settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    kind, name, _version, costs, _salt, _hash = make_password(PASSWORD, hasher="argon2").replace("$", "|").split("|", 5)
    assert (kind, name) == ("argon2", "argon2id")
    cost = dict(part.split("=") for part in costs.split(","))
    assert int(cost["m"]) >= 19 * 1024 and int(cost["t"]) >= 2
    assert Argon2PasswordHasher().memory_cost == int(cost["m"])


@pytest.mark.django_db
def test_fields_of_a_form_are_not_taken_from_the_address() -> None:
    """A password in an address would lie in logs; so there it opens nothing."""
    User.objects.create_user("a@example.nl", PASSWORD, name="A", is_staff=True)
    client = Client()
    answer = client.post(f"/account/login/?login=a@example.nl&password={PASSWORD}".replace(" ", "%20"), {})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_second_of_the_same_field_wins_nothing() -> None:
    """Twice the same field is the last one, everywhere; nothing checks the first and uses the second."""
    User.objects.create_user("a@example.nl", PASSWORD, name="A", is_staff=True)
    for passwords in ([PASSWORD, "wrong"], ["wrong", PASSWORD]):
        client = Client()
        client.post("/account/login/", {"login": "a@example.nl", "password": passwords})
        assert ("_auth_user_id" in client.session) == (passwords[-1] == PASSWORD)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The web server that production runs, on an empty embedded site; its port."""
    folder: Path = tmp_path_factory.mktemp("served")
    env = {"DREMPEL_VAR": str(folder / "var")}
    migrated.embedded(folder / "var" / "drempel.sqlite3")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    server = subprocess.Popen(command, cwd=ROOT, env={**CLEAN, **env}, stderr=subprocess.DEVNULL)
    try:
        for _moment in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(15)


def answers(port: int, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while part := connection.recv(65536):
            found += part
        return found


HOST = b"Host: localhost\r\n"
SMUGGLED = b"GET /livez HTTP/1.1\r\n" + HOST + b"X: y\r\n\r\n"
AMBIGUOUS = {
    "two lengths": b"Content-Length: 4\r\nContent-Length: 0\r\n\r\nabcd",
    "length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "unknown coding": b"Transfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n",
    "space before the colon": b"Content-Length : 4\r\n\r\nabcd",
    "length that is no number": b"Content-Length: +4\r\n\r\nabcd",
    "header over two lines": b"X-A: b\r\n c: d\r\n\r\n",
}


@pytest.mark.embedded
@pytest.mark.parametrize("kind", AMBIGUOUS)
def test_request_whose_end_is_unclear_is_refused(served: int, kind: str) -> None:
    """One answer at most, and never one to what was hidden behind it."""
    told = answers(served, b"POST /csp-report/ HTTP/1.1\r\n" + HOST + AMBIGUOUS[kind] + SMUGGLED)
    assert told.count(b"HTTP/1.1 ") == 1 and b'"status": "ok"' not in told
    assert told.startswith((b"HTTP/1.1 400", b"HTTP/1.1 501", b"HTTP/1.1 505"))


FIELD = b'--x\r\nContent-Disposition: form-data; name="reason"\r\n\r\n'
LARGE = {
    "a form": (b"application/x-www-form-urlencoded", b"reason="),
    "a form in parts": (b"multipart/form-data; boundary=x", FIELD),
}


@pytest.mark.embedded
@pytest.mark.parametrize("kind", LARGE)
def test_answer_to_what_is_too_large_arrives(served: int, kind: str) -> None:
    """The connection is not broken off half-way: a browser would show its own error in place of ours."""
    media_type, begin = LARGE[kind]
    body = begin + b"a" * 40 * 1024 * 1024
    head = b"Cookie: csrf=" + b"a" * 32 + b"\r\nConnection: close\r\nContent-Type: " + media_type
    length = b"\r\nContent-Length: %d\r\n\r\n" % len(body)
    told = answers(served, b"POST /account/login/ HTTP/1.1\r\n" + HOST + head + length + body)
    assert told.startswith(b"HTTP/1.1 413") and b"Wat u stuurt is te groot: hoogstens 9 MB." in told


@pytest.mark.embedded
def test_server_tells_no_version(served: int) -> None:
    told = answers(served, b"GET /livez HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 200")
    assert b"Server: gunicorn\r\n" in told and b"Python" not in told
