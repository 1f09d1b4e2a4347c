"""Health answers: to anybody, about the machinery alone."""

import pytest
from django.test import Client


def test_lives_without_login(client: Client) -> None:
    """The process answers, whatever the state of the database."""
    answer = client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_everything_works(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "migrations": True, "cache": True}


def test_not_ready_tells_what_and_nothing_more(client: Client, db: None, settings) -> None:
    """A cache that is down turns the answer red, without an address or a message in it."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    }
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "database": True, "migrations": True, "cache": False}


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_sets_no_cookie(client: Client, db: None, path: str) -> None:
    assert not client.get(path).cookies
