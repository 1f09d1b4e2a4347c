"""Every letter can be read aloud, found one's way in and archived: PDF/UA-1 as far as a program can tell."""

import re
from html import unescape
from itertools import pairwise

import pikepdf
import pytest
from pdfua import validate

from notices.letters import parts_of

from .made import KINDS, NAMES, PAPERS, SHEETS, Made
from .tagged import ARTIFACT, Element, Tagged

EVERY = pytest.mark.parametrize("name", NAMES)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@pytest.fixture
def letter(made: dict[str, Made], name: str) -> Made:
    return made[name]


@pytest.fixture
def tagged(letter: Made) -> Tagged:
    return Tagged(letter.pdf)


def squeezed(text: str) -> str:
    """Without any space: where a line ends, there is none."""
    return re.sub(r"[\s\u00a0\u00ad]+", "", text)


def test_there_is_one_of_every_kind(made: dict[str, Made]) -> None:
    assert list(made) and set(NAMES) == made.keys() and set(KINDS) < set(NAMES)


@EVERY
def test_validator_finds_nothing(letter: Made, tmp_path, name: str) -> None:
    """The twelve checks of pdfua, without an error or a warning."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter.pdf)
    report = validate(str(path))
    assert [f"{found.rule_id} {found.message}" for found in report.findings] == []


@EVERY
def test_document_says_what_it_is(tagged: Tagged, name: str) -> None:
    """PDF/UA-1, a title that is shown, a language, and that it is tagged."""
    root = tagged.pdf.Root
    metadata = tagged.pdf.open_metadata()
    assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"]
    assert str(root.Lang) == "nl" and root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle


@EVERY
def test_one_tree_under_one_document(tagged: Tagged, name: str) -> None:
    """Parts hang in it as parts; every branch knows what it hangs on."""
    assert [root.role for root in tagged.roots] == ["Document"]
    assert not [element for element in tagged.root.walk() if element.role == "Document" and element is not tagged.root]
    stack = [(tagged.pdf.Root.StructTreeRoot, child) for child in tagged.pdf.Root.StructTreeRoot.K]
    while stack:
        above, element = stack.pop()
        assert element.P.objgen == above.objgen
        children = element.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        stack += [(element, child) for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child]


@EVERY
def test_every_page_finds_its_branch(tagged: Tagged, name: str) -> None:
    """From each piece of text on a page one comes to its element, which is of that page and holds that piece."""
    nums = list(tagged.pdf.Root.StructTreeRoot.ParentTree.Nums)
    numbers = [int(number) for number in nums[::2]]
    assert numbers == sorted(set(numbers))
    branches = dict(zip(numbers, nums[1::2], strict=True))
    hanging = set(tagged.root.marks())
    for number, page in enumerate(tagged.pdf.pages):
        assert page.obj.Tabs == pikepdf.Name.S
        for mark, element in enumerate(branches[int(page.obj.StructParents)]):
            assert (element is not None) == ((number, mark) in hanging), (number, mark)
            if element is not None:
                assert element.Pg.objgen == page.obj.objgen


@EVERY
def test_nothing_on_a_page_is_left_out_or_said_twice(tagged: Tagged, name: str) -> None:
    """Each piece of text hangs in one place of the tree, or is furniture of the page."""
    hanging = list(tagged.root.marks())
    assert len(hanging) == len(set(hanging))
    loose = {mark: words for mark, words in tagged.words.items() if mark[1] != ARTIFACT and mark not in set(hanging)}
    assert loose == {}
    furniture = "".join(words for mark, words in tagged.words.items() if mark[1] == ARTIFACT)
    assert ("bladzijde" in furniture) == (name != "door")


@EVERY
def test_headings_go_down_one_step_at_a_time(tagged: Tagged, name: str) -> None:
    """The first is the title; none is empty, none lies within another."""
    levels = [int(heading.role[1]) for heading in tagged.elements(*HEADINGS)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    for heading in tagged.elements(*HEADINGS):
        assert tagged.text(heading).strip()
        assert [inner.role for inner in heading.walk() if inner.role in HEADINGS] == [heading.role]


@EVERY
def test_every_table_has_headings_that_say_of_what(tagged: Tagged, name: str) -> None:
    for table in tagged.elements("Table"):
        headings = [element for element in table.walk() if element.role == "TH"]
        assert headings and {heading.scope for heading in headings} <= {"Row", "Column"}
        widths = {sum(e.role in ("TH", "TD") for e in row.children if isinstance(e, Element)) for row in rows(table)}
        assert len(widths) == 1, widths


def rows(table: Element) -> list[Element]:
    return [element for element in table.walk() if element.role == "TR"]


@EVERY
def test_every_figure_is_told_in_words(tagged: Tagged, name: str) -> None:
    figures = tagged.elements("Figure")
    assert all(figure.alt.strip() for figure in figures)
    assert any("Logo van" in figure.alt for figure in figures)


@EVERY
def test_every_font_is_in_the_file(tagged: Tagged, name: str) -> None:
    fonts = [thing for thing in tagged.pdf.objects if is_font_descriptor(thing)]
    assert fonts
    for font in fonts:
        assert any(file in font for file in FONT_FILES), font.FontName


def is_font_descriptor(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.FontDescriptor


def as_heard(text: str, name: str) -> str:
    """Without spaces; the letters of a text from right to left in no order, for pdfium gives them as they stand."""
    return "".join(sorted(squeezed(text))) if name == SHEETS[1] else squeezed(text)


@EVERY
def test_bookmarks_lead_to_the_headings(tagged: Tagged, name: str) -> None:
    """One for each heading, in the same order, each to a page that is there."""
    pages = {page.obj.objgen: number for number, page in enumerate(tagged.pdf.pages)}
    titles, places = [], []
    with tagged.pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            titles.append(as_heard(str(item.title), name))
            places.append(pages[item.destination[0].objgen])
            waiting = [*item.children, *waiting]
    assert titles == [as_heard(tagged.text(heading), name) for heading in tagged.elements(*HEADINGS)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in (*SHEETS, *PAPERS)])
def test_it_is_read_in_the_order_in_which_it_was_written(tagged: Tagged, letter: Made, name: str) -> None:
    """The words of the tree, one after another, are those of the pages from which it was made."""
    heard = "".join(tagged.text(element) for element in leaves(tagged.root))
    written = "".join(words_of(part.html) for part in parts_of(letter.html))
    assert squeezed(heard) == squeezed(written)


def leaves(root: Element) -> list[Element]:
    """Every piece of text in reading order, but for the signs before the lines of a list and those in a drawing."""
    return [
        Element(element.role, children=[child for child in element.children if not isinstance(child, Element)])
        for element in in_order(root)
    ]


def in_order(element: Element) -> list[Element]:
    """Depth first, with text and branches as they come."""
    found: list[Element] = []
    for child in element.children:
        if not isinstance(child, Element):
            found.append(Element(element.role, children=[child]))
        elif child.role not in ("Lbl", "Figure"):
            found += in_order(child)
    return found


def words_of(page: str) -> str:
    body = page.partition("<body>")[2]
    return unescape(re.sub(r"<svg.*?</svg>|<!--.*?-->|<[^>]+>", "", body, flags=re.S))


@pytest.mark.parametrize(("name", "language"), [(SHEETS[0], "fr"), (SHEETS[1], "ar"), (SHEETS[2], "nl")])
def test_passage_in_another_language_says_in_which(tagged: Tagged, name: str, language: str) -> None:
    """The sheet is a part of its own language; in it a Dutch passage says that it is Dutch."""
    parts = tagged.elements("Part")
    assert [part.language for part in parts] == [language, "nl", "nl"]
    if language == "ar":
        arabic = [element for element in parts[0].walk() if re.search(r"[\u0600-\u06ff]", tagged.text(element))]
        assert arabic


def test_list_of_shops_goes_on_over_the_page(made: dict[str, Made]) -> None:
    """One table, however many pages: its headings are read once, its rows all."""
    tagged = Tagged(made["collective_ban"].pdf)
    (table,) = tagged.elements("Table")
    assert len({page for page, _mark in table.marks()}) > 1
    assert len(rows(table)) >= 1 + 48


def test_r38_warning_in_a_combined_letter_is_not_torn_apart(made: dict[str, Made]) -> None:
    """Its sign and its words stand on one page, also where the page before it is full."""
    tagged = Tagged(made["combined"].pdf)
    (sign,) = (figure for figure in tagged.elements("Figure") if "waarschuwing" in figure.alt)
    (words,) = (heading for heading in tagged.elements("H2") if "WAARSCHUWING" in tagged.text(heading))
    assert {page for page, _mark in sign.marks()} == {page for page, _mark in words.marks()}
