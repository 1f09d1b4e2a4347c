"""Fifty questions in ordinary Dutch, and what makes a word find a measure."""

from pathlib import Path

import pytest
import yaml

from participants import clock
from toolbox.catalogue.finding.index import Index
from toolbox.catalogue.finding.words import stems, tokens
from toolbox.catalogue.shelf import shelf

from .conftest import facts

QUESTIONS = Path(__file__).parent / "questions"
ENOUGH = 0.95


@pytest.mark.parametrize("name", ["tuning", "held_out"])
def test_ordinary_questions_find_a_measure_that_fits(our_own: None, name: str) -> None:
    """Among the first five, for 95 in 100 questions (quality.md)."""
    rows = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    books = shelf(clock.today())
    found = [bool({m.code for m in books.ranked(row["ask"])[:5]}.intersection(row["want"])) for row in rows]
    assert len(rows) == 25
    missed = [row["ask"] for row, good in zip(rows, found, strict=True) if not good]
    assert sum(found) / len(rows) >= ENOUGH, missed


def test_questions_name_measures_that_there_are(our_own: None) -> None:
    """A measure that goes takes its questions along."""
    known = shelf(clock.today()).by_code
    for name in ("tuning", "held_out"):
        for row in yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8")):
            assert set(row["want"]) <= known.keys(), row["ask"]


def index(*titles: str) -> Index:
    return Index(
        [facts(title_nl=title, also_called_nl=[title], summary_nl=title, about_nl=title) for title in titles], "nl"
    )


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        ("pendelbussen", 0),
        ("PENDELBUS!", 0),
        ("pendelbuss", 0),
        ("bus", 0),
        ("cameratoezicht op straat", 1),
        ("camera's", 1),
        ("cameratoezigt", 1),
        ("cctv", 1),
        ("winkelverbodsregels", 2),
        ("iemand ontzeggen", 2),
    ],
)
def test_word_is_found_by_form_part_slip_and_synonym(asked: str, best: int) -> None:
    """Plural, capitals, a typing error, a part of a compound, and another word for it."""
    assert index("Pendelbus", "Cameratoezicht", "Winkelverbod").ranked(asked)[:1] == [best]


def test_question_without_a_word_that_says_something_finds_nothing() -> None:
    assert index("Pendelbus").ranked("de het een") == []


def test_accents_and_the_apostrophe_of_a_plural_say_nothing() -> None:
    assert tokens("Caissière camera's CAMERA’S") == ["caissiere", "cameras", "cameras"]
    assert stems("winkels", "nl") == stems("winkel", "nl")
