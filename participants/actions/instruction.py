"""Confirming the instruction, which opens the counter: by answering its questions, or in a training."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record

from ..access import has_permission, require
from ..clock import DUTCH_TIME, dutch_date
from ..instruction.content import current_edition, edition_on, wrong_in
from ..instruction.gate import months_in
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


@transaction.atomic
def confirm_by_training(
    area: ShoppingArea, user: User, *, training_on: dt.date, by: User, at: dt.datetime
) -> Instruction | None:
    """Let a training of that day count as the instruction of that day, in the edition that held then (R51).

    None, and nothing changed, for who has no role at the counter, for who did the instruction that day or later, and
    for a training so long ago that it would be over. Nobody opens the counter for oneself in this way.
    """
    on = dutch_date(at)
    require(by, Permission.MANAGE_AREA, area=area, on=on)
    if training_on > on:
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R51")
    if user == by or not has_permission(user, Permission.CHECK_AT_COUNTER, area=area, on=on):
        return None
    known = Instruction.objects.select_for_update().filter(user=user, area=area).first()
    if known and known.confirmed_on >= training_on:
        return None
    row = known or Instruction(user=user, area=area)
    row.confirmed_at, row.edition = _begin_of(training_on), edition_on(training_on)
    if row.last_day(months_in(area, on)) < on:
        return None
    row.save()
    day = training_on.isoformat()
    record("instruction.by_training", subject=f"user:{user.pk}", by=by, area=area, day=day, edition=row.edition)
    return row


@transaction.atomic
def take_back_training(area: ShoppingArea, user: User, *, training_on: dt.date, by: User, at: dt.datetime) -> bool:
    """A training of that day no longer counts as the instruction; who did the instruction since then keeps it."""
    require(by, Permission.MANAGE_AREA, area=area, on=dutch_date(at))
    gone, _rows = Instruction.objects.filter(user=user, area=area, confirmed_at=_begin_of(training_on)).delete()
    if gone:
        record("instruction.taken_back", subject=f"user:{user.pk}", by=by, area=area, day=training_on.isoformat())
    return bool(gone)


def _begin_of(day: dt.date) -> dt.datetime:
    """A training counts from the first moment of its day, at which nobody answers questions."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=DUTCH_TIME)
