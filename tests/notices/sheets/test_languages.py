"""Languages are folders: complete, in order, and refused with file and key where they are not."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.core.checks import run_checks

from bans.conduct import CONDUCT
from notices.sheets import languages as shelf
from notices.sheets.languages import languages, original, read_folders, sheet_choices
from notices.sheets.outline import outline
from notices.sheets.reading import FOLDER, placeholders
from participants.refusals import Refusal

CODES = {"en", "de", "fr", "es", "pl", "ro", "tr", "ar", "uk", "fa", "ti", "nl-easy"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A shelf with one language, to spoil."""
    shutil.copytree(FOLDER / "pl", tmp_path / "pl")
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_language_is_complete_against_the_dutch_original() -> None:
    """Each has every text, with the same placeholders, and words for everything that somebody can have done."""
    assert set(languages()) == CODES
    for language in languages().values():
        assert language.texts.keys() == original().keys()
        for key, text in language.texts.items():
            assert key == "date" or placeholders(text) == placeholders(original()[key]), (language.code, key)
        assert all(language.texts[f"conduct.{code}"] for code in CONDUCT)


def test_dutch_original_calls_conduct_as_the_register_does() -> None:
    assert {code: original()[f"conduct.{code}"] for code in CONDUCT} == {c.code: c.label for c in CONDUCT.values()}


def test_no_text_is_left_in_dutch() -> None:
    """A sentence that equals the original was forgotten; a word may be the same in two languages."""
    for language in languages().values():
        if language.tag != "nl":
            same = [key for key, text in language.texts.items() if text == original()[key] and len(text.split()) > 3]
            assert same == [], language.code


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("sheet.yaml", '  theft: "kradzież w sklepie"\n', "", "pl/sheet.yaml: conduct.theft: is missing"),
        ("sheet.yaml", '"kradzież w sklepie"', '""', "pl/sheet.yaml: conduct.theft: is empty"),
        ("sheet.yaml", "  theft:", "  teft:", "pl/sheet.yaml: conduct.teft: is unknown"),
        ("sheet.yaml", "{end} włącznie", "dziś", "pl/sheet.yaml: when.period: the placeholder {end} is missing"),
        ("sheet.yaml", "{area}", "{aera}", "pl/sheet.yaml: kind.collective_warning: the placeholder {aera} is unknown"),
        ("sheet.yaml", "{area}", "{area.slug}", "pl/sheet.yaml: kind.collective_warning: braces are for {names} alone"),
        ("sheet.yaml", "{area}", "{area", "pl/sheet.yaml: kind.collective_warning: braces are for {names} alone"),
        ("sheet.yaml", " {year}", "", "pl/sheet.yaml: date: a date has {day}, {month} and {year}, or {numbers}"),
        ("sheet.yaml", ", grudnia]", "]", "pl/sheet.yaml: months.12: is missing"),
        ("sheet.yaml", "  theft:", "  arson:", "'arson' stands there twice"),
        ("about.yaml", "own_name", "name", "pl/about.yaml: own_name: is missing"),
        ("about.yaml", "ltr", "up", "pl/about.yaml: direction: 'up' is none of ltr, rtl"),
        ("about.yaml", '"Letter"', '"Comic"', "pl/about.yaml: font: 'Comic' is none of Letter, Letter Extended"),
        ("about.yaml", "status: machine", "status: reviewed", "pl/about.yaml: by: is missing"),
        ("about.yaml", "status: machine", "status: reviewed\nby: A\non: gisteren", "on: 'gisteren' is no date"),
        ("about.yaml", "status: machine", "status: machine\nby: A", "pl/about.yaml: by: is unknown"),
        ("about.yaml", "tag: pl", "tag: [", "pl/about.yaml:"),
        ("about.yaml", "tag: pl", "tag: ''", "pl/about.yaml: tag: is empty"),
    ],
)
def test_folder_that_is_not_in_order_is_named_with_file_and_key(
    copy: Path, file: str, old: str, new: str, complaint: str
) -> None:
    spoil(copy / "pl" / file, old, new)
    read, complaints = read_folders(copy)
    assert read == [] and any(complaint in said for said in complaints), complaints


def test_folder_without_a_file_or_with_another_name_is_refused(copy: Path) -> None:
    (copy / "pl" / "about.yaml").unlink()
    shutil.copytree(FOLDER / "en", copy / "English")
    (copy / "ro").mkdir()
    (copy / "ro" / "about.yaml").write_text("- one")
    (copy / "ro" / "sheet.yaml").write_bytes(b"\xff\xfe\x00")
    read, complaints = read_folders(copy)
    assert read == []
    assert [said.partition(": ")[0] for said in complaints] == [
        "English",
        "pl/about.yaml",
        "ro/about.yaml",
        "ro/sheet.yaml",
    ]


def test_new_language_is_a_folder_and_no_code(copy: Path) -> None:
    """Italian from nothing but two files; `on` is a key and not a yes, however YAML likes it."""
    (copy / "pl").rename(copy / "it")
    spoil(copy / "it" / "about.yaml", "status: machine", "status: reviewed\nby: Anna Bianchi\non: 2026-03-14")
    (language,), complaints = read_folders(copy)
    assert complaints == [] and language.code == "it"
    assert (language.reviewed_by, str(language.reviewed_on)) == ("Anna Bianchi", "2026-03-14")


def test_check_names_what_is_wrong(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`manage.py check` stops on a language that is not in order."""
    assert [error for error in run_checks() if error.id == "notices.E003"] == []
    spoil(copy / "pl" / "sheet.yaml", "  theft:", "  teft:")
    monkeypatch.setattr("notices.checks.FOLDER", copy)
    said = [error.msg for error in run_checks() if error.id == "notices.E003"]
    assert "The explanation sheets: pl/sheet.yaml: conduct.theft: is missing" in said


def test_unknown_language_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        shelf.language_of("xx")
    assert (caught.value.code, caught.value.field) == ("no_such_sheet", "sheet")


def test_choices_are_in_dutch_with_the_name_that_readers_know() -> None:
    assert ("pl", "Pools (Polski)") in sheet_choices()
    assert ("nl-easy", "makkelijk Nederlands") in sheet_choices()
    labels = [label.casefold() for _code, label in sheet_choices()]
    assert labels == sorted(labels)


def test_every_text_of_the_original_is_used(facts_for) -> None:
    """A sentence that no sheet says need not be translated."""
    said = set()
    for kind in ("individual_warning", "individual_ban", "collective_warning", "combined", "representative"):
        facts = facts_for(kind)
        area = facts["area"]
        many = [{**facts["premises"][0], "name": f"Winkel {number:03}"} for number in range(60)]
        for changes in (
            {},
            {"minor": True, "representative_told": True, "earlier": "2025-1", "starts_on": None},
            {"premises": many},
        ):
            for area.covers_passages in (True, False):
                said |= keys_of(kind, {**facts, **changes})
    for kind in ("supplementary", "withdrawal", "annulment"):
        said |= keys_of(kind, facts_for(kind))
    own = {"date", "months", "sheet", "headline", "kind", "pictogram", "conduct"}
    sentences = {key for key in original() if key.partition(".")[0] not in own}
    assert said >= sentences


def keys_of(kind: str, facts: dict) -> set[str]:
    sections = outline(kind, facts)
    return {section.heading for section in sections} | {key for section in sections for key in section.sentences}


def test_files_are_plain_yaml() -> None:
    """Any other tool for translators can read them too."""
    for path in FOLDER.glob("*/*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
