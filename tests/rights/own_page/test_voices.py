"""The languages of the page: the same as those of the sheets, each complete."""

from pathlib import Path

import pytest

from notices.sheets.languages import languages
from rights.own_page import voices as reading
from rights.own_page.checks import own_page_is_complete
from rights.own_page.voices import FOLDER, ORIGINAL, read_folder, voice_for, voices


def test_every_language_of_the_sheets_has_a_page() -> None:
    assert own_page_is_complete(None) == []
    assert list(voices()) == ["nl", *languages()] and len(voices()) == 13
    assert {voice.language.direction for voice in voices().values()} == {"ltr", "rtl"}


def test_translation_differs_from_the_dutch() -> None:
    """A text that was copied and not translated is found; a short word may be the same."""
    dutch = voices()["nl"].texts
    for voice in voices().values():
        if voice.code in ("nl", "nl-easy"):
            continue
        same = [key for key, text in voice.texts.items() if text == dutch[key] and len(text) > 25]
        assert not same, (voice.code, same)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("  button: ", "  knob: ", 1), ["form.button: is missing", "form.knob: is unknown"]),
        (lambda text: text.replace("{days}", "{nights}", 1), ["{days} is missing", "{nights} is unknown"]),
        (lambda text: text.replace("{days}", "{days", 1), ["braces are for"]),
    ],
)
def test_mistake_of_a_translator_is_named_with_file_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil, said: list[str]
) -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(spoil(text) if path.name == "pl.yaml" else text, encoding="utf-8")
    found, complaints = read_folder(tmp_path)
    assert "pl" not in found and all(complaint.startswith("pl.yaml") for complaint in complaints)
    for part in said:
        assert any(part in complaint for complaint in complaints), part
    monkeypatch.setattr("rights.own_page.checks.FOLDER", tmp_path)
    assert {problem.id for problem in own_page_is_complete(None)} == {"rights.E001"}


def test_language_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        if path.name != "ti.yaml":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    assert read_folder(tmp_path)[1] == ["ti.yaml: the file is missing"]


def test_words_that_yaml_would_read_as_something_else_are_text() -> None:
    texts = reading.read_texts(ORIGINAL)[0]
    assert texts["forgotten.on"].startswith("Verwijderd") and texts["unknown.false"].startswith("De brief")


@pytest.mark.parametrize(
    ("asked", "accepted", "code"),
    [
        ("pl", "ar", "pl"),
        ("", "ar-SY,ar;q=0.9,nl;q=0.5", "ar"),
        ("", "zh-CN,uk;q=0.4", "uk"),
        ("", "zh", "nl"),
        ("xx", "", "nl"),
        ("../", "tr", "tr"),
        ("nl-easy", "", "nl-easy"),
    ],
)
def test_language_is_what_was_asked_or_else_what_the_browser_reads(asked: str, accepted: str, code: str) -> None:
    assert voice_for(asked, accepted).code == code
