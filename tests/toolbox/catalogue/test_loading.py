"""Loading the catalogue: whole or not at all, and each change is a new version."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from audit.models import Event
from toolbox.catalogue import loading
from toolbox.catalogue.shelf import measure_for
from toolbox.catalogue.taxonomy import taxonomy
from toolbox.models import Measure

from .conftest import Write, facts

MONDAY, TUESDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 3)
pytestmark = pytest.mark.django_db


def load(folder: Path, on: dt.date = MONDAY) -> loading.Outcome:
    return loading.load(folder, by="test", on=on)


def versions(code: str = "shop-house-rules") -> list[tuple[int, dt.date, dt.date | None]]:
    rows = Measure.objects.filter(code=code).order_by("version")
    return [(m.version, m.valid_from, m.valid_until) for m in rows]


def test_our_own_files_hold_134_measures() -> None:
    """The catalogue that we publish is in order."""
    assert len(loading.read()) == 134


def test_loading_twice_changes_nothing_the_second_time(write: Write) -> None:
    """Safe to repeat, and the log tells of the one time that something changed."""
    folder = write(facts(), facts("safety-scan"))
    assert load(folder) == loading.Outcome(added=2, changed=0, unchanged=0, ended=0)
    assert load(folder, on=TUESDAY) == loading.Outcome(added=0, changed=0, unchanged=2, ended=0)
    assert [(event.action, event.facts["added"]) for event in Event.objects.all()] == [("toolbox.loaded", 2)]


def test_change_makes_a_new_version_and_keeps_the_old_one(write: Write) -> None:
    """On Monday the old text holds, from Tuesday the new one."""
    load(write(facts()))
    load(write(facts(title_nl="Huisregels")), on=TUESDAY)
    assert versions() == [(1, MONDAY, TUESDAY), (2, TUESDAY, None)]
    on_monday = measure_for("shop-house-rules", on=MONDAY)
    on_tuesday = measure_for("shop-house-rules", on=TUESDAY)
    assert on_monday and on_monday.title == "Huisregels bij de deur"
    assert on_tuesday and on_tuesday.title == "Huisregels"


def test_change_on_the_same_day_leaves_one_version_in_force(write: Write) -> None:
    """A correction of the same day replaces; the first text never held."""
    load(write(facts()))
    load(write(facts(title_nl="Huisregels")))
    assert versions() == [(1, MONDAY, MONDAY), (2, MONDAY, None)]
    assert Measure.objects.in_force(MONDAY).count() == 1


def test_measure_that_left_the_files_ends_and_may_come_back(write: Write) -> None:
    """It is not erased: what once held can still be read."""
    load(write(facts(), facts("safety-scan")))
    assert load(write(facts()), on=TUESDAY).ended == 1
    assert measure_for("safety-scan", on=TUESDAY) is None
    assert measure_for("safety-scan", on=MONDAY) is not None
    load(write(facts(), facts("safety-scan")), on=TUESDAY + dt.timedelta(days=1))
    assert [version for version, *_ in versions("safety-scan")] == [1, 2]


def test_order_of_keys_is_no_change(write: Write) -> None:
    """The fingerprint is of the content."""
    load(write(facts()))
    assert load(write(dict(reversed(facts().items()))), on=TUESDAY).unchanged == 1


def test_loading_backwards_in_time_is_refused(write: Write) -> None:
    """A version cannot end before it started."""
    load(write(facts()), on=TUESDAY)
    with pytest.raises(loading.CatalogueError, match="starts later"):
        load(write(facts(title_nl="Huisregels")), on=MONDAY)
    assert versions() == [(1, TUESDAY, None)]


@pytest.mark.parametrize(
    ("changes", "key", "complaint"),
    [
        ({"category": "shops"}, "category", "'category' has the unknown value 'shops'"),
        ({"severity": 9}, "severity", "'severity' has the unknown value 9"),
        ({"severity": True}, "severity", "'severity' has the unknown value True"),
        ({"problems": ["nuisance", "noise"]}, "problems", "'problems' has the unknown value 'noise'"),
        ({"problems": []}, "problems", "'problems' must not be empty"),
        ({"parties": "shopkeeper"}, "parties", "'parties' must be a list of codes"),
        ({"parties": ["shopkeeper", "shopkeeper"]}, "parties", "'parties' names one twice"),
        ({"person_directed": "no"}, "person_directed", "'person_directed' must be true or false"),
        ({"title_nl": ""}, "title_nl", "'title_nl' must be a text"),
        ({"title_nl": "x" * 121}, "title_nl", "'title_nl' is longer than 120 characters"),
        ({"steps_nl": ["Een."]}, "steps_nl", "'steps_nl' must have 3 to 7 items and has 1"),
        ({"source": "a newspaper"}, "source", "'source' must be a web address"),
        ({"other_sources": ["a newspaper"]}, "other_sources", "'other_sources' must be a list of web addresses"),
        ({"reviewed_on": "last week"}, "reviewed_on", "'reviewed_on' must be a day as 2026-11-26"),
        ({"privacy_nl": "Let op"}, "privacy_nl", "'privacy' needs both languages or neither"),
        ({"conditions_en": ["Visible"]}, "conditions_en", "'conditions' has another number of items in each language"),
        ({"nationality": "x"}, "nationality", "unknown key 'nationality'"),
        ({"lighter": ["never"]}, "lighter", "'lighter' names 'never', which is not in the catalogue"),
        ({"lighter": ["shop-house-rules"]}, "lighter", "'lighter' names the measure itself"),
        ({"lighter": ["safety-scan"]}, "lighter", "'lighter' names 'safety-scan', which cuts deeper"),
        (
            {"law_checked_on": "2026-03-01"},
            "law_checked_on",
            "a check of the law needs a date and what it was checked against, or neither",
        ),
    ],
)
def test_wrong_measure_is_named_with_file_and_line(
    write: Write, changes: dict[str, Any], key: str, complaint: str
) -> None:
    """Whoever edits the file finds the place, and nothing of the catalogue is loaded."""
    folder = write(facts("safety-scan", severity=2), facts(**changes))
    with pytest.raises(loading.CatalogueError) as caught:
        load(folder)
    lines = (folder / "shop-house-rules.yaml").read_text().splitlines()
    place = next(number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
    assert f"shop-house-rules.yaml:{place}: shop-house-rules: {complaint}" in caught.value.complaints
    assert not Measure.objects.exists()


def test_missing_key_and_double_code_are_told_together(write: Write) -> None:
    """All complaints at once, so that one round of editing is enough."""
    short = facts()
    del short["legal_basis_nl"]
    folder = write(short)
    (folder / "again").mkdir()
    (folder / "again/shop-house-rules.yaml").write_text(yaml.safe_dump(facts()))
    with pytest.raises(loading.CatalogueError) as caught:
        load(folder)
    assert [text.split(": ", 2)[2] for text in caught.value.complaints] == [
        "'legal_basis_nl' is missing",
        "already stands at shop-house-rules.yaml:9",
    ]


@pytest.mark.parametrize("code", ["House rules", "house_rules", "-a", "é"])
def test_code_is_fit_for_an_address(write: Write, code: str) -> None:
    """A code is stable and stands in addresses."""
    with pytest.raises(loading.CatalogueError, match="lower-case words joined by hyphens"):
        load(write(facts(code)))


def test_file_is_called_after_its_code(write: Write) -> None:
    """Who looks for a measure finds its file."""
    folder = write(facts())
    (folder / "shop-house-rules.yaml").rename(folder / "rules.yaml")
    with pytest.raises(loading.CatalogueError, match="the file is called 'rules'"):
        load(folder)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("code: a\ncode: b\n", "shops.yaml:2: 'code' stands here twice"),
        ("- code: a\n", "shops.yaml:1: a measure with keys is expected"),
        ("", "shops.yaml:1: a measure with keys is expected"),
        ("code: [a\n", "shops.yaml:2: expected ',' or ']', but got '<stream end>'"),
        ("code: !!python/object:os.system a\n", "could not determine a constructor"),
    ],
)
def test_file_that_is_no_measure_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """Broken YAML and code in YAML are complaints, not crashes."""
    (tmp_path / "shops.yaml").write_text(text)
    with pytest.raises(loading.CatalogueError) as caught:
        load(tmp_path)
    assert complaint in caught.value.complaints[0]


def test_latin_1_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    """Neither is read as something else."""
    with pytest.raises(loading.CatalogueError, match="there are no measures here"):
        load(tmp_path)
    (tmp_path / "shops.yaml").write_bytes("code: café".encode("latin-1"))
    with pytest.raises(loading.CatalogueError, match=r"shops\.yaml:1: cannot be read as UTF-8"):
        load(tmp_path)


def test_command_loads_checks_and_complains(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The same through the command that ./start and the timetable use."""
    call_command("load_catalogue", "--check")
    assert "134 measures, all in order." in capsys.readouterr().out and not Measure.objects.exists()
    call_command("load_catalogue")
    assert Measure.objects.count() == 134
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_catalogue", "--folder", str(write(facts(category="shops"))))
    assert Measure.objects.count() == 134


def test_titles_and_texts_mark_no_group_of_people() -> None:
    """The catalogue speaks of conduct, place and procedure; acts and organisations keep their names."""
    words = ("asiel", "asyl", "vluchteling", "nieuwkomer", "migrant", "herkomst", "afkomst", "nationali",
             "doelgroep", "moslim", "vreemdeling", "refugee", "newcomer", "foreigner", "origin")  # fmt: skip
    names = re.compile(
        r"vreemdelingen(wet|besluit|circulaire|bewaring|politie|recht\w*|keten|zaken)|vluchtelingenwerk|refugee council"
        r"|original\w*",
        re.I,
    )
    for entry in loading.read():
        keys = [key for key in entry.facts if key.endswith(("_nl", "_en")) and not key.startswith("legal_basis")]
        texts = names.sub("", " ".join(str(entry.facts[key]) for key in keys))
        assert not [word for word in words if word in texts.casefold()], entry.at()


def test_taxonomy_names_measures_that_there_are_and_climbs() -> None:
    """Every code in it is in the catalogue, and every pair has two different ones."""
    severities = {entry.code: entry.facts["severity"] for entry in loading.read()}
    assert taxonomy().codes() <= severities.keys()
    assert all(relation.a != relation.b for relation in taxonomy().relations)
    for ladder in taxonomy().ladders:
        assert severities[ladder.steps[0]] <= severities[ladder.steps[-1]], ladder.code


def test_earlier_installation_keeps_what_its_measures_said() -> None:
    """The migration puts thirty columns into one; a version from before has no steps, and can still be read."""
    old = Measure(code="old", version=1, facts={"code": "old", "title_nl": "Oud", "severity": 0, "data_class": "none"})
    assert old.title == "Oud" and old.steps == [] and old.effect_strength_label == "" and old.changes == []
