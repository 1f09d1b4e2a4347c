"""Loading the catalogue: whole or not at all, and each change is a new version."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from toolbox import catalogue
from toolbox.models import Measure

from .conftest import Write, facts

MONDAY, TUESDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 3)
pytestmark = pytest.mark.django_db


def load(folder: Path, on: dt.date = MONDAY) -> catalogue.Outcome:
    return catalogue.load(folder, by="test", on=on)


def versions(code: str = "shop-house-rules") -> list[tuple[int, dt.date, dt.date | None]]:
    rows = Measure.objects.filter(code=code).order_by("version")
    return [(m.version, m.valid_from, m.valid_until) for m in rows]


def test_our_own_files_hold_134_measures() -> None:
    """The catalogue that we publish is in order."""
    assert len(catalogue.read()) == 134


def test_loading_twice_changes_nothing_the_second_time(write: Write) -> None:
    """Safe to repeat, and the log tells of the one time that something changed."""
    folder = write(facts(), facts("safety-scan"))
    assert load(folder) == catalogue.Outcome(added=2, changed=0, unchanged=0, ended=0)
    assert load(folder, on=TUESDAY) == catalogue.Outcome(added=0, changed=0, unchanged=2, ended=0)
    assert [(event.action, event.facts["added"]) for event in Event.objects.all()] == [("toolbox.loaded", 2)]


def test_change_makes_a_new_version_and_keeps_the_old_one(write: Write) -> None:
    """On Monday the old text holds, from Tuesday the new one."""
    load(write(facts()))
    load(write(facts(title_nl="Huisregels")), on=TUESDAY)
    assert versions() == [(1, MONDAY, TUESDAY), (2, TUESDAY, None)]
    on_monday = catalogue.measure_for("shop-house-rules", on=MONDAY)
    on_tuesday = catalogue.measure_for("shop-house-rules", on=TUESDAY)
    assert on_monday and on_monday.title_nl == "Huisregels bij de deur"
    assert on_tuesday and on_tuesday.title_nl == "Huisregels"


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
    assert catalogue.measure_for("safety-scan", on=TUESDAY) is None
    assert catalogue.measure_for("safety-scan", on=MONDAY) is not None
    load(write(facts(), facts("safety-scan")), on=TUESDAY + dt.timedelta(days=1))
    assert [version for version, *_ in versions("safety-scan")] == [1, 2]


def test_order_of_keys_is_no_change(write: Write) -> None:
    """The fingerprint is of the content."""
    load(write(facts()))
    assert load(write(dict(reversed(facts().items()))), on=TUESDAY).unchanged == 1


def test_loading_backwards_in_time_is_refused(write: Write) -> None:
    """A version cannot end before it started."""
    load(write(facts()), on=TUESDAY)
    with pytest.raises(catalogue.CatalogueError, match="starts later"):
        load(write(facts(title_nl="Huisregels")), on=MONDAY)
    assert versions() == [(1, TUESDAY, None)]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"category": "shops"}, "'category' has the unknown value 'shops'"),
        ({"severity": 9}, "'severity' has the unknown value 9"),
        ({"severity": True}, "'severity' has the unknown value True"),
        ({"problems": ["nuisance", "noise"]}, "'problems' has the unknown value 'noise'"),
        ({"problems": []}, "'problems' must not be empty"),
        ({"parties": "shopkeeper"}, "'parties' must be a list"),
        ({"person_directed": "no"}, "'person_directed' must be true or false"),
        ({"title_nl": ""}, "'title_nl' must be a text"),
        ({"title_nl": "x" * 121}, "'title_nl' is longer than 120 characters"),
        ({"source": "a newspaper"}, "'source' must be a web address"),
        ({"other_sources": ["a newspaper"]}, "'other_sources' must be a list of web addresses"),
        ({"code": "House rules"}, "'code' must be lower-case words joined by hyphens"),
        ({"privacy_nl": "Let op"}, "'privacy' needs both languages or neither"),
        ({"nationality": "x"}, "unknown key 'nationality'"),
    ],
)
def test_wrong_measure_is_named_with_file_and_line(write: Write, changes: dict[str, Any], complaint: str) -> None:
    """Whoever edits the file finds the place, and nothing of the file is loaded."""
    folder = write(facts("safety-scan"), {"code": "shop-house-rules"} | facts() | changes)
    with pytest.raises(catalogue.CatalogueError) as caught:
        load(folder)
    line = (folder / "shops.yaml").read_text().splitlines().index(f"- code: {facts(**changes)['code']}") + 1
    assert caught.value.complaints == [f"shops.yaml:{line}: {facts(**changes)['code']}: {complaint}"]
    assert not Measure.objects.exists()


def test_missing_key_and_double_code_are_told_together(write: Write) -> None:
    """All complaints at once, so that one round of editing is enough."""
    short = facts()
    del short["legal_basis"]
    with pytest.raises(catalogue.CatalogueError) as caught:
        load(write(facts(), short))
    second = len(facts()) + 4  # partners is written on one line, the three filled lists on two or three
    assert [text.split(": ", 2)[2] for text in caught.value.complaints] == [
        "'legal_basis' is missing",
        "already stands at shops.yaml:1",
    ]
    assert int(caught.value.complaints[0].split(":")[1]) == second + 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- code: a\n  code: b\n", "shops.yaml:2: 'code' stands here twice"),
        ("code: a\n", "shops.yaml:1: a list of measures is expected"),
        ("- code: a\n- b\n", "shops.yaml:2: a measure with keys is expected"),
        ("- code: [a\n", "shops.yaml:2: expected ',' or ']', but got '<stream end>'"),
        ("- code: !!python/object:os.system a\n", "could not determine a constructor"),
    ],
)
def test_file_that_is_no_catalogue_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """Broken YAML and code in YAML are complaints, not crashes."""
    (tmp_path / "shops.yaml").write_text(text)
    with pytest.raises(catalogue.CatalogueError) as caught:
        load(tmp_path)
    assert complaint in caught.value.complaints[0]


def test_latin_1_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    """Neither is read as something else."""
    with pytest.raises(catalogue.CatalogueError, match="there are no measures here"):
        load(tmp_path)
    (tmp_path / "shops.yaml").write_bytes("- code: café".encode("latin-1"))
    with pytest.raises(catalogue.CatalogueError, match=r"shops\.yaml:1: cannot be read as UTF-8"):
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
    """The catalogue speaks of conduct, place and procedure."""
    words = ("asiel", "asyl", "vluchteling", "nieuwkomer", "migrant", "herkomst", "afkomst", "nationali",
             "doelgroep", "moslim", "vreemdeling", "refugee", "newcomer", "foreigner", "origin")  # fmt: skip
    for entry in catalogue.read():
        texts = " ".join(str(entry.facts.get(key, "")) for key in entry.facts if key.endswith(("_nl", "_en")))
        assert not [word for word in words if word in texts.casefold()], entry.place
