"""Open requests on pages of the register: a page names the tag, as it names an address, and imports nothing."""

from typing import Any

from django import template

from bans.models import Sanction

from ..requests import reach
from ..requests.models import Request

register = template.Library()


@register.simple_tag(takes_context=True)
def open_requests_about(context: template.Context, sanction: Sanction) -> list[Request]:
    """Those about this measure that the reader may see, the oldest first."""
    user: Any = context["request"].user
    rows = reach.requests(user, context["area"], context["on"])
    return list(rows.open().about(sanction))
