"""Setting up trainings, and planning and cancelling the days on which they are given."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from . import rules
from .models import Training, TrainingSession
from .subjects import subjects


@transaction.atomic
def add_training(
    area: ShoppingArea,
    *,
    measure_code: str,
    title: str,
    practised: str,
    valid_months: int,
    opens_counter: bool = False,
    by: User,
    at: dt.datetime,
) -> Training:
    """A training for who works in the area. That it opens the counter is for who sets up the area to say."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=area, on=on)
    if opens_counter:
        require(by, Permission.MANAGE_AREA, area=area, on=on)
    if measure_code not in {measure.code for measure in subjects(on)}:
        raise Refusal("unknown_subject", _("Kies een onderwerp uit de lijst."), field="measure_code")
    if not rules.SHORTEST_M <= valid_months <= rules.LONGEST_M:
        raise Refusal("months", _("Een certificaat geldt 1 tot en met 60 maanden."), field="valid_months")
    texts = {
        "title": _told(title, "title", _("Geef de training een naam.")),
        "practised": _told(practised, "practised", _("Schrijf op wat men oefent.")),
    }
    try:
        with transaction.atomic():
            training = Training.objects.create(
                area=area,
                measure_code=measure_code,
                valid_months=valid_months,
                opens_counter=opens_counter,
                added_by=by,
                added_at=at,
                **texts,
            )
    except IntegrityError:
        raise Refusal("title_exists", _("Er is al een training met deze naam."), field="title") from None
    facts = {"measure": measure_code, "months": valid_months, "opens_counter": opens_counter}
    record("training.added", subject=f"training:{training.pk}", by=by, area=area, **facts)
    return training


@transaction.atomic
def plan_session(
    training: Training,
    *,
    held_on: dt.date,
    place: str,
    trainer: str,
    seats: int,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    by: User,
    at: dt.datetime,
) -> TrainingSession:
    """A day on which the training is given, or was: what was held before it stood here can be written down later."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=training.area, on=on)
    if not rules.first_day(on) <= held_on <= rules.last_day(on):
        raise Refusal("odd_day", _("Kies een dag van ten hoogste 5 jaar terug of 2 jaar vooruit."), field="held_on")
    if not rules.hours_are_whole(starts_at, ends_at):
        raise Refusal("odd_hours", _("Vul twee tijden in, het einde na het begin. Of geen."), field="ends_at")
    if not 1 <= seats <= rules.MOST_SEATS:
        raise Refusal("odd_seats", _("Een bijeenkomst heeft 1 tot en met 500 plaatsen."), field="seats")
    session = TrainingSession.objects.create(
        area=training.area,
        training=training,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=_told(place, "place", _("Schrijf op waar het is.")),
        trainer=_told(trainer, "trainer", _("Schrijf op welke organisatie de training geeft.")),
        seats=seats,
        planned_by=by,
        planned_at=at,
    )
    facts = {"training": training.pk, "day": held_on.isoformat(), "seats": seats}
    record("training.planned", subject=f"training_session:{session.pk}", by=by, area=training.area, **facts)
    return session


@transaction.atomic
def cancel_session(session: TrainingSession, *, reason: str, by: User, at: dt.datetime) -> TrainingSession:
    """It is not given, for a reason. What was held cannot be cancelled any more."""
    require(by, Permission.MAKE_PLANS, area=session.area, on=dutch_date(at))
    row = TrainingSession.objects.select_for_update().get(pk=session.pk)
    if row.cancelled_at:
        raise Refusal("already_cancelled", _("Deze bijeenkomst gaat al niet door."))
    if row.presence_marked_at:
        raise Refusal("already_held", _("Deze bijeenkomst is geweest. Er is vastgelegd wie er was."))
    row.cancel_reason = _told(reason, "reason", _("Schrijf op waarom het niet doorgaat."))
    row.cancelled_by, row.cancelled_at = by, at
    row.save(update_fields=["cancel_reason", "cancelled_by", "cancelled_at"])
    record("training.cancelled", subject=f"training_session:{row.pk}", by=by, area=session.area)
    return row


def _told(text: str, field: str, missing: str) -> str:
    """A text that must be there and may stand there (R68)."""
    if not text.strip():
        raise Refusal("missing", missing, field=field)
    return check_free_text(text.strip(), field)
