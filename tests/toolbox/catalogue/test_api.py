"""The catalogue as data: the same measures, without login, read only."""

import pytest
from django.test import Client

from participants import clock
from toolbox.catalogue import loading

from .conftest import Write, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(write: Write) -> None:
    folder = write(facts(title_nl="Huisregels"), facts("shuttle-bus", title_nl="Pendelbus", category="transport"))
    loading.load(folder, by="test", on=clock.today())


def test_list_gives_every_measure_to_anybody(loaded: None, client: Client) -> None:
    """By code, with a count."""
    answer = client.get("/api/v1/measures").json()
    assert answer["count"] == 2
    assert [m["code"] for m in answer["results"]] == ["shop-house-rules", "shuttle-bus"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?category=transport", ["shuttle-bus"]),
        ("?q=pendel", ["shuttle-bus"]),
        ("?problem=theft", ["shop-house-rules", "shuttle-bus"]),
        ("?problem=aggression", []),
        ("?category=shops", []),
    ],
)
def test_list_can_be_narrowed(loaded: None, client: Client, query: str, codes: list[str]) -> None:
    """The same filters as the page."""
    assert [m["code"] for m in client.get(f"/api/v1/measures{query}").json()["results"]] == codes


def test_detail_gives_the_facts_as_they_stand_in_the_file(loaded: None, client: Client) -> None:
    """Lists come back as lists, in both languages, with version and fingerprint."""
    answer = client.get("/api/v1/measures/shop-house-rules").json()
    expected = facts(title_nl="Huisregels")
    told = {key: value for key, value in expected.items() if key not in ("code", "history")}
    assert {key: answer["facts"][key] for key in told} == told
    assert answer["version"] == 1 and answer["checksum"] == loading.checksum(expected)


def test_unknown_measure_is_not_there_and_nothing_can_be_written(loaded: None, client: Client) -> None:
    """404 for what is not there; no method that writes."""
    assert client.get("/api/v1/measures/never").status_code == 404
    assert client.post("/api/v1/measures").status_code in {401, 405}
    assert client.delete("/api/v1/measures/shuttle-bus").status_code in {401, 405}


def test_changes_tell_what_began_and_what_ended(write: Write, loaded: None, client: Client) -> None:
    """Who keeps a copy asks for these, the newest first."""
    loading.load(write(facts(title_nl="Regels")), by="test", on=clock.today())
    answer = client.get("/api/v1/measures/changes").json()["results"]
    assert [(row["code"], row["version"], row["change"]) for row in answer] == [
        ("shuttle-bus", 1, "added"),
        ("shuttle-bus", 1, "ended"),
        ("shop-house-rules", 2, "changed"),
        ("shop-house-rules", 1, "added"),
    ]
