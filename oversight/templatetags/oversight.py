"""What the checks found, on pages of the register: a page names the tag and imports nothing."""

import datetime as dt

from django import template

from participants.models import ShoppingArea

from ..checks.showing import findings_in

register = template.Library()


@register.simple_tag
def findings_of(area: ShoppingArea, on: dt.date) -> int:
    """How many registrations of the area do not follow the protocol."""
    return findings_in(area, on=on)
