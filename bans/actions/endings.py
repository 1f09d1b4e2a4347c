"""Ending a sanction early, hiding it, and keeping a file for a pending case."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..free_text import check_free_text
from ..models import Person, Sanction
from ..models.sanction import SanctionQuerySet, WhyRestricted
from ..personal import sealed
from ..rules import status

HOLD_REVIEW_DAYS = 183
# What an app above knows (rights) and this one does not: whether something that was asked about a measure, and is not
# answered on that day, keeps it from the counters.
StillAsked = Callable[[Sanction, dt.date], bool]
still_asked: list[StillAsked] = []


@transaction.atomic
def lift(sanction: Sanction, *, reason: str, by: User, at: dt.datetime) -> Sanction:
    """Withdraw a sanction for the future; counters stop showing it at once (R55)."""
    _check_may_end(sanction, by=by, at=at)
    return end_by_lifting(sanction, reason=reason, by=by, at=at)


def end_by_lifting(sanction: Sanction, *, reason: str, by: User, at: dt.datetime) -> Sanction:
    """As `lift`, for whom the caller found entitled to it: who decides on an objection (R67)."""
    _end(sanction, {"lifted_at": at, "lifted_by": by, **sealed(sanction, lift_reason=_reason(reason))})
    record("sanction.lifted", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return sanction


@transaction.atomic
def annul(sanction: Sanction, *, reason: str, by: User, at: dt.datetime) -> Sanction:
    """Declare that a sanction should never have been. What rests on it goes under review (R19)."""
    _check_may_end(sanction, by=by, at=at)
    return end_by_annulling(sanction, reason=reason, by=by, at=at)


def end_by_annulling(sanction: Sanction, *, reason: str, by: User, at: dt.datetime) -> Sanction:
    """As `annul`, for whom the caller found entitled to it: who decides on an objection (R67)."""
    _end(sanction, {"annulled_at": at, "annulled_by": by, **sealed(sanction, annul_reason=_reason(reason))})
    resting = resting_on([sanction]).not_ended(dutch_date(at))
    flagged = resting.filter(review_since=None).update(review_since=at)
    record(
        "sanction.annulled",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        flagged=flagged,
    )
    return sanction


def resting_on(sanctions: Iterable[Sanction]) -> SanctionQuerySet:
    """Everything that was built upon these, and upon what was built upon them (R19)."""
    below = {row.pk for row in sanctions}
    found: set[int] = set()
    while below:
        below = set(Sanction.objects.filter(builds_on__in=below).values_list("pk", flat=True)) - found
        found |= below
    return Sanction.objects.filter(pk__in=found)


@transaction.atomic
def restrict(sanction: Sanction, *, by: User, at: dt.datetime) -> Sanction:
    """Take a sanction from every counter while something about it is in dispute (art. 18, D22)."""
    require(by, Permission.LIFT, area=sanction.area, on=dutch_date(at))
    if not hide([sanction], why=WhyRestricted.DECIDED, by=by, at=at):
        raise Refusal("already_restricted", _("Deze maatregel is al verborgen."))
    sanction.refresh_from_db()
    return sanction


def hide(sanctions: Iterable[Sanction], *, why: WhyRestricted, by: User | str, at: dt.datetime) -> list[Sanction]:
    """Take these from every counter, because somebody decided so or a rule says so ("rule:R63"); those that were not
    hidden yet. Belongs inside a transaction."""
    hidden = []
    for sanction in sanctions:
        person = by if isinstance(by, User) else None
        shown = Sanction.objects.filter(pk=sanction.pk, restricted_at=None)
        if shown.update(restricted_at=at, restricted_by=person, restricted_for=why):
            about = f"sanction:{sanction.reference}"
            record("sanction.restricted", subject=about, by=by, area=sanction.area, why=str(why))
            hidden.append(sanction)
    return hidden


@transaction.atomic
def unrestrict(sanction: Sanction, *, by: User, at: dt.datetime) -> Sanction:
    """Show a sanction at counters again, when a named person has settled the dispute.

    Refuses while an open request hides it, or an answer that is too late: then the answer shows it (R62, R63).
    """
    on = dutch_date(at)
    require(by, Permission.LIFT, area=sanction.area, on=on)
    Sanction.objects.select_for_update().filter(pk=sanction.pk).first()
    if any(asked(sanction, on) for asked in still_asked):
        sentence = _(
            "Er loopt een verzoek of bezwaar waardoor deze maatregel verborgen is. Geef daar eerst antwoord op."
        )
        raise Refusal("still_asked", sentence, rule="R62")
    if not show([sanction], by=by, at=at):
        raise Refusal("not_restricted", _("Deze maatregel is niet verborgen."))
    sanction.refresh_from_db()
    return sanction


def show(sanctions: Iterable[Sanction], *, by: User, at: dt.datetime) -> list[Sanction]:
    """End what hid these from the counters; those that were hidden. Belongs inside a transaction, and is for whom the
    caller found entitled to it."""
    on, shown = dutch_date(at), []
    for sanction in sanctions:
        clear = Sanction.objects.not_in_dispute(on).values("pk")
        hidden = Sanction.objects.filter(pk=sanction.pk).exclude(pk__in=clear)
        # A day that is still to come stays: by then an answer may be too late.
        to_come = Case(When(hidden_from__gt=on, then=F("hidden_from")), default=None)
        if hidden.update(restricted_at=None, restricted_by=None, restricted_for="", hidden_from=to_come):
            record("sanction.unrestricted", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
            shown.append(sanction)
    return shown


@transaction.atomic
def hold(person: Person, *, reason: str, until: dt.date, by: User, at: dt.datetime) -> Person:
    """Keep a person's file for a pending case, for the coordinator only (R54)."""
    on = dutch_date(at)
    require(by, Permission.SEE_WHOLE_REGISTER, area=person.area, on=on)
    if not on < until <= on + dt.timedelta(days=HOLD_REVIEW_DAYS):
        raise Refusal(
            "bad_review_date",
            _("Kies een dag om dit opnieuw te bekijken, binnen zes maanden."),
            rule="R54",
            field="until",
        )
    person.hold_reason, person.hold_until, person.hold_by = _reason(reason), until, by
    person.save(update_fields=["hold_reason", "hold_until", "hold_by"])
    record("person.held", subject=f"person:{person.token}", by=by, area=person.area, until=until.isoformat())
    return person


@transaction.atomic
def release(person: Person, *, by: User, at: dt.datetime) -> Person:
    """End a legal hold; the next purge deletes what has ended."""
    require(by, Permission.SEE_WHOLE_REGISTER, area=person.area, on=dutch_date(at))
    person.hold_reason, person.hold_until, person.hold_by = "", None, None
    person.save(update_fields=["hold_reason", "hold_until", "hold_by"])
    record("person.released", subject=f"person:{person.token}", by=by, area=person.area)
    return person


def _check_may_end(sanction: Sanction, *, by: User, at: dt.datetime) -> None:
    on = dutch_date(at)
    require(by, Permission.LIFT, area=sanction.area, on=on)
    if sanction.status(on) in status.ENDED:
        raise Refusal("ended", _("Deze maatregel is al beëindigd."), rule="R55")


def _end(sanction: Sanction, changes: dict) -> None:
    open_rows = Sanction.objects.filter(pk=sanction.pk, lifted_at=None, annulled_at=None)
    if not open_rows.update(**changes):
        raise Refusal("ended", _("Deze maatregel is al beëindigd."), rule="R55")
    sanction.refresh_from_db()


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refusal("reason_missing", _("Vul een reden in."), field="reason")
    return check_free_text(reason.strip(), "reason")
