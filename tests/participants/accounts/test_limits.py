"""A limit holds: in its window, and however many ask at once."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.db import connections

from participants import limits
from participants.models import Budget
from tests.cast import AT
from tests.platform.surroundings import run

HOUR = dt.timedelta(hours=1)
AT_ONCE = """
import datetime as dt, threading
import django
django.setup()
from django.db import connection, connections
from participants import limits
from participants.models import Budget
with connection.schema_editor() as editor:
    editor.create_model(Budget)
at, barrier, taken = dt.datetime(2026, 3, 16, tzinfo=dt.timezone.utc), threading.Barrier(50), []
def one():
    barrier.wait()
    taken.append(limits.take("door", limit=10, window=dt.timedelta(hours=1), at=at))
    connections.close_all()
threads = [threading.Thread(target=one) for _ in range(50)]
[t.start() for t in threads]; [t.join() for t in threads]
print(sum(taken), len(taken), Budget.objects.get().count)
"""


def take(at: dt.datetime = AT, bucket: str = "door", limit: int = 3) -> bool:
    return limits.take(bucket, limit=limit, window=HOUR, at=at)


def test_limit_is_used_up_and_comes_back(db: None) -> None:
    assert [take() for _n in range(5)] == [True, True, True, False, False]
    assert limits.free_again_at("door", at=AT) == AT + HOUR
    assert not take(AT + HOUR - dt.timedelta(seconds=1))
    assert take(AT + HOUR)


def test_buckets_are_apart_and_nothing_is_no_limit(db: None) -> None:
    assert take(limit=1) and not take(limit=1)
    assert take(bucket="window", limit=1)
    assert not take(bucket="wall", limit=0)


def test_use_is_given_back(db: None) -> None:
    assert take(limit=1)
    limits.give_back("door", at=AT)
    assert take(limit=1)
    limits.give_back("never used", at=AT)


def test_table_names_nobody_and_is_emptied(db: None) -> None:
    take(bucket="password:account:jan@voorbeeld.example")
    assert "jan" not in str(list(Budget.objects.values_list()))
    assert limits.forget_expired(at=AT) == 0
    assert limits.forget_expired(at=AT + HOUR) == 1
    assert not Budget.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_limit_holds_for_fifty_at_once_on_postgresql() -> None:
    """T21: not one more than the limit."""
    barrier, taken = threading.Barrier(50), []

    def one() -> None:
        try:
            barrier.wait(timeout=20)
            taken.append(take(limit=10))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(taken), sum(taken)) == (50, 10)


@pytest.mark.embedded
def test_limit_holds_for_fifty_at_once_on_sqlite(tmp_path: Path) -> None:
    """T21: the same in a file with one writer."""
    done = run("-c", AT_ONCE, env={"DJANGO_SETTINGS_MODULE": "config.settings", "DREMPEL_VAR": str(tmp_path / "var")})
    assert done.stdout.strip() == "10 50 10", done.stderr
