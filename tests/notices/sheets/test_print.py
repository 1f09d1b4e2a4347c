"""Sheets on paper: their own fonts, at most two pages, words that can be read aloud."""

import ctypes
import io
import unicodedata

import pikepdf
import pypdfium2 as pdfium
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from notices.letters import to_pdf
from notices.pdf.fonts import FAMILIES
from notices.sheets.languages import languages
from notices.sheets.sheet import sheet_html
from tests.notices.sheets.conftest import FactsFor

CODES = sorted(languages())


def fonts_in(pdf: bytes) -> set[str]:
    """The families of the fonts in a PDF, each of which lies in the PDF itself."""
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in thing or "/FontFile3" in thing
                found.add(str(thing.FontName).partition("+")[2].replace("-", " ").removesuffix(" Bold"))
    return found


def fullest(facts_for: FactsFor) -> dict:
    """As much as a sheet can have to say."""
    facts = facts_for("combined")
    shops = [{"name": f"Boekhandel nr {number:02}", "business": "b", "address": "a"} for number in range(22)]
    check = {"check_page": "drempel.voorbeeld.example/brief", "code": "ABCD-EFGH-JKLM"}
    earlier = {"earlier": "2025-1234ABCD", "earlier_date": facts["date"]}
    return {**facts, **earlier, **check, "minor": True, "representative_told": True, "premises": shops}


def test_sheet_has_its_own_fonts_and_no_more_than_two_pages(facts_for: FactsFor) -> None:
    """No sign is left to whatever the machine has, however much there is to say."""
    facts = fullest(facts_for)
    for code, language in languages().items():
        pdf = to_pdf(sheet_html("combined", facts, code), identifier=code)
        assert language.font in fonts_in(pdf) and fonts_in(pdf) <= set(FAMILIES)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == language.tag and len(opened.pages) <= 2, code


def test_words_come_out_of_the_pdf_as_they_went_in(facts_for: FactsFor) -> None:
    """Whoever has it read aloud, or copies it into a dictionary, gets the words, in every language."""
    facts = facts_for("collective_ban")
    for code, language in languages().items():
        with pdfium.PdfDocument(to_pdf(sheet_html("collective_ban", facts, code), identifier=code)) as opened:
            said = plain("".join(part.get_textpage().get_text_bounded() for part in opened))
        for key in ("headline.ban", "happened.heading", "act.heading", "data.people"):
            for word in map(plain, language.texts[key].split()):
                # A ligature of lam and alef comes out of this reader from back to front.
                assert word in said or word.replace("لا", "ال") in said, (code, word)


def plain(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LN")


@pytest.mark.parametrize("code", CODES)
def test_every_sign_of_a_language_is_in_its_fonts(code: str) -> None:
    language = languages()[code]
    known: set[int] = set()
    for family in {language.font, "Letter", "Letter Extended"}:
        for weight in (400, 700):
            path = settings.BASE_DIR / "static/vendor/fonts" / f"{FAMILIES[family]}-{weight}-normal.woff2"
            known |= set(TTFont(path).getBestCmap())
    signs = set("".join([*language.texts.values(), language.own_name])) - {"\n", "\u200c"}
    assert {sign for sign in signs if ord(sign) not in known} == set()


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_arabic_script_goes_without_vowel_signs(code: str) -> None:
    """With them the PDF mixes up its letters for who has it read aloud."""
    marks = {key for key, text in languages()[code].texts.items() if any(unicodedata.combining(sign) for sign in text)}
    assert marks == set()


@pytest.mark.parametrize("code", ["ar", "nl-easy"])
def test_large_print_is_large(facts_for: FactsFor, code: str) -> None:
    """Eighteen points and more, down to the page number."""
    page = sheet_html("collective_warning", facts_for("collective_warning"), code, large_print=True)
    with pdfium.PdfDocument(to_pdf(page, identifier=code)) as opened:
        sizes = {size for part in opened for size in text_sizes(part)}
    assert sizes and min(sizes) >= 18


def text_sizes(page: pdfium.PdfPage) -> set[float]:
    """The sizes of all text on a page, in points."""
    found = set()
    for thing in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        assert pdfium.raw.FPDFTextObj_GetFontSize(thing, size)
        found.add(round(size.value * abs(thing.get_matrix().d), 1))
    return found


def test_pictograms_have_words_in_the_pdf(facts_for: FactsFor) -> None:
    """PDF/UA: a figure without words is a hole for who listens."""
    pdf = to_pdf(sheet_html("combined", facts_for("combined"), "nl-easy"), identifier="x")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert len(figures) == 10 and all(str(one.Alt) for one in figures)
