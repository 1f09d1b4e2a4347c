"""The tags of a letter: a mandatory element, and a reference that reads the same in any direction."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.translation import ngettext

from ..sheets.languages import given_languages

register = template.Library()


class ElementNode(template.Node):
    """Content that a letter must have; remembers what it rendered, for `letters` to judge."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        content = self.nodelist.render(context)
        context["elements"][self.name] = content
        return content


@register.tag("element")
def element(parser: Parser, token: Token) -> ElementNode:
    """`{% element "premises" %}…{% endelement %}`"""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endelement",))
    parser.delete_first_token()
    return ElementNode(name.strip("\"'"), nodelist)


@register.filter
def ltr(value: Any) -> str:
    """A reference, code or number that keeps its order in a text from right to left."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def language_name(code: str) -> str:
    """How a Dutch page calls the language that was given; its code, where that language is gone since."""
    return dict(given_languages()).get(code, code)


@register.filter
def in_months(count: int) -> str:
    """A term as words: one month, twelve months."""
    return ngettext("%(months)s maand", "%(months)s maanden", count) % {"months": count}
