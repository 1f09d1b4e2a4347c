"""A tagged PDF as somebody hears it: its tree, and the words that hang in each branch.

Reads the file with two other programs than the one that made it: the tree with pikepdf, the words with pdfium.
"""

import io
from collections.abc import Iterator
from ctypes import c_ushort, sizeof
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

# A page's own furniture (its number, the reference below it) is marked so, and is not read out.
ARTIFACT = -1


@dataclass
class Element:
    """One branch: what it is, its language and its text for who cannot see, and what hangs in it, in order."""

    role: str
    language: str = ""
    alt: str = ""
    scope: str = ""
    children: "list[Element | tuple[int, int]]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def marks(self) -> Iterator[tuple[int, int]]:
        """The page and number of every piece of text, in the order in which it is read."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.marks()
            else:
                yield child


class Tagged:
    """The document, with `root` its one Document."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._page_of = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.words = _words_by_mark(data)
        self.roots = [self._element(child, None) for child in _list(self.pdf.Root.StructTreeRoot.K)]

    @property
    def root(self) -> Element:
        (root,) = self.roots
        return root

    def elements(self, *roles: str) -> list[Element]:
        return [element for element in self.root.walk() if element.role in roles]

    def text(self, element: Element) -> str:
        return "".join(self.words.get(mark, "") for mark in element.marks())

    def _element(self, source: Any, page: int | None) -> Element:
        page = self._page_of[source.Pg.objgen] if "/Pg" in source else page
        attributes = [entry for entry in _list(source.get("/A")) if isinstance(entry, pikepdf.Dictionary)]
        element = Element(
            role=str(source.S)[1:],
            language=str(source.get("/Lang", "")),
            alt=str(source.get("/Alt", "")),
            scope="".join(str(entry.get("/Scope", ""))[1:] for entry in attributes),
        )
        for child in _list(source.get("/K")):
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                element.children.append(self._element(child, page))
            elif isinstance(child, pikepdf.Dictionary) and child.get("/Type") == pikepdf.Name.MCR:
                where = self._page_of[child.Pg.objgen] if "/Pg" in child else page
                assert where is not None
                element.children.append((where, int(child.MCID)))
            elif isinstance(child, int):
                assert page is not None, element
                element.children.append((page, child))
        return element


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _words_by_mark(data: bytes) -> dict[tuple[int, int], str]:
    """The text of each marked piece, by page and number; all furniture of a page under `ARTIFACT`."""
    found: dict[tuple[int, int], str] = {}
    document = pdfium.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            textpage = page.get_textpage()
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                key = (number, raw.FPDFPageObj_GetMarkedContentID(thing.raw))
                found[key] = found.get(key, "") + _text_of(thing, textpage)
            textpage.close()
    finally:
        document.close()
    return found


def _text_of(thing: Any, textpage: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing.raw, textpage.raw, None, 0)
    buffer = (c_ushort * (size // sizeof(c_ushort) + 1))()
    raw.FPDFTextObj_GetText(thing.raw, textpage.raw, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace") if size >= 2 else ""
