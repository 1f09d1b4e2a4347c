"""Reminders on pages of the register: a page names the tag, as it names an address, and imports nothing."""

import datetime as dt
from typing import Any

from django import template

from bans.models import Sanction

from ..reminders.due import Reminder, due
from ..reminders.facts_of_files import quiet_since_half_way

register = template.Library()


@register.simple_tag(takes_context=True)
def reminders_for_desk(context: template.Context) -> list[Reminder]:
    """What waits for who is looking, without what the desk tells already."""
    user: Any = context["request"].user
    found = due(context["area"], user=user, on=context["on"])
    without_permit = context["desk"].permit is None
    return [
        reminder
        for reminder in found
        if not reminder.kind.on_desk_already
        # The desk begins with a sentence about it.
        and not (without_permit and reminder.kind.code == "permit_ends")
    ]


@register.simple_tag
def is_over_half(sanction: Sanction, on: dt.date) -> bool:
    """Whether somebody should look if this ban can end earlier."""
    return any(quiet_since_half_way([sanction], on=on))
