"""The catalogue in the browser: open to everybody, narrowed, compared, and readable in every version."""

import re
from pathlib import Path

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from participants import clock
from toolbox.catalogue import loading
from toolbox.models import Measure

from .conftest import Write, facts

pytestmark = pytest.mark.django_db
WAYS = yaml.safe_load((Path(__file__).parent / "questions/ways.yaml").read_text(encoding="utf-8"))
FIRST_LOOK = 10


@pytest.fixture
def loaded(write: Write) -> None:
    folder = write(
        facts(title_nl="Huisregels bij de deur", problems=["nuisance"], parties=["shopkeeper"]),
        facts("shop-cctv", title_nl="Camerabewaking", problems=["theft"], awaits_legal_review=True, severity=1),
        facts("shuttle-bus", title_nl="Pendelbus", category="transport", trigger="procedure", deciders=["mayor"]),
    )
    loading.load(folder, by="test", on=clock.today())


def titles(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/maatregelen/[^"]+/">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Huisregels bij de deur", "Camerabewaking", "Pendelbus"]),
        ("?q=PENDELBUS", ["Pendelbus"]),
        ("?q=pendelbuz", ["Pendelbus"]),
        ("?q=camera’s", ["Camerabewaking"]),
        ("?categorie=transport", ["Pendelbus"]),
        ("?soort=transport&soort=shopping", ["Huisregels bij de deur", "Camerabewaking", "Pendelbus"]),
        ("?probleem=theft", ["Camerabewaking", "Pendelbus"]),
        ("?probleem=thef", ["Huisregels bij de deur", "Camerabewaking", "Pendelbus"]),
        ("?zelf=ja", ["Huisregels bij de deur", "Camerabewaking"]),
        ("?zwaarte=1", ["Camerabewaking"]),
        ("?zwaarte=0&leidt=shopkeeper", ["Huisregels bij de deur", "Pendelbus"]),
        ("?voor=winkels&probleem=nuisance", ["Huisregels bij de deur", "Pendelbus"]),
        ("?probleem=theft&soort=shopping&q=camera", ["Camerabewaking"]),
        ("?q=qqqqqq", []),
    ],
)
def test_list_shows_what_fits_to_a_visitor_without_login(
    loaded: None, client: Client, query: str, expected: list[str]
) -> None:
    """Choices of one filter widen, those of two narrow; an unknown one is none; the lightest and freest come first."""
    page = client.get(f"/maatregelen/{query}").content.decode()
    assert titles(page) == expected
    assert f"{len(expected)} van 3 maatregelen" in page


def test_count_beside_a_choice_is_what_it_would_leave(loaded: None, client: Client) -> None:
    """Beside what is chosen in the other filters; and what is chosen can be taken back."""
    page = client.get("/maatregelen/?probleem=theft&stand=in_force").content.decode()
    counts = dict(
        re.findall(r'value="([a-z_-]+)"(?: checked)?>\s*<span>[^<]+</span> <span class="filter__count">(\d+)', page)
    )
    assert counts["shopping"] == "1" and counts["transport"] == "1" and counts["nuisance"] == "2"
    assert 'href="?probleem=theft"' in page and 'href="?stand=in_force"' in page


def test_list_says_where_it_comes_from_and_what_awaits_review(loaded: None, client: Client) -> None:
    """Inspired by the toolbox of November 2020, no copy, and read by no lawyer."""
    page = client.get("/maatregelen/").content.decode()
    assert "geïnspireerd op de landelijke toolbox van november 2020" in page and "geen kopie" in page
    assert "Geen jurist heeft ze beoordeeld" in page
    assert "1 maatregel steunt op regels die sinds juni 2026" in page
    assert page.count("Wacht op juridische toets") == 1


@pytest.mark.parametrize("query", ["", "?q=camera", "?voor=winkels&probleem=theft&zelf=ja"])
def test_list_asks_the_database_once_when_it_knows_the_catalogue(write: Write, client: Client, query: str) -> None:
    """One small question, whatever is asked for and however many measures there are (quality.md: at most eight)."""
    for measures in ([facts()], [facts(), facts("a"), facts("b")]):
        loading.load(write(*measures), by="test", on=clock.today())
        client.get("/maatregelen/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/maatregelen/{query}")
        # That no area was entered is told to PostgreSQL before and after each page.
        assert len([row for row in asked if "set_config" not in row["sql"]]) == 1


def test_list_without_a_catalogue_says_so(client: Client) -> None:
    """An empty list is not an empty page."""
    assert "nog niet geladen" in client.get("/maatregelen/").content.decode()


def test_changed_catalogue_is_seen_at_once(write: Write, loaded: None, client: Client) -> None:
    """What is kept in memory never outlives what is in the database."""
    client.get("/maatregelen/")
    loading.load(write(facts(title_nl="Regels")), by="test", on=clock.today())
    assert titles(client.get("/maatregelen/").content.decode()) == ["Regels"]


def test_detail_warns_of_review_and_of_procedure(loaded: None, client: Client) -> None:
    """Two different warnings, each only where it belongs."""
    procedure = client.get("/maatregelen/shuttle-bus/").content.decode()
    review = client.get("/maatregelen/shop-cctv/").content.decode()
    assert "geen gedrag." in procedure and "Wacht op juridische toets." not in procedure
    assert "Wacht op juridische toets." in review and "geen gedrag." not in review


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Nog niet naast de wet gelegd"),
        ({"legal_basis_nl": "Geen bijzondere grondslag nodig: eigen zaak"}, "Niet nodig"),
        ({"law_checked_on": "2026-03-01", "law_checked_against": ["https://example.org/wet"]}, "1 maart 2026"),
    ],
)
def test_detail_says_whether_the_law_was_checked(
    write: Write, client: Client, changes: dict[str, object], told: str
) -> None:
    """Checked against what, still to be checked, or nothing to check."""
    loading.load(write(facts(**changes)), by="test", on=clock.today())
    page = client.get("/maatregelen/shop-house-rules/").content.decode()
    assert told in page.partition("Wet nagekeken")[2].partition("</dd>")[0]


def test_detail_of_an_unknown_measure_is_not_there(loaded: None, client: Client) -> None:
    assert client.get("/maatregelen/never/").status_code == 404


@pytest.mark.once
def test_every_measure_of_our_own_catalogue_has_a_page_in_both_languages(our_own: None, client: Client) -> None:
    """No label or note is missing anywhere, and every field of the file is on its page."""
    for measure in Measure.objects.all():
        for tongue in ("nl", "en"):
            answer = client.get(measure.get_absolute_url(), headers={"accept-language": tongue})
            page = answer.content.decode()
            for name in ("title", "summary", "about", "duration", "costs", "legal_basis", "effect"):
                assert escape(measure.facts[f"{name}_{tongue}"]) in page, (measure, name)
            for name in ("steps", "conditions"):
                assert all(escape(text) in page for text in measure.facts[f"{name}_{tongue}"]), (measure, name)


def test_history_tells_what_changed_and_an_earlier_text_can_be_read(write: Write, loaded: None, client: Client) -> None:
    """The fields that differ are named, and the old page says that it is not the text of now."""
    loading.load(write(facts(title_nl="Regels", severity=1)), by="test", on=clock.today())
    page = client.get("/maatregelen/shop-house-rules/geschiedenis/").content.decode()
    assert "<code>severity</code>" in page and "<code>title_nl</code>" in page and "<code>summary_nl</code>" not in page
    old = client.get("/maatregelen/shop-house-rules/versie/1/").content.decode()
    new = client.get("/maatregelen/shop-house-rules/versie/2/").content.decode()
    assert "Huisregels bij de deur" in old and "niet de tekst van nu" in old and "niet de tekst van nu" not in new
    assert client.get("/maatregelen/shop-house-rules/versie/3/").status_code == 404
    assert client.get("/maatregelen/never/geschiedenis/").status_code == 404


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("", 0),
        ("?m=shop-cctv", 1),
        ("?m=shop-cctv&m=shuttle-bus", 2),
        ("?m=shop-cctv&m=shop-cctv&m=never&m=", 1),
        ("?m=shop-cctv&m=shuttle-bus&m=shop-house-rules", 3),
    ],
)
def test_two_or_three_measures_stand_side_by_side(loaded: None, client: Client, query: str, columns: int) -> None:
    """One column each; what is not there, or asked twice, gets none."""
    page = client.get(f"/maatregelen/vergelijken/{query}").content.decode()
    assert page.count('<th scope="col"><a') == columns


@pytest.mark.parametrize("audience", ["winkels", "gemeente", "vervoer", "politie"])
def test_way_in_offers_only_problems_that_lead_somewhere(our_own: None, client: Client, audience: str) -> None:
    """Each link gives a list with something in it."""
    page = client.get(f"/maatregelen/voor/{audience}/").content.decode()
    links = re.findall(r'class="problem" href="([^"]+)"', page)
    assert len(links) >= 5
    for link in links:
        assert titles(client.get(link.replace("&amp;", "&")).content.decode())


def test_way_in_of_an_empty_catalogue_is_a_page(client: Client) -> None:
    """Before anything was loaded nothing breaks."""
    assert client.get("/maatregelen/voor/winkels/").status_code == 200


def test_choice_in_an_old_address_can_be_taken_back(loaded: None, client: Client) -> None:
    """Under the name that the filter has today."""
    page = client.get("/maatregelen/?categorie=transport&probleem=theft").content.decode()
    assert 'href="?probleem=theft"' in page


def test_measure_that_left_leads_to_what_it_said(write: Write, loaded: None, client: Client) -> None:
    """A link of last year is not broken."""
    loading.load(write(facts()), by="test", on=clock.today())
    assert client.get("/maatregelen/shop-cctv/").url == "/maatregelen/shop-cctv/geschiedenis/"
    assert client.get("/maatregelen/shop-cctv/geschiedenis/").status_code == 200


def test_version_from_before_deciders_says_nothing_of_them(loaded: None, client: Client) -> None:
    """ "Nobody else" would be a guess."""
    row = Measure.objects.get(code="shop-cctv")
    Measure.objects.filter(pk=row.pk).update(facts={k: v for k, v in row.facts.items() if k != "deciders"})
    assert "Wie moet ja zeggen" not in client.get("/maatregelen/shop-cctv/versie/1/").content.decode()


def test_way_in_that_is_none_is_not_there(client: Client) -> None:
    assert client.get("/maatregelen/voor/iedereen/").status_code == 404


def test_what_nobody_does_says_why_and_what_instead(our_own: None, client: Client) -> None:
    """Each with its reason and a measure that may do."""
    page = client.get("/maatregelen/nooit/").content.decode()
    assert "Gezichtsherkenning" in page and page.count("Wat wel kan:") == 5
    assert "/maatregelen/individual-shop-ban/" in page


def test_text_that_looks_like_markup_stays_text(write: Write, client: Client) -> None:
    """Neither the catalogue nor the search words become part of the page."""
    loading.load(write(facts(title_nl="<b>Huisregels</b>")), by="test", on=clock.today())
    page = client.get("/maatregelen/", {"q": "<b>"}).content.decode()
    assert "<b>" not in page.split("<main", 1)[-1]


@pytest.mark.parametrize("rubbish", ["'; DROP TABLE--", "💥" * 60, "a" * 5000, "%", "é" * 99])
def test_rubbish_in_the_search_finds_nothing_and_breaks_nothing(loaded: None, client: Client, rubbish: str) -> None:
    """A page with the question in it and no measures."""
    answer = client.get("/maatregelen/", {"q": rubbish, "probleem": rubbish, "pagina": rubbish})
    assert answer.status_code == 200 and titles(answer.content.decode()) == []


def test_pages_only_answer_to_reading(loaded: None, client: Client) -> None:
    """Nothing can be written here."""
    assert client.post("/maatregelen/").status_code == 405
    assert client.post("/maatregelen/shop-cctv/").status_code == 405


@pytest.mark.parametrize("row", WAYS, ids=lambda row: row["measure"])
def test_who_knows_nothing_finds_a_measure_in_three_choices(our_own: None, client: Client, row: dict[str, str]) -> None:
    """From the front page: who one is, what happens, and then it stands among the first ten."""
    front = client.get("/").content.decode()
    way = f"/maatregelen/voor/{row['way']}/"
    assert f'href="{way}"' in front
    problem = next(
        link.replace("&amp;", "&")
        for link in re.findall(r'class="problem" href="([^"]+)"', client.get(way).content.decode())
        if link.endswith(f"probleem={row['problem']}")
    )
    listed = re.findall(r'<h3><a href="/maatregelen/([^"/]+)/">', client.get(problem).content.decode())
    assert row["measure"] in listed[:FIRST_LOOK]
