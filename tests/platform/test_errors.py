"""When something is wrong, the answer is plain, in the house style, and tells nothing of the inside."""

import errno
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import clear_url_caches, path

from config import urls
from config.errors import WORDS
from config.trouble import Trouble, trouble_in
from participants.models import User


def breaks(request: object) -> None:
    raise RuntimeError("a name that nobody may see")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """Two addresses that fail, one of the pages and one of the API."""
    broken_urls = [path("kapot/", breaks), path("api/v1/kapot", breaks), *urls.urlpatterns]
    monkeypatch.setattr(urls, "urlpatterns", broken_urls)
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def visitor(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("a@example.nl", name="A", is_staff=True))
    return client


def test_page_that_breaks_says_so_plainly(broken: None, visitor: Client) -> None:
    answer = visitor.get("/kapot/")
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.content.decode()
    assert "nobody may see" not in answer.content.decode()


def test_api_that_breaks_answers_a_problem(broken: None, visitor: Client) -> None:
    answer = visitor.get("/api/v1/kapot")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "server_error"
    assert "nobody may see" not in answer.content.decode()


@pytest.mark.parametrize("media_type", ["application/x-www-form-urlencoded", MULTIPART_CONTENT])
def test_page_says_that_what_was_sent_is_too_large(visitor: Client, settings, media_type: str) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    fields = {"language": "x" * 2 * 1024 * 1024}
    body: Any = fields if media_type == MULTIPART_CONTENT else urlencode(fields)
    answer = visitor.post("/taal/setlang/", body, content_type=media_type)
    assert answer.status_code == 413
    assert "Wat u stuurt is te groot: hoogstens 1 MB. Er is niets opgeslagen." in answer.content.decode()


def test_other_bad_request_keeps_its_plain_page(visitor: Client) -> None:
    answer = visitor.post("/taal/setlang/", "x", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400 and "Dit verzoek klopt niet" in answer.content.decode()


def test_unknown_address_is_a_dutch_page(visitor: Client) -> None:
    answer = visitor.get("/nergens/")
    assert answer.status_code == 404
    assert '<html lang="nl"' in answer.content.decode()


def test_form_without_its_token_is_refused_in_the_house_style(db: None) -> None:
    """A page that lay open too long; never the framework's own."""
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Ga terug, ververs de pagina" in answer.content.decode()


class DiskFull(Exception):
    sqlstate = "53100"


def as_django_tells_it(cause: BaseException) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


TROUBLES = {
    "a full disk of SQLite": (OperationalError("database or disk is full"), Trouble.FULL),
    "a full disk of PostgreSQL": (as_django_tells_it(DiskFull("x")), Trouble.FULL),
    "a full disk for a file": (OSError(errno.ENOSPC, "x"), Trouble.FULL),
    "a disk that is closed for writing": (OSError(errno.EROFS, "x"), Trouble.CLOSED),
    "a database that is closed for writing": (OperationalError("attempt to write a readonly database"), Trouble.CLOSED),
    "a database that is away": (OperationalError("connection failed: Connection refused"), Trouble.AWAY),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_of_the_store_is_told_in_a_sentence(name: str, visitor: Client, monkeypatch, settings) -> None:
    """In the page and in the API, and it never says that somebody is banned."""
    error, trouble = TROUBLES[name]

    def fails(request: object) -> None:
        raise error

    monkeypatch.setattr(urls, "urlpatterns", [path("kapot/", fails), path("api/v1/kapot", fails), *urls.urlpatterns])
    clear_url_caches()
    page, api = visitor.get("/kapot/"), visitor.get("/api/v1/kapot")
    clear_url_caches()
    assert page.status_code == api.status_code == 503
    assert str(WORDS[trouble]) in page.content.decode() and "mag die persoon naar binnen" in page.content.decode()
    assert (api.json()["code"], api.json()["detail"]) == (str(trouble), str(WORDS[trouble]))


def test_other_errors_are_no_trouble_of_the_store() -> None:
    for error in (None, ValueError("x"), OperationalError("no such table: x"), OSError(errno.ENOENT, "x")):
        assert trouble_in(error) is None
