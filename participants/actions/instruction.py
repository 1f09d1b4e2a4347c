"""Confirming the instruction, which opens the counter."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record

from ..access import require
from ..clock import dutch_date
from ..instruction.content import current_edition, wrong_in
from ..models import Instruction, ShoppingArea, User
from ..refusals import Refusal
from ..roles import Permission


@transaction.atomic
def confirm_instruction(area: ShoppingArea, *, answers: Mapping[str, Any], by: User, at: dt.datetime) -> Instruction:
    """Open the counter of this area for who answered every question rightly (R51).

    Answers are judged and forgotten. A second time on the same Dutch day changes nothing and is not logged.
    """
    on = dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=area, on=on)
    if wrong_in(answers):
        raise Refusal("wrong_answers", _("Niet elke vraag is goed. Lees de uitleg en probeer het opnieuw."), rule="R51")
    edition = current_edition()
    row, made = Instruction.objects.select_for_update().get_or_create(
        user=by, area=area, defaults={"confirmed_at": at, "edition": edition}
    )
    if not made:
        if row.edition == edition and row.confirmed_on == on:
            return row
        row.confirmed_at, row.edition = at, edition
        row.save(update_fields=["confirmed_at", "edition"])
    record("instruction.done", subject=f"user:{by.pk}", by=by, area=area, edition=edition)
    return row
