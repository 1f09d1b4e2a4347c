"""The words of a person's own page, in the language that the page speaks."""

import datetime as dt
from typing import Any

from django import template
from django.template import Context

from notices.sheets.words import date_in, dutch

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: Any) -> str:
    """`{% say "now.period" start=measure.starts_on end=measure.last_day %}`"""
    return context["voice"].say(key, **values)


@register.simple_tag(takes_context=True)
def sheet(context: Context, key: str, **values: Any) -> str:
    """The same from the explanation sheets."""
    return context["voice"].sheet(key, **values)


@register.filter
def dutch_name(value: Any) -> str:
    """A name that stays Dutch in every language."""
    return dutch(value)


@register.simple_tag(takes_context=True)
def day(context: Context, on: dt.date) -> str:
    """A day as the language of the page writes it."""
    return date_in(context["voice"].language, on)
