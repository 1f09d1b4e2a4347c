"""Health answers: to anybody, about the machinery alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

NINE = {"database", "migrations", "key_ring", "broker", "beat", "purge", "backup", "log_head", "disk"}


def test_lives_without_login(client: Client, db: None) -> None:
    """The process answers, whatever the state of the database."""
    answer = client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_not_ready_tells_what_and_nothing_more(client: Client, db: None, settings) -> None:
    """A Redis that is down turns the answer red, without an address or a message in it."""
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    told = answer.json()
    assert told["broker"] is False and told["database"] is True
    assert told.pop("status") == "not ready"
    assert set(told) == NINE and all(type(value) is bool for value in told.values())


def test_question_that_anybody_may_ask_is_answered_from_memory(client: Client, db: None) -> None:
    """For a few seconds, so that asking all the time costs little."""
    client.get("/readyz")
    with CaptureQueriesContext(connection) as asked:
        client.get("/readyz")
    assert not [query for query in asked if "config_duty" in query["sql"] or "django_migrations" in query["sql"]]


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_sets_no_cookie(client: Client, db: None, path: str) -> None:
    assert not client.get(path).cookies
