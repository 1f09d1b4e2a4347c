"""The questions: all eleven, in two languages, and with examples that one could type."""

import pytest
from django.utils import translation

from bans.free_text import check_free_text
from toolbox.catalogue.loading import FOLDER
from toolbox.catalogue.models import Measure
from toolbox.catalogue.reading import read_folder
from toolbox.catalogue.shelf import Shelf
from toolbox.catalogue.taxonomy import taxonomy
from toolbox.legal_test.beside import beside
from toolbox.legal_test.forms import AnswerForm
from toolbox.legal_test.judging import Permit, Standing
from toolbox.legal_test.models import LegalTest
from toolbox.legal_test.questions import TEXTS, questions
from toolbox.legal_test.rules import IF_NO, UNDER_A_PERMIT, Verdict, practices_in
from toolbox.legal_test.telling import conversation

EVERY = pytest.mark.parametrize("code", questions())


def test_questions_are_those_of_the_rules_in_the_same_order() -> None:
    assert list(questions()) == list(IF_NO)
    assert [row.number for row in questions().values()] == list(range(1, 12))


@EVERY
def test_every_text_is_there_in_both_languages(code: str) -> None:
    asked = questions()[code]
    for tongue in ("nl", "en"):
        with translation.override(tongue):
            texts = [getattr(asked, name) for name in TEXTS] + [fact.label for fact in asked.facts]
        assert all(text.strip() for text in texts)
    assert not [name for name in TEXTS if asked.texts[f"{name}_nl"] == asked.texts[f"{name}_en"]]


@EVERY
@pytest.mark.parametrize("tongue", ["nl", "en"])
def test_an_example_is_one_that_would_be_taken(code: str, tongue: str) -> None:
    """Nothing that the screening refuses, and nothing that nobody does."""
    example = questions()[code].texts[f"example_{tongue}"]
    assert check_free_text(example, "reason") == example and 10 <= len(example) <= 2000
    assert practices_in([example], {row.code: row.words for row in taxonomy().excluded}) == ()


def test_every_measure_of_the_catalogue_can_be_tested(db: None) -> None:
    """Each question has something beside it, and a form, for each measure that there is."""
    entries, _complaints = read_folder(FOLDER)
    measures = tuple(Measure(code=entry.code, version=1, facts=entry.facts) for entry in entries)
    assert {measure.code for measure in measures} >= UNDER_A_PERMIT and len(measures) > 100
    books = Shelf(measures)
    for measure in measures:
        stands = Standing(LegalTest(), measure, {}, Permit("missing"), Verdict("not_yet", ()))
        assert len(conversation(stands)) == 11
        for code, asked in questions().items():
            assert beside(code, stands, books), (measure.code, code)
            assert AnswerForm(question=asked, measure=measure).as_div()
