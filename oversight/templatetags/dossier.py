"""What the papers of the permit dossier show of plain facts."""

from typing import Any

from django import template

from ..dossier import wording

register = template.Library()


@register.filter
def day(iso: str | None) -> str:
    """A stored day as it is written in a letter."""
    return wording.day(iso)


@register.filter
def sector(code: str) -> str:
    return wording.sector_name(code)


@register.filter
def named(checks: dict[str, Any], code: str) -> Any:
    """What holds when the check with this code passes."""
    return checks.get(code, code)
