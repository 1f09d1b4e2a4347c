"""Rendering a letter: facts into a template, the template judged, the page into a PDF."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template import Context, Template, loader
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from participants.refusals import Refusal

from .elements import EARLIER_WARNING, MANDATORY
from .models.notice import LetterKind
from .pdf.engine import Part, make_pdf
from .pdf.signing import signed
from .rules import WITHOUT_OPENING, annexes_of
from .sheets.languages import language_of
from .sheets.sheet import sheet_html
from .templatetags.letter import ElementNode

# Stands between the letter and each annex. What somebody wrote cannot hold it: it is text, and no mark-up.
BETWEEN = re.compile("<!-- (shared )?part -->")
OWN_PART, SHARED_PART = "<!-- part -->", "<!-- shared part -->"


@dataclass(frozen=True)
class Explained:
    """The explanation behind a letter: the language of its reader, and whether in large print."""

    language: str
    large_print: bool = False


@dataclass(frozen=True)
class Letter:
    """One rendered letter: the page, the PDF, and the PDF's SHA-256."""

    html: str
    pdf: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def mandatory(kind: str, *, escalated: bool = False) -> tuple[str, ...]:
    """The elements that a letter of this kind must hold; an escalated one names the earlier warning."""
    served = "what_follows" in MANDATORY[kind] or "consequence" in MANDATORY[kind]
    return (*MANDATORY[kind], EARLIER_WARNING) if escalated and served else MANDATORY[kind]


def render_letter(
    kind: str, facts: dict[str, Any], *, identifier: str, language: str = "nl", explained: Explained | None = None
) -> Letter:
    """Render the letter with these facts (see `notices.facts`). Dutch is the authentic text.

    The same facts and identifier give the same bytes, but for the signature of an association that has a certificate.
    Refuses a template without a mandatory element (R37), and an explanation in a language that there is not.
    """
    html = render_html(kind, facts, language=language, explained=explained)
    pdf = to_pdf(html, identifier=identifier)
    return Letter(html=html, pdf=signed(pdf, area=facts["area"], at=facts["made_at"]))


def render_html(kind: str, facts: dict[str, Any], *, language: str = "nl", explained: Explained | None = None) -> str:
    """The letter, its explanation and its annexes as pages, one after another; letter and annexes judged together
    for completeness.

    An annex tells nothing about anybody: it is the same in many letters, and laid out once.
    """
    annexes = annexes_of(LetterKind(kind), collective=facts["collective"])
    elements: dict[str, str] = {}
    inside = set(annexes_of(LetterKind(kind), collective=True)) - set(annexes)
    context = {
        **facts,
        "letter_kind": LetterKind(kind),
        "annexes": annexes,
        "own_annexes": inside,
        "has_opening": kind not in WITHOUT_OPENING,
        "explained_in": language_of(explained.language).dutch_name if explained else "",
        "elements": elements,
    }
    with translation.override(language):
        pages: list[str] = [
            load(name).render(Context(context)) for name in (template_name(kind), *map(annex_name, annexes))
        ]
    refuse_gaps(mandatory(kind, escalated=bool(facts.get("earlier"))), elements)
    if explained:
        sheet = sheet_html(kind, facts, explained.language, large_print=explained.large_print)
        pages[0] = OWN_PART.join([pages[0], sheet])
    return SHARED_PART.join(pages)


def refuse_gaps(needed: Iterable[str], elements: dict[str, str]) -> None:
    """Refuse a page of which one of these elements stayed empty (R37)."""
    # A table without rows or an empty paragraph tells nobody anything.
    empty = [name for name in needed if not strip_tags(elements.get(name, "")).strip()]
    if empty:
        raise Refusal(
            "letter_incomplete",
            _("De brief mist een verplicht onderdeel en kan niet worden gebruikt: %s.") % ", ".join(empty),
            rule="R37",
        )


def template_name(kind: str) -> str:
    return f"notices/letters/{kind}.html"


def annex_name(annex: str) -> str:
    return f"notices/letters/annexes/{annex}.html"


def missing_elements(kind: str, template: Template) -> list[str]:
    """Mandatory elements for which the letter, what it extends or includes, and its annexes have no place (R37)."""
    found = elements_in(template)
    for annex in annexes_of(LetterKind(kind), collective=True):
        found |= elements_in(load(annex_name(annex)))
    return [name for name in mandatory(kind, escalated=True) if name not in found]


def load(name: str) -> Template:
    """A template by name, as the engine compiled it."""
    compiled: Any = loader.get_template(name)
    return compiled.template


def elements_in(template: Template) -> set[str]:
    """The elements for which a template, what it extends and what it includes have a place."""
    nodes: Any = template.nodelist
    found = {node.name for node in nodes.get_nodes_by_type(ElementNode)}
    links = [node.parent_name for node in nodes.get_nodes_by_type(ExtendsNode)]
    links += [node.template for node in nodes.get_nodes_by_type(IncludeNode)]
    for link in links:
        name = str(link.resolve(Context()))
        if name.endswith(".html"):
            found |= elements_in(load(name))
    return found


def to_pdf(html: str, *, identifier: str) -> bytes:
    """The pages as PDF/UA-1, without network or files (`notices.pdf.engine.make_pdf`)."""
    return make_pdf(parts_of(html), identifier=identifier)


def parts_of(html: str) -> list[Part]:
    """The letter and what lies behind it, as `render_html` put them one after another."""
    first, *rest = BETWEEN.split(html)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return [Part(first), *(Part(page, bool(shared)) for shared, page in pairs)]
