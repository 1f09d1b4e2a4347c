"""Meetings, and what the partners would do after them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.log import record
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal

from .actions import may_write, organisations_of
from .models import Meeting, MeetingAction, Partner
from .rules import FIRST_DAY, LAST_DAY
from .wording import checked

MOST_DECISIONS = 30


@dataclass(frozen=True)
class MeetingFacts:
    held_on: dt.date
    subject: str
    partners: Collection[Partner]
    decisions: Collection[str] = ()


@transaction.atomic
def save_meeting(
    area: ShoppingArea, *, facts: MeetingFacts, by: User, at: dt.datetime, meeting: Meeting | None = None
) -> Meeting:
    """A meeting that was held, or other facts of one."""
    may_write(area, by=by, at=at)
    if facts.held_on > dutch_date(at):
        sentence = _("Dit overleg moet nog komen. Leg het vast als het is geweest.")
        raise Refusal("not_held_yet", sentence, field="held_on")
    _sensible(facts.held_on, "held_on")
    if not facts.partners or any(partner.area_id != area.pk for partner in facts.partners):
        raise Refusal("who_was_there", _("Kies welke partners erbij waren."), field="partners")
    names = organisations_of(area)
    decisions = [checked(text, "decisions", organisations=names) for text in facts.decisions if text.strip()]
    if len(decisions) > MOST_DECISIONS:
        sentence = _("Een overleg heeft hoogstens %(most)d besluiten.") % {"most": MOST_DECISIONS}
        raise Refusal("too_many_decisions", sentence, field="decisions")
    row = meeting or Meeting(area=area, recorded_by=by, recorded_at=at)
    early = Q(due_on__lt=facts.held_on) | Q(done_on__lt=facts.held_on)
    if meeting and meeting.actions.filter(early).exists():
        sentence = _("Een actie van dit overleg was al eerder klaar. Kijk de datum na.")
        raise Refusal("after_its_actions", sentence, field="held_on")
    row.held_on, row.decisions = facts.held_on, decisions
    row.subject = checked(facts.subject, "subject", organisations=names)
    row.save()
    row.partners.set(facts.partners)
    told = {"partners": len(facts.partners), "decisions": len(decisions)}
    if meeting:
        record("meeting.changed", subject=f"meeting:{row.pk}", by=by, area=area, **told)
    else:
        record("meeting.recorded", subject=f"meeting:{row.pk}", by=by, area=area, **told)
    return row


@transaction.atomic
def add_action(
    meeting: Meeting, *, what: str, partner: Partner, due_on: dt.date, by: User, at: dt.datetime
) -> MeetingAction:
    """What a partner will do, and by when."""
    may_write(meeting.area, by=by, at=at)
    if partner.area_id != meeting.area_id:
        raise Refusal("who_does_it", _("Kies een partner van dit gebied."), field="partner")
    _sensible(due_on, "due_on")
    if due_on < meeting.held_on:
        sentence = _("Deze dag ligt voor het overleg. Kijk de datum na.")
        raise Refusal("due_before_the_meeting", sentence, field="due_on")
    text = checked(what, "what", organisations=organisations_of(meeting.area))
    action = MeetingAction.objects.create(
        area=meeting.area, meeting=meeting, what=text, partner=partner, due_on=due_on
    )  # fmt: skip
    record("meeting_action.added", subject=f"meeting_action:{action.pk}", by=by, area=action.area)
    return action


@transaction.atomic
def complete(action: MeetingAction, *, done_on: dt.date, by: User, at: dt.datetime) -> MeetingAction:
    action = _open(action, by=by, at=at)
    if not action.meeting.held_on <= done_on <= dutch_date(at):
        sentence = _("Kies de dag van het overleg of een dag erna, en niet in de toekomst.")
        raise Refusal("done_on_another_day", sentence, field="done_on")
    action.done_on = done_on
    action.save(update_fields=["done_on"])
    record("meeting_action.done", subject=f"meeting_action:{action.pk}", by=by, area=action.area)
    return action


@transaction.atomic
def drop(action: MeetingAction, *, reason: str, by: User, at: dt.datetime) -> MeetingAction:
    """It will not be done; the reason stays in the minutes."""
    action = _open(action, by=by, at=at)
    text = checked(reason, "dropped_reason", organisations=organisations_of(action.area))
    if not text:
        raise Refusal("reason_missing", _("Schrijf op waarom deze actie vervalt."), field="dropped_reason")
    action.dropped_on, action.dropped_reason = dutch_date(at), text
    action.save(update_fields=["dropped_on", "dropped_reason"])
    record("meeting_action.dropped", subject=f"meeting_action:{action.pk}", by=by, area=action.area)
    return action


def _sensible(day: dt.date, field: str) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refusal("odd_day", _("Kies een dag van 2000 tot en met 2100."), field=field)


def _open(action: MeetingAction, *, by: User, at: dt.datetime) -> MeetingAction:
    """The action, held until the end of the transaction. Refuses one that is done or dropped."""
    may_write(action.area, by=by, at=at)
    found = MeetingAction.objects.select_for_update(of=("self",)).select_related("meeting", "area").get(pk=action.pk)
    if not found.is_open:
        raise Refusal("action_closed", _("Deze actie is al afgesloten."))
    return found
