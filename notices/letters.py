"""Rendering a letter: facts into a template, the template judged, the page into a PDF."""

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, Template, loader
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.utils import translation
from django.utils.translation import gettext as _

from participants.refusals import Refusal

from .elements import EARLIER_WARNING, MANDATORY
from .models.notice import LetterKind
from .templatetags.letter import ElementNode

FONTS = {400: "source-sans-3-{}-400-normal.woff2", 700: "source-sans-3-{}-700-normal.woff2"}
PANGO_HINT = "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"


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


def render_letter(kind: str, facts: dict[str, Any], *, identifier: str, language: str = "nl") -> Letter:
    """Render the letter with these facts (see `notices.facts`). Dutch is the authentic text.

    The same facts and identifier give the same bytes. Refuses a template without a mandatory element (R37).
    """
    html = render_html(kind, facts, language=language)
    return Letter(html=html, pdf=to_pdf(html, identifier=identifier))


def render_html(kind: str, facts: dict[str, Any], *, language: str = "nl") -> str:
    """The letter as a page, judged for completeness."""
    template = loader.get_template(template_name(kind)).template
    return _render(template, kind, facts, language)


def _render(template: Template, kind: str, facts: dict[str, Any], language: str) -> str:
    elements: dict[str, str] = {}
    context = Context({**facts, "letter_kind": LetterKind(kind), "elements": elements, "fonts": _fonts()})
    with translation.override(language):
        html = template.render(context)
    needed = mandatory(kind, escalated=bool(facts.get("earlier")))
    empty = [name for name in needed if not elements.get(name, "").strip()]
    if empty:
        raise Refusal(
            "letter_incomplete",
            _("De brief mist een verplicht onderdeel en kan niet worden gebruikt: %s.") % ", ".join(empty),
            rule="R37",
        )
    return html


def template_name(kind: str) -> str:
    return f"notices/letters/{kind}.html"


def missing_elements(kind: str, template: Template) -> list[str]:
    """Mandatory elements for which the template, and what it extends or includes, has no place (R37)."""
    found = _elements_in(template)
    return [name for name in mandatory(kind, escalated=True) if name not in found]


def _elements_in(template: Template) -> set[str]:
    nodes = template.nodelist
    found = {node.name for node in nodes.get_nodes_by_type(ElementNode)}
    links = [node.parent_name for node in nodes.get_nodes_by_type(ExtendsNode)]
    links += [node.template for node in nodes.get_nodes_by_type(IncludeNode)]
    for link in links:
        name = str(link.resolve(Context()))
        if name.endswith(".html"):
            found |= _elements_in(loader.get_template(name).template)
    return found


def to_pdf(html: str, *, identifier: str) -> bytes:
    """The page as PDF/UA-1, without network or files. Refuses plainly where the engine is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except OSError as error:
        raise Refusal(
            "no_pdf_engine", _("Brieven maken kan hier nog niet. Nodig: %s") % PANGO_HINT
        ) from error
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
    try:
        return HTML(string=html, url_fetcher=fetcher).write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.encode(),
            font_config=FontConfiguration(),
        )
    except FatalURLFetchingError as error:  # a BaseException: no other handler would see it
        raise Refusal("letter_reaches_out", _("De brief verwijst naar iets buiten de brief.")) from error


@lru_cache(maxsize=1)
def _fonts() -> list[dict[str, Any]]:
    """The letter's own font as data, so that it looks the same on every machine."""
    folder = settings.BASE_DIR / "static" / "vendor" / "fonts"
    ranges = {"latin": "U+0000-00FF, U+2000-206F, U+20AC", "latin-ext": "U+0100-02FF, U+1E00-1EFF"}
    return [
        {
            "weight": weight,
            "range": ranges[part],
            "data": base64.b64encode((folder / name.format(part)).read_bytes()).decode(),
        }
        for weight, name in FONTS.items()
        for part in ranges
    ]
