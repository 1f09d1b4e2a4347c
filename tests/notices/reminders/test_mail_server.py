"""A real mail server that says no, is not there, or never answers: nothing is lost, and nothing goes twice."""

import socket
import time
from collections.abc import Iterator

import pytest

from notices.actions.digests import send_digests
from notices.models import DigestSent, ReminderSent
from tests.cast import Cast
from tests.factories import DAY, make_sanction

from .mail_server import Behaviour, mail_server


@pytest.fixture
def server(settings) -> Iterator[Behaviour]:
    with mail_server() as (port, behaviour):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5
        yield behaviour


@pytest.fixture
def waiting(quiet: Cast) -> Cast:
    """Something for the coordinator, for the manager of shop A, and for the approver."""
    make_sanction(quiet, served=False)
    make_sanction(quiet, approved=False, served=False, family_name="Jansen")
    return quiet


def test_letters_arrive(waiting: Cast, server: Behaviour) -> None:
    assert send_digests(at=waiting.at) == {"sent": 3, "nothing": 5}
    (text,) = server.taken_for(waiting.coordinator.email)
    assert text.startswith("Drempel: 2 herinneringen – Winkelgebied markt\n")
    assert len(server.letters) == 3 and DigestSent.objects.filter(sent_at=None).count() == 0


def test_refused_receiver_stops_no_other_and_gets_it_the_next_hour(
    waiting: Cast, server: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    server.refuses = {waiting.coordinator.email}
    assert send_digests(at=waiting.at) == {"sent": 2, "nothing": 5, "failed": 1}
    assert not ReminderSent.objects.filter(user=waiting.coordinator).exists()
    assert "coordinator@" not in caplog.text
    server.refuses = set()
    assert send_digests(at=waiting.at) == {"sent": 1}
    assert send_digests(at=waiting.at) == {}
    assert len(server.taken_for(waiting.coordinator.email)) == 1 and len(server.letters) == 3


def test_refused_all_day_is_mailed_the_next_day(waiting: Cast, server: Behaviour) -> None:
    server.refuses = {waiting.coordinator.email}
    for _hour in range(3):
        send_digests(at=waiting.at)
    server.refuses = set()
    send_digests(at=waiting.at + DAY)
    (text,) = server.taken_for(waiting.coordinator.email)
    assert "Drempel: 2 herinneringen" in text and "Dit is nieuw voor u" in text


@pytest.mark.parametrize("how", ["hangs", "is not there"])
def test_without_an_answering_server_the_run_ends_soon_and_the_next_sends_all(
    waiting: Cast, server: Behaviour, settings, how: str
) -> None:
    """It does not wait once for each receiver, nor once for each area."""
    waiting.elsewhere.evaluations.all().delete()
    port = settings.EMAIL_PORT
    if how == "hangs":
        server.hangs_at = "door"
    else:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            settings.EMAIL_PORT = free.getsockname()[1]
    began = time.perf_counter()
    counts = send_digests(at=waiting.at)
    assert counts["no_server"] == 1 and "sent" not in counts and time.perf_counter() - began < 5
    assert not ReminderSent.objects.exists()
    server.hangs_at, settings.EMAIL_PORT = "", port
    assert send_digests(at=waiting.at)["sent"] == 4
    assert len(server.letters) == 4


def test_letter_without_an_answer_may_have_arrived_and_is_not_sent_again(waiting: Cast, server: Behaviour) -> None:
    """The server read it to its end and then fell silent: the others get theirs, and this one is not doubled."""
    server.hangs_at, server.hangs_for = "letter", {waiting.coordinator.email}
    assert send_digests(at=waiting.at) == {"sent": 2, "nothing": 5, "unsure": 1}
    server.hangs_at = ""
    assert send_digests(at=waiting.at) == {}
    assert len(server.taken_for(waiting.coordinator.email)) == 1
    send_digests(at=waiting.at + DAY)
    _first, second = server.taken_for(waiting.coordinator.email)
    assert "stond misschien al in een eerdere e-mail" in second and "Dit is nieuw" not in second
    send_digests(at=waiting.at + 2 * DAY)
    assert len(server.taken_for(waiting.coordinator.email)) == 2


def test_mail_server_has_ten_seconds(settings) -> None:
    """A server that hangs would otherwise hold up the duties of the day."""
    assert settings.EMAIL_TIMEOUT == 10
