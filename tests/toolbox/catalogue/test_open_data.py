"""The catalogue to take along: the same in three forms, with a licence, and safe in a spreadsheet."""

import csv
import io
import json

import pytest
import yaml
from django.test import Client

from participants import clock
from toolbox.catalogue import loading, open_data
from toolbox.models import Measure

from .conftest import Write, facts

pytestmark = pytest.mark.django_db


def test_three_forms_hold_the_same(our_own: None, client: Client) -> None:
    """Every measure of today, with its code and version."""
    answers = {form: client.get(f"/maatregelen/open-data/catalogus.{form}") for form in ("json", "yaml", "csv")}
    assert all("creativecommons.org" in answer["Link"] for answer in answers.values())
    as_json = json.loads(answers["json"].content)
    as_yaml = yaml.safe_load(answers["yaml"].content)
    rows = list(csv.DictReader(io.StringIO(answers["csv"].content.decode("utf-8-sig")), delimiter=";"))
    assert as_json == as_yaml and as_json["licence"] == "CC-BY-4.0"
    assert len(as_json["measures"]) == len(rows) == Measure.objects.count()
    for one, row in zip(as_json["measures"], rows, strict=True):
        assert (
            one["code"] == row["code"] and one["title_nl"] == row["title_nl"] and str(one["version"]) == row["version"]
        )
    assert {ladder["code"] for ladder in as_json["taxonomy"]["ladders"]} == {
        "shop",
        "reception",
        "public-space",
        "transport",
    }


def test_files_that_were_taken_along_load_elsewhere(our_own: None, write: Write) -> None:
    """Without version and days it is a reviewed file again: a round trip changes nothing."""
    own = {"version", "valid_from", "checksum"}
    taken = [{k: v for k, v in row.items() if k not in own} for row in open_data.whole(clock.today())["measures"]]
    outcome = loading.load(write(*taken), by="test", on=clock.today())
    assert (outcome.changed, outcome.unchanged) == (0, 134)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_cell_that_a_spreadsheet_would_run_is_text(write: Write, start: str) -> None:
    """A formula in a text of ours, or of another municipality, is not carried out."""
    loading.load(write(facts(costs_nl=f"{start}cmd|x")), by="test", on=clock.today())
    rows = list(csv.DictReader(io.StringIO(open_data.as_csv(clock.today()).removeprefix("\ufeff")), delimiter=";"))
    assert rows[0]["costs_nl"] == f"'{start}cmd|x"


def test_page_shows_what_changed_last_and_another_form_is_not_there(our_own: None, client: Client) -> None:
    page = client.get("/maatregelen/open-data/").content.decode()
    assert "CC-BY-4.0" in page and "catalogus.csv" in page and "/versie/1/" in page
    assert client.get("/maatregelen/open-data/catalogus.xml").status_code == 404
