"""When something is wrong, the answer is plain, in the house style, and tells nothing of the inside."""

import pytest
from django.test import Client
from django.urls import path

from config import urls
from participants.models import User


def breaks(request: object) -> None:
    raise RuntimeError("a name that nobody may see")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """Two addresses that fail, one of the pages and one of the API."""
    broken_urls = [path("kapot/", breaks), path("api/v1/kapot", breaks), *urls.urlpatterns]
    monkeypatch.setattr(urls, "urlpatterns", broken_urls)
    from django.urls import clear_url_caches

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


def test_unknown_address_is_a_dutch_page(visitor: Client) -> None:
    answer = visitor.get("/nergens/")
    assert answer.status_code == 404
    assert '<html lang="nl"' in answer.content.decode()


def test_form_without_its_token_is_refused_in_the_house_style(db: None) -> None:
    """A page that lay open too long; never the framework's own."""
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Ga terug, ververs de pagina" in answer.content.decode()
