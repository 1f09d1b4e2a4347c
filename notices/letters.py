"""Rendering a letter: facts into a template, the template judged, the page into a PDF."""

import atexit
import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.template import Context, Template, loader
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from participants.refusals import Refusal

from .elements import EARLIER_WARNING, MANDATORY
from .models.notice import LetterKind
from .templatetags.letter import ElementNode

FAMILIES = {"Letter": "latin", "Letter Extended": "latin-ext"}
PANGO_HINT = "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
_ENGINE = Lock()


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
    template = load(template_name(kind))
    return _render(template, kind, facts, language)


def _render(template: Template, kind: str, facts: dict[str, Any], language: str) -> str:
    elements: dict[str, str] = {}
    context = Context({**facts, "letter_kind": LetterKind(kind), "elements": elements})
    with translation.override(language):
        html = template.render(context)
    needed = mandatory(kind, escalated=bool(facts.get("earlier")))
    # A table without rows or an empty paragraph tells nobody anything.
    empty = [name for name in needed if not strip_tags(elements.get(name, "")).strip()]
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


def load(name: str) -> Template:
    """A template by name, as the engine compiled it."""
    compiled: Any = loader.get_template(name)
    return compiled.template


def _elements_in(template: Template) -> set[str]:
    nodes: Any = template.nodelist
    found = {node.name for node in nodes.get_nodes_by_type(ElementNode)}
    links = [node.parent_name for node in nodes.get_nodes_by_type(ExtendsNode)]
    links += [node.template for node in nodes.get_nodes_by_type(IncludeNode)]
    for link in links:
        name = str(link.resolve(Context()))
        if name.endswith(".html"):
            found |= _elements_in(load(name))
    return found


def to_pdf(html: str, *, identifier: str) -> bytes:
    """The page as PDF/UA-1, without network or files. Refuses plainly where the engine is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except OSError as error:
        raise Refusal("no_pdf_engine", _("Brieven maken kan hier nog niet. Nodig: %s") % PANGO_HINT) from error
    # Text shaping is not safe for threads, and one letter takes a fraction of a second.
    with _ENGINE:
        fonts, style = _fonts()
        try:
            return HTML(string=html, url_fetcher=_fetcher()).write_pdf(
                pdf_variant="pdf/ua-1",
                pdf_identifier=identifier.encode(),
                stylesheets=[style],
                font_config=fonts,
            )
        except FatalURLFetchingError as error:  # a BaseException: no other handler would see it
            raise Refusal("letter_reaches_out", _("De brief verwijst naar iets buiten de brief.")) from error


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)


@lru_cache(maxsize=1)
def _fonts() -> tuple[Any, Any]:
    """The letter's own font as data, loaded once: it looks the same on every machine.

    Each file has a family name of its own. Under one name the engine mixes up their glyphs as soon as a
    name needs both: "Łukasz" made the whole letter unreadable.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    folder = settings.BASE_DIR / "static" / "vendor" / "fonts"
    faces = []
    for family, part in FAMILIES.items():
        for weight in (400, 700):
            data = base64.b64encode((folder / f"source-sans-3-{part}-{weight}-normal.woff2").read_bytes()).decode()
            source = f'url(data:font/woff2;base64,{data}) format("woff2")'
            faces.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {source} }}')
    fonts = FontConfiguration()
    # Let it close its files while the interpreter still stands.
    atexit.register(_fonts.cache_clear)
    return fonts, CSS(string="\n".join(faces), font_config=fonts, url_fetcher=_fetcher())
