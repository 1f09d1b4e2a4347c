"""The language of an association's own texts: paragraphs, lists, bold and slanted words, and a few named fields.

There is nothing in it to call, to repeat or to reach. Markdown makes the page, with mark-up, pictures, links and code
switched off; a field becomes a value afterwards, so that no value is read as Markdown; and nh3 lets only plain tags
through, whatever came before.
"""

import re
from collections.abc import Iterable, Mapping

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from bans.free_text import check_free_text
from participants.refusals import Refusal

# The fields that there are; each is about the area or the shop, and none about a person.
FIELDS = ("vereniging", "gebied", "winkel", "onderneming", "email", "telefoon", "website")
FIELD = re.compile(r"\{\{\s*(\w*)\s*\}\}")
# What is left after the fields are taken out, and looks as if it was meant as one.
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
OFF = (
    "autolink", "backticks", "blockquote", "code", "entity", "escape", "fence", "heading", "hr", "html_block",
    "html_inline", "image", "lheading", "link", "reference",
)  # fmt: skip
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em"}
_markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 10}).disable(list(OFF))


def check_text(text: str, *, field: str, longest: int) -> str:
    """The text as it is kept. Refuses one that is too long, an unknown field, and what no text may hold (R68)."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > longest:
        sentence = _("Deze tekst is te lang: %(count)s tekens. Gebruik er hoogstens %(most)s.")
        raise Refusal("text_too_long", sentence % {"count": len(text), "most": longest}, field=field)
    if unknown := [name for name in FIELD.findall(text) if name not in FIELDS]:
        raise Refusal("unknown_field", _unknown(unknown), field=field)
    if BRACES.search(FIELD.sub("", text)):
        raise Refusal(
            "bad_field",
            _("Schrijf een veld zo: {{ winkel }}. Andere tekens tussen accolades kent Drempel niet."),
            field=field,
        )
    return check_free_text(text, field)


def _unknown(names: Iterable[str]) -> str:
    facts = {
        "names": ", ".join(f"{{{{ {name} }}}}" for name in dict.fromkeys(names)),
        "known": ", ".join(f"{{{{ {name} }}}}" for name in FIELDS),
    }
    return _("Dit veld bestaat niet: %(names)s. U kunt kiezen uit: %(known)s.") % facts


def as_page(text: str, values: Mapping[str, str]) -> SafeString:
    """The text as mark-up for a letter, its fields replaced by these values; empty when there is no text."""
    page = FIELD.sub(lambda found: escape(values.get(found.group(1), "")), _markdown.render(text))
    return SafeString(nh3.clean(page, tags=TAGS, attributes={}).strip())
