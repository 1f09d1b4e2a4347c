"""The catalogue in the browser: open to everybody, findable by word, kind and problem."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from toolbox import catalogue, clock
from toolbox.models import Measure

from .conftest import Write, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(write: Write) -> None:
    folder = write(
        facts(title_nl="Huisregels bij de deur", problems=["nuisance"]),
        facts("shop-cctv", title_nl="Camerabewaking", problems=["theft"], awaits_legal_review=True),
        facts("shuttle-bus", title_nl="Pendelbus", category="transport", trigger="procedure"),
    )
    catalogue.load(folder, by="test", on=clock.today())


def titles(page: str) -> list[str]:
    return re.findall(r'<a href="/maatregelen/[^"]+/">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Camerabewaking", "Huisregels bij de deur", "Pendelbus"]),
        ("?q=PENDEL", ["Pendelbus"]),
        ("?q=deur+huisregels", ["Huisregels bij de deur"]),
        ("?categorie=transport", ["Pendelbus"]),
        ("?probleem=theft", ["Camerabewaking", "Pendelbus"]),
        ("?probleem=thef", ["Camerabewaking", "Huisregels bij de deur", "Pendelbus"]),
        ("?probleem=theft&categorie=shopping&q=camera", ["Camerabewaking"]),
        ("?q=niets", []),
    ],
)
def test_list_shows_what_fits_to_a_visitor_without_login(
    loaded: None, client: Client, query: str, expected: list[str]
) -> None:
    """Words must all occur; an unknown filter is no filter; the count is told."""
    page = client.get(f"/maatregelen/{query}").content.decode()
    assert titles(page) == expected
    assert f"{len(expected)} van 3 maatregelen" in page


def test_list_says_where_it_comes_from_and_what_awaits_review(loaded: None, client: Client) -> None:
    """Inspired by the toolbox of November 2020, and no copy."""
    page = client.get("/maatregelen/").content.decode()
    assert "geïnspireerd op de landelijke toolbox van november 2020" in page and "geen kopie" in page
    assert "1 maatregel wacht nog op een juridische toets" in page
    assert page.count("Wacht op juridische toets") == 1


def test_list_asks_the_database_equally_often_for_one_and_for_many(write: Write, client: Client) -> None:
    """Two questions: the whole catalogue for the counts, and what fits."""
    for measures in ([facts()], [facts(), facts("a"), facts("b")]):
        catalogue.load(write(*measures), by="test", on=clock.today())
        with CaptureQueriesContext(connection) as asked:
            client.get("/maatregelen/")
        # That no area was entered is told to PostgreSQL before and after each page.
        assert len([query for query in asked if "set_config" not in query["sql"]]) == 2


def test_list_without_a_catalogue_says_so(client: Client) -> None:
    """An empty list is not an empty page."""
    assert "nog niet geladen" in client.get("/maatregelen/").content.decode()


def test_detail_warns_of_review_and_of_procedure(loaded: None, client: Client) -> None:
    """Two different warnings, each only where it belongs."""
    procedure = client.get("/maatregelen/shuttle-bus/").content.decode()
    review = client.get("/maatregelen/shop-cctv/").content.decode()
    assert "geen gedrag." in procedure and "Wacht op juridische toets." not in procedure
    assert "Wacht op juridische toets." in review and "geen gedrag." not in review


def test_detail_of_an_unknown_or_ended_measure_is_not_there(loaded: None, client: Client) -> None:
    """Ended and never there look the same."""
    Measure.objects.filter(code="shop-cctv").update(valid_until=clock.today())
    assert client.get("/maatregelen/shop-cctv/").status_code == 404
    assert client.get("/maatregelen/never/").status_code == 404


def test_every_measure_of_our_own_catalogue_has_a_page_in_both_languages(client: Client) -> None:
    """No label or note is missing anywhere."""
    catalogue.load(by="test", on=clock.today())
    for measure in Measure.objects.all():
        dutch = client.get(measure.get_absolute_url(), headers={"accept-language": "nl"})
        english = client.get(measure.get_absolute_url(), headers={"accept-language": "en"})
        assert escape(measure.title_nl) in dutch.content.decode(), measure
        assert escape(measure.title_en) in english.content.decode(), measure


def test_text_that_looks_like_markup_stays_text(write: Write, client: Client) -> None:
    """Neither the catalogue nor the search words become part of the page."""
    catalogue.load(write(facts(title_nl="<b>Huisregels</b>")), by="test", on=clock.today())
    page = client.get("/maatregelen/", {"q": "<b>"}).content.decode()
    assert "<b>" not in page.split("<main", 1)[-1]


def test_pages_only_answer_to_reading(loaded: None, client: Client) -> None:
    """Nothing can be written here."""
    assert client.post("/maatregelen/").status_code == 405
    assert client.post("/maatregelen/shop-cctv/").status_code == 405
