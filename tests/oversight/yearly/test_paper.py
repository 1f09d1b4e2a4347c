"""The report as a PDF: it can be read aloud as any letter can, and holds the same numbers as the page."""

import io

import pypdfium2 as pdfium
import pytest
from pdfua import validate

from notices.letters import parts_of, to_pdf
from oversight.yearly.paper import facts_for_paper, page
from oversight.yearly.words import Judgement
from tests.cast import Cast
from tests.notices.pdf import test_structure as judges
from tests.notices.pdf.tagged import Tagged
from tests.screens import Screens

from .conftest import FILLED, YEAR, saved

# Long, and nothing in it is the database's.
pytestmark = pytest.mark.once

JUDGES = (
    judges.test_document_says_what_it_is,
    judges.test_one_tree_under_one_document,
    judges.test_every_page_finds_its_branch,
    judges.test_nothing_on_a_page_is_left_out_or_said_twice,
    judges.test_headings_go_down_one_step_at_a_time,
    judges.test_every_table_has_headings_that_say_of_what,
    judges.test_every_figure_is_told_in_words,
    judges.test_every_font_is_in_the_file,
    judges.test_bookmarks_lead_to_the_headings,
)
_made: list[bytes] = []


@pytest.fixture
def draft(cast: Cast) -> bytes:
    """Laid out once: the bytes stay when the database is emptied."""
    if not _made:
        answer = Screens(cast).of("coordinator").get("oversight:yearly-draft", YEAR)
        assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
        _made.append(answer.content)
    return _made[0]


def words(pdf: bytes) -> str:
    document = pdfium.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(one.get_textpage().get_text_range() for one in document).split())


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
def test_r74_report_passes_what_letters_pass(draft: bytes, judge) -> None:
    judge(Tagged(draft), "yearly")


def test_r74_validator_finds_nothing(draft: bytes, tmp_path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(draft)
    assert [f"{found.rule_id} {found.message}" for found in validate(str(path)).findings] == []


def test_r70_pictures_say_what_the_tables_say(draft: bytes) -> None:
    """What is not shown in a table is not shown in the words of its picture."""
    alts = [figure.alt for figure in Tagged(draft).elements("Figure")]
    assert "Individueel winkelverbod: niet getoond" in " ".join(alts)
    assert len([alt for alt in alts if "2025" in alt]) == 5


def test_r74_draft_says_that_it_is_one_and_leaves_lines(cast: Cast, draft: bytes) -> None:
    told = words(draft)
    assert "nog niet vastgesteld" in told and "Bij elk punt: hoe kwam dat" in told
    facts = facts_for_paper(cast.area, YEAR, on=cast.today)
    html = page(facts, FILLED, version=1, adopted_on=cast.today)
    assert "oncept" not in html.partition("<body>")[2] and 'class="lines"' not in html
    assert "Vastgesteld op" in html and FILLED.needed in html


def test_report_is_dutch_whoever_asks(cast: Cast) -> None:
    from django.utils import translation

    with translation.override("en"):
        html = page(facts_for_paper(cast.area, YEAR, on=cast.today), Judgement(), version=1)
    assert "niet getoond" in html and "not shown" not in html and "3 maart 2025" in html


def test_words_are_only_words_and_very_long_ones_fit(cast: Cast) -> None:
    rubbish = "<script>alert(1)</script> <!-- part --> {{ 7 }} \u202b" + "x" * 2900
    judgement = Judgement(went_well=rubbish[:3000], agreed="geen\n" * 500)
    html = page(facts_for_paper(cast.area, YEAR, on=cast.today), judgement, version=1)
    assert "<script>" not in html and len(parts_of(html)) == 1
    assert to_pdf(html, identifier="long").startswith(b"%PDF")


def test_no_name_of_the_cast_stands_in_it(cast: Cast) -> None:
    cast.coordinator.name = "Quirijn Zonderling"
    cast.coordinator.save()
    saved(cast)
    html = page(facts_for_paper(cast.area, YEAR, on=cast.today), FILLED, version=1, adopted_on=cast.today)
    assert "Zonderling" not in html and "door de coördinator" in html
