"""Fifty wrong passwords at once on an embedded installation, with its one file and one writer (T21)."""

from pathlib import Path

import pytest

from tests import migrated
from tests.platform.surroundings import run

pytestmark = pytest.mark.embedded
GUESS = """
import logging, threading
import django
django.setup()
logging.disable(logging.CRITICAL)
from django.db import connections
from django.test import Client
from participants.models import User
User.objects.create_user("a@voorbeeld.example", "drie woorden en een stoep", name="A", is_staff=True)
barrier, bodies = threading.Barrier(50), []
def guess():
    barrier.wait()
    answer = Client().post("/account/login/", {"login": "a@voorbeeld.example", "password": "wrong"})
    bodies.append(answer.content.decode())
    connections.close_all()
threads = [threading.Thread(target=guess) for _ in range(50)]
[t.start() for t in threads]; [t.join() for t in threads]
print(sum("horen niet bij elkaar" in b for b in bodies), sum("te vaak" in b for b in bodies), len(bodies))
"""


def test_wrong_passwords_are_counted_for_fifty_at_once(tmp_path: Path) -> None:
    env = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DREMPEL_VAR": str(tmp_path / "var"),
        "ALLOWED_HOSTS": "testserver",
    }
    migrated.embedded(tmp_path / "var" / "drempel.sqlite3")
    done = run("-c", GUESS, env=env)
    assert done.stdout.strip() == "10 40 50", done.stderr[-2000:]
