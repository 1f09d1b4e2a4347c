"""Heads come in time, go to others, and are signed by the key of the site."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from audit import chain, checks, heads, verifier, walls
from audit.models import Event, Head, HeadReason
from audit.signing import verifier_key
from participants import log_tasks
from participants.actions.log_keeping import mail_heads
from tests.audit.logbook import START
from tests.audit.writing import write
from tests.cast import Cast

MINUTE = dt.timedelta(minutes=1)


def test_head_says_how_long_the_log_was(db: None, settings: Any) -> None:
    write(1)
    head = heads.publish("markt", at=START, reason=HeadReason.HOUR)
    read = verifier.read_head(head.note, [verifier.Key.read(verifier_key("markt"))], which=1, where="x")
    assert (read.size, read.serial, read.at, read.origin) == (1, 1, START, f"{settings.LOG_NAME}/logboek/markt")


def test_g19_no_head_is_older_than_an_hour(db: None) -> None:
    """Asked every half hour, whether or not something happened."""
    write(1)
    at = START
    for round_ in range(12):
        if round_ == 4:
            write(2)
        heads.publish_due(at=at)
        at += 30 * MINUTE
    times = list(Head.objects.order_by("serial").values_list("at", flat=True))
    assert max(after - before for before, after in pairwise(times)) <= 60 * MINUTE
    assert [head.serial for head in Head.objects.order_by("serial")] == list(range(1, len(times) + 1))


def test_head_after_the_clock_was_put_back(db: None) -> None:
    write(1)
    heads.publish_due(at=START)
    assert heads.publish_due(at=START - dt.timedelta(days=2)) == 1
    assert [head.serial for head in Head.objects.order_by("serial")] == [1, 2]


def test_every_chain_gets_a_head(cast: Cast) -> None:
    chain.sweep()
    assert log_tasks.publish_log_heads() == 2
    assert set(Head.objects.values_list("area", flat=True)) == {"markt", "elders"}
    assert log_tasks.publish_log_heads() == 0
    assert log_tasks.link_log() == 0


def test_without_a_key_no_head_is_signed(db: None, settings: Any) -> None:
    for wrong in ("", "x", "AAAA", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"):
        settings.AUDIT_KEY = wrong
        with pytest.raises(ImproperlyConfigured):
            heads.publish("markt", at=START, reason=HeadReason.HOUR)
    assert not Head.objects.exists()


def test_head_is_mailed_to_who_oversees(cast: Cast) -> None:
    assert mail_heads(at=cast.at) == 0
    cast.area.oversight_email = "toezicht@voorbeeld.example"
    cast.area.save(update_fields=["oversight_email"])
    assert log_tasks.mail_log_heads() == 1
    sent = mail.outbox[0]
    assert sent.to == ["toezicht@voorbeeld.example"]
    assert "Winkelgebied markt" in sent.subject
    notes = verifier.split_notes(sent.body)
    assert notes == [heads.newest_head("markt").note] and verifier_key("markt") in sent.body
    assert "coordinator" not in sent.body and "@" not in sent.body


def test_mail_that_does_not_leave_stops_no_other(cast: Cast, settings: Any, caplog: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for area in (cast.area, cast.elsewhere):
        area.oversight_email = "toezicht@voorbeeld.example"
        area.save(update_fields=["oversight_email"])
    assert mail_heads(at=cast.at) == 0
    assert caplog.text.count("was not mailed") == 2


def test_nightly_check_finds_what_was_changed_in_the_database(cast: Cast, capsys: Any, caplog: Any) -> None:
    call_command("check_log")
    assert capsys.readouterr().out == "every log is whole\n"
    walls.take_away(connection, kinds=("update",))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET actor = 'user:999' WHERE area = 'markt' AND action = 'permit.recorded'")
    with pytest.raises(CommandError, match=r"markt: Line \d+ \(number \d+\) was changed or replaced"):
        call_command("check_log")
    assert "the log of markt is not whole" in caplog.text
    results = Event.objects.filter(action="log.checked", area="markt").order_by("pk").values_list("result", flat=True)
    assert list(results) == ["done", "failed"], "that it was done stands there as well"


def test_two_at_once_get_two_serials(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that came second is refused its number by the database and takes the next."""
    write(1)
    first = heads.publish("markt", at=START, reason=HeadReason.HOUR)
    seen = [None, first]
    monkeypatch.setattr(heads, "newest_head", lambda area: seen.pop(0))
    assert heads.publish("markt", at=START, reason=HeadReason.HOUR).serial == 2


def test_production_does_not_start_without_a_key_or_with_a_term_that_is_not_allowed(settings: Any) -> None:
    good = settings.AUDIT_KEY
    cases = [("", 12, "audit.E001"), ("x", 12, "audit.E001"), (good, 30, "audit.E003"), (good, 5, "audit.E003")]
    for key, term, code in cases:
        settings.AUDIT_KEY, settings.LOG_MONTHS = key, term
        assert [error.id for error in (*checks.heads_can_be_signed(None), *checks.term_is_allowed(None))] == [code]
    settings.AUDIT_KEY = settings.MASTER_KEY = good
    assert [error.id for error in checks.heads_can_be_signed(None)] == ["audit.E002"]
