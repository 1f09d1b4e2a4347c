"""Runs at the same moment, on connections of their own: everybody has one mail, on either database (G3)."""

import threading
from collections import Counter
from pathlib import Path

import pytest
from django.core import mail
from django.db import connections

from notices.actions.digests import send_digests
from notices.models import DigestSent, ReminderSent
from participants.actions.evaluations import record_evaluation
from tests import migrated
from tests.cast import Cast, build_cast
from tests.factories import make_sanction
from tests.platform.surroundings import run

RUNS = 4


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_runs_at_once_mail_everybody_once(_round: int) -> None:
    cast: Cast = build_cast()
    for area, by in ((cast.area, cast.coordinator), (cast.elsewhere, cast.stranger)):
        record_evaluation(area, held_on=cast.today, by=by, at=cast.at)
    for name in ("Jansen", "Pieters", "Smit"):
        make_sanction(cast, served=False, family_name=name)
        make_sanction(cast, approved=False, served=False, family_name=name)
    barrier, counts = threading.Barrier(RUNS), []

    def once() -> None:
        try:
            barrier.wait(timeout=10)
            counts.append(send_digests(at=cast.at))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=once) for _number in range(RUNS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(counts) == RUNS
    assert Counter(message.to[0] for message in mail.outbox) == {
        user.email: 1 for user in (cast.coordinator, cast.approver, cast.manager_a)
    }
    assert sum(found.get("sent", 0) for found in counts) == 3
    assert DigestSent.objects.count() == 8 and ReminderSent.objects.count() == 12


EMBEDDED = """
import logging, threading
import django
django.setup()
logging.disable(logging.CRITICAL)
from django.conf import settings
from django.core import mail
from django.db import connections, transaction
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
mail.outbox = []
from notices.actions.digests import send_digests
from tests.cast import build_cast
from tests.factories import make_sanction
with transaction.atomic():
    cast = build_cast()
    make_sanction(cast, served=False)
    make_sanction(cast, approved=False, served=False, family_name="Jansen")
barrier, counts = threading.Barrier(4), []
def once():
    barrier.wait()
    counts.append(send_digests(at=cast.at))
    connections.close_all()
threads = [threading.Thread(target=once) for _ in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
print(sorted(m.to[0].partition("@")[0] for m in mail.outbox), len(counts), sum(c.get("failed", 0) for c in counts))
"""


@pytest.mark.embedded
def test_runs_at_once_on_one_file(tmp_path: Path) -> None:
    """SQLite has one writer: runs wait for each other, and none gives up."""
    env = {"DJANGO_SETTINGS_MODULE": "config.settings", "DREMPEL_VAR": str(tmp_path / "var")}
    migrated.embedded(tmp_path / "var" / "drempel.sqlite3")
    done = run("-c", EMBEDDED, env=env)
    assert done.stdout.strip() == "['approver', 'coordinator', 'manager_a', 'stranger'] 4 0", done.stderr[-2000:]
