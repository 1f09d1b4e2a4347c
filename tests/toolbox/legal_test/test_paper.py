"""The paper of a closed test: whole, Dutch, without a name, and readable for who cannot see it."""

import io

import pikepdf
import pytest
from django.utils import translation
from pdfua import validate

from participants.models import User
from participants.refusals import Refusal
from tests.access.asking import words_of_pdf
from tests.notices.pdf.tagged import Tagged
from tests.toolbox.measures import CONDITIONS
from toolbox.legal_test.models import LegalTest
from toolbox.legal_test.paper import paper
from toolbox.legal_test.questions import questions

from .conftest import REASON, Examiner


@pytest.fixture
def closed(tests: Examiner) -> LegalTest:
    test = tests.answer_all(tests.begin("collective-shop-ban"), privacy="unknown")
    tests.answer(test, "conditions", conditions={CONDITIONS[0]: "Foto van de deur"})
    tests.answer(test, "problem", reason="Veertig keer dit jaar.\nVooral op vrijdag. <b>Echt</b> & waar.")
    return LegalTest.objects.get(pk=tests.close(test).pk)


def words(pdf: bytes) -> str:
    return " ".join(words_of_pdf(pdf).split())


def test_it_holds_place_measure_every_question_and_where_to_sign(closed: LegalTest) -> None:
    text = words(paper(closed))
    for expected in (
        "Juridische toets: Collectief winkelverbod", "Diefstal aan de Markt", "tussen de Markt en de Kade",
        "Uitkomst: Nog niet", "Ja, volgens het register: AP-1", "Foto van de deur", "nog niet in orde",
        "Nog te regelen: Een brief met reden en duur", "Vooral op vrijdag. <b>Echt</b> & waar.", "De voorzitter",
        "Nog niet bekend.", "12 september 2026", "Handtekening", "Eerste ondertekenaar", "Tweede ondertekenaar",
        "Datum", "16 maart 2026", closed.measure_checksum[:16],
    ):  # fmt: skip
        assert expected in text, expected
    assert text.count(REASON) == 10
    for question in questions().values():
        assert question.texts["question_nl"] in text


def test_it_is_dutch_whoever_prints_it(closed: LegalTest) -> None:
    with translation.override("en"):
        in_english = paper(closed)
    assert in_english == paper(closed)


def test_it_names_nobody(closed: LegalTest) -> None:
    text = words(paper(closed))
    for user in User.objects.all():
        assert user.name not in text and user.email not in text


def test_it_can_be_read_aloud(closed: LegalTest, tmp_path) -> None:
    """PDF/UA-1 with a title, a language, headings in order, and tables that say of what."""
    pdf = paper(closed)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    assert [f"{found.rule_id} {found.message}" for found in validate(str(path)).findings] == []
    tagged = Tagged(pdf)
    assert str(tagged.pdf.Root.Lang) == "nl" and tagged.pdf.Root.MarkInfo.Marked
    title = tagged.pdf.open_metadata()["dc:title"]
    assert title == "Juridische toets van Collectief winkelverbod: Diefstal aan de Markt"
    levels = [int(heading.role[1]) for heading in tagged.elements("H1", "H2", "H3")]
    assert levels == [1, 2, 2, *[3] * 11, 2]
    for table in tagged.elements("Table"):
        headings = [element for element in table.walk() if element.role == "TH"]
        assert headings and {heading.scope for heading in headings} <= {"Row", "Column"}


def test_a_no_says_why_and_which_questions_nobody_answered(tests: Examiner) -> None:
    tests.cast.area.permits.all().delete()
    text = words(paper(tests.close(tests.begin("collective-shop-ban"))))
    assert "Uitkomst: Nee" in text and "geen geldige vergunning" in text
    assert text.count("Niet beantwoord: de uitkomst stond al vast.") == 11


def test_long_answers_flow_over_pages(tests: Examiner) -> None:
    test = tests.answer_all(tests.begin())
    for code in questions():
        tests.answer(test, code, reason="Een zin die vaker staat. " * 79)
    with pikepdf.open(io.BytesIO(paper(tests.close(test)))) as opened:
        assert 4 <= len(opened.pages) <= 12


def test_an_open_test_has_no_paper(tests: Examiner) -> None:
    with pytest.raises(Refusal) as caught:
        paper(tests.begin())
    assert caught.value.code == "test_open"
