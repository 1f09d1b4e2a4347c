"""Nothing leaks sideways: a story with marked people leaves no mark outside the sealed columns (G15, G29).

Searched are every line of every log at its most talkative, every row of the database as it lies there,
Redis, the key ring and the folder for temporary files.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from bans import keyring
from bans.models import Incident, Sanction
from config.celery import app
from notices.demo import silhouettes
from tests.cast import Cast, cast
from tests.screens import Screens, screens

__all__ = ["cast", "screens"]

MARK = "Zwmerk"
ASKED = "Zvnooit"
REPORT = {
    "conduct_code": "robbery",
    "happened_at": "2026-03-16T09:00",
    "place": f"bij {MARK}plaats",
    "observed_by": f"{MARK}getuige",
    "observer_function": f"{MARK}functie",
    "narrative": f"Nam {MARK}tabak mee en dreigde met slaan.",
    "police_report": f"{MARK}aangifte",
    "family_name": f"{MARK}achternaam",
    "given_name": f"{MARK}voornaam",
    "birth_date": "1987-06-05",
    "address": f"{MARK}straat 1",
    "identity_basis": "stated",
    "submission_key": "a" * 32,
}


@pytest.fixture
def everything_said() -> Iterator[list[str]]:
    """What all loggers say, down to the smallest thing."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(f"{record.getMessage()} {record.exc_info or ''} {record.args}")

    listener, root = Listener(), logging.getLogger()
    loud = [root, *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    before = [(logger, logger.level, logger.propagate) for logger in loud]
    for logger in loud:
        logger.setLevel(logging.DEBUG)
        logger.propagate = True
    root.addHandler(listener)
    yield said
    root.removeHandler(listener)
    for logger, level, propagate in before:
        logger.setLevel(level)
        logger.propagate = propagate


def play(screens: Screens, cast: Cast) -> None:
    """Report, propose, approve, print, ask at the counter, look, and type rubbish, each on its page."""
    manager, counter = screens.of("manager_a"), screens.of("counter_b")
    photo = SimpleUploadedFile("foto.jpg", silhouettes.draw(MARK), content_type="image/jpeg")
    answer = manager.post("bans:incident-new", shop=cast.shop_a.pk, photo=photo, **REPORT)
    assert answer.status_code == 302, answer.content.decode()
    incident = Incident.objects.get()
    reason = f"{MARK}reden"
    chosen = {"kind": "ban", "scope": "area", "months": 12, "reason": reason}
    assert manager.post("bans:impose", incident.reference, **chosen).status_code == 302
    ban = Sanction.objects.get()
    assert screens.of("approver").post("bans:decide", ban.reference, "goedkeuren").status_code == 302
    assert (
        manager.post("notices:prepare", ban.reference, starts_on="2026-03-16", delivery="in_person").status_code < 400
    )
    for page, *place in (("bans:register",), ("bans:desk",), ("bans:sanction", ban.reference)):
        assert screens.of("coordinator").get(page, *place).status_code == 200
    for family_name in (ASKED, f"{MARK}achternaam"):
        counter.post("bans:counter", shop=cast.shop_b.pk, family_name=family_name, given_name=f"{MARK}voornaam")
    # What goes wrong says no more than what goes right.
    counter.post("bans:counter", shop=cast.shop_b.pk, family_name=ASKED * 50)
    manager.post("bans:incident-new", shop=cast.shop_a.pk, **{**REPORT, "happened_at": "morgen", "conduct_code": "?"})
    refused = {"reason": f"{MARK}reden bsn 123456782", "cause": "changed", "sure": "on"}
    screens.of("coordinator").post("rights:correct", ban.reference, "withdrawn", **refused)
    counter.client.get(f"/gebied/{cast.area.slug}/maatregel/{ban.reference}/", {"q": "x"})


def rows_as_they_lie() -> Iterator[tuple[str, bytes]]:
    """Each table, as the bytes that a thief of the database reads."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            parts = [part for row in cursor.fetchall() for part in row]
            yield table, b"|".join(bytes(p) if isinstance(p, memoryview | bytes) else str(p).encode() for p in parts)


def holds(data: bytes) -> bool:
    return any(mark.lower().encode() in data.lower() for mark in (MARK, ASKED, "1987-06-05"))


def test_story_leaves_no_mark_outside_the_sealed_columns(
    screens: Screens, cast: Cast, everything_said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    play(screens, cast)
    tables = dict(rows_as_they_lie())
    assert {"audit_event", "django_session", "bans_person", "notices_notice"} <= set(tables)
    assert [table for table, data in tables.items() if holds(data)] == []
    assert [line for line in everything_said if holds(line.encode())] == []
    # Libraries say more the first time that they run in a process.
    assert len(everything_said) > 20
    assert [path for path in tmp_path.rglob("*") if path.is_file() and holds(path.read_bytes())] == []
    assert not holds(b"".join(path.read_bytes() for path in keyring.path().parent.iterdir() if path.is_file()))
    # The listener and the search find what is there.
    logging.getLogger("bans").info(MARK)
    assert [line for line in everything_said if holds(line.encode())] != []
    assert holds(Sanction.objects.get().person.family_name.encode())


@pytest.mark.redis
def test_redis_holds_no_mark(screens: Screens, cast: Cast, settings) -> None:
    """As cache of the pages and as broker of the tasks, whose arguments are nothing at all."""
    address = os.environ["DREMPEL_TEST_REDIS"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}}
    cache.clear()
    play(screens, cast)
    server = redis.Redis.from_url(address)
    found = {key: server.dump(key) for key in server.scan_iter()}
    assert not any(holds(key + (value or b"")) for key, value in found.items())
    assert all(not task.get("args") and not task.get("kwargs") for task in app.conf.beat_schedule.values())
    assert django_settings.CELERY_ACCEPT_CONTENT == ["json"]
