"""Corrections on pages of the apps below: a page names the tag, as it names an address, and imports nothing."""

from django import template

from bans.models import Sanction

from ..corrections.actions import ENDS
from ..corrections.models import Correction

register = template.Library()


@register.simple_tag
def correction_told(sanction: Sanction) -> Correction | None:
    """The correction that ended this measure and tells everybody; None when it was ended by another door."""
    return Correction.objects.filter(sanction=sanction, kind__in=ENDS).select_related("area").first()
