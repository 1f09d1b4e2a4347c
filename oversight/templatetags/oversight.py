"""What the checks found, on pages of the register: a page names the tag and imports nothing."""

import datetime as dt

from django import template

from participants.models import ShoppingArea

from ..checks.showing import findings_in
from ..sampling.actions.drawing import waiting_in

register = template.Library()


@register.simple_tag
def findings_of(area: ShoppingArea, on: dt.date) -> int:
    """How many registrations of the area do not follow the protocol."""
    return findings_in(area, on=on)


@register.simple_tag
def asked_in_samples(area: ShoppingArea, on: dt.date) -> int:
    """About how many files of a sample the municipality waits for the association."""
    return len(waiting_in(area, on=on))
