"""Putting a reminder off, taking that back, and deciding half-way that a ban goes on."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from bans.models import Sanction
from bans.rules.status import Status
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import ReviewDecision, Snooze
from ..reminders.due import Reminder
from ..reminders.timetable import Day

LONGEST_SNOOZE_DAYS = 14
LONGEST_REASON = 200


@transaction.atomic
def snooze(
    area: ShoppingArea,
    reminder: Reminder,
    *,
    until: dt.date,
    reason: str,
    for_everybody: bool,
    by: User,
    at: dt.datetime,
) -> Snooze:
    """Quiet a reminder until a day, for oneself or, as coordinator, for everybody. What must be done stays to be done.

    Refuses more than fourteen days, and a day after which it would be too late.
    """
    on = dutch_date(at)
    if for_everybody:
        require(by, Permission.MANAGE_AREA, area=area, on=on)
    _check_until(reminder, until, on)
    words = _reason(reason)
    about_file = reminder.sanction is not None
    row = Snooze.objects.filter(area=area, key=reminder.key, user=None if for_everybody else by).first()
    row = row or Snooze(area=area, key=reminder.key, user=None if for_everybody else by, sanction=reminder.sanction)
    row.until, row.snoozed_by, row.snoozed_at = until, by, at
    row.reason, row.plain_reason = (words, "") if about_file else ("", words)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal("already_snoozed", _("Deze herinnering is net al uitgesteld.")) from None
    record(
        "reminder.snoozed",
        subject=_subject(area, reminder),
        by=by,
        area=area,
        kind=reminder.kind.code,
        until=until.isoformat(),
        everybody=for_everybody,
    )
    return row


@transaction.atomic
def wake(area: ShoppingArea, reminder: Reminder, *, by: User, at: dt.datetime) -> None:
    """Take back that a reminder was put off: one's own, and as coordinator what was put off for everybody."""
    row = reminder.snooze
    if row is None:
        raise Refusal("not_snoozed", _("Deze herinnering is niet uitgesteld."))
    if row.user_id is None:
        require(by, Permission.MANAGE_AREA, area=area, on=dutch_date(at))
    row.delete()
    record("reminder.woken", subject=_subject(area, reminder), by=by, area=area, kind=reminder.kind.code)


@transaction.atomic
def keep_running(sanction: Sanction, *, reason: str, by: User, at: dt.datetime) -> ReviewDecision:
    """Decide half-way that a ban does not end earlier, with a reason. To end it: `bans.actions.endings.lift`."""
    on = dutch_date(at)
    require(by, Permission.LIFT, area=sanction.area, on=on)
    if not sanction.is_ban or sanction.status(on) is not Status.IN_FORCE:
        raise Refusal("not_running", _("Alleen een verbod dat loopt kan eerder eindigen."))
    words = _reason(reason)
    try:
        with transaction.atomic():
            decision = ReviewDecision.objects.create(
                area=sanction.area, sanction=sanction, reason=words, decided_by=by, decided_at=at
            )
    except IntegrityError:
        raise Refusal("already_decided", _("Hierover is al beslist.")) from None
    record("sanction.kept_halfway", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return decision


def latest_until(reminder: Reminder, *, on: dt.date) -> dt.date:
    """Until when it may be put off: fourteen days, and never past the day after which it is too late."""
    longest = on + dt.timedelta(days=LONGEST_SNOOZE_DAYS)
    return min(longest, reminder.day) if reminder.kind.day is Day.FIXED else longest


def _check_until(reminder: Reminder, until: dt.date, on: dt.date) -> None:
    if not reminder.can_wait:
        raise Refusal("too_late", _("Deze herinnering kan niet worden uitgesteld."), field="until")
    if until <= on:
        raise Refusal("not_ahead", _("Kies een dag na vandaag."), field="until")
    if until > on + dt.timedelta(days=LONGEST_SNOOZE_DAYS):
        sentence = _("Uitstellen kan hoogstens %s dagen.") % LONGEST_SNOOZE_DAYS
        raise Refusal("too_long", sentence, field="until")
    if until > latest_until(reminder, on=on):
        sentence = _("Daarna is het te laat. Kies een dag tot en met %s.") % date_format(reminder.day, "j F Y")
        raise Refusal("past_the_deadline", sentence, field="until")


def _reason(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise Refusal("reason_missing", _("Vul een reden in."), field="reason")
    if len(words) > LONGEST_REASON:
        raise Refusal("reason_too_long", _("Houd de reden kort: hoogstens %s tekens.") % LONGEST_REASON, field="reason")
    return check_free_text(words, "reason")


def _subject(area: ShoppingArea, reminder: Reminder) -> str:
    return f"sanction:{reminder.reference}" if reminder.sanction else f"area:{area.slug}"
