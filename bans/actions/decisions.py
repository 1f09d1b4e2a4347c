"""Deciding on a proposal: the second person, the coordinator's check, the minor, the review."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import organisations_of, require, running_memberships
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import ROLE_PERMISSIONS, Permission

from ..free_text import check_free_text
from ..models import Person, Sanction
from ..personal import sealed
from ..rules import approval, status
from ..rules.approval import Approval, Decider


@transaction.atomic
def approve(sanction: Sanction, *, by: User, at: dt.datetime) -> Sanction:
    """Approve a ban, or as coordinator check a collective warning (R25, R27, R28).

    Two who decide at once: the first one wins, the second is told so.
    """
    on = dutch_date(at)
    _check_may_decide(sanction, by=by, on=on)
    if sanction.person.apparently_minor and sanction.person.minor_confirmed_at is None:
        raise Refusal(
            "minor_unconfirmed",
            _("Bevestig eerst dat deze persoon jonger dan 18 lijkt, of pas dat aan."),
            rule="R25",
        )
    timeout = dt.timedelta(days=sanction.protocol.parameters.serve_timeout_d)
    changes = {"approved_at": at, "approved_by": by}
    if sanction.served_at is None:
        changes["serve_before"] = on + timeout
    _settle(sanction, changes)
    record("sanction.approved", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return sanction


@transaction.atomic
def reject(sanction: Sanction, *, reason: str, by: User, at: dt.datetime) -> Sanction:
    """Turn a proposal down, with a reason. It is gone from every shop's screen at once (R29)."""
    _check_may_decide(sanction, by=by, on=dutch_date(at))
    if not reason.strip():
        raise Refusal("reason_missing", _("Vul een reden in."), field="reason")
    reason = check_free_text(reason.strip(), "reason")
    _settle(sanction, {"rejected_at": at, "rejected_by": by, **sealed(sanction, reject_reason=reason)})
    record("sanction.rejected", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return sanction


@dataclass(frozen=True)
class Standing:
    """What somebody brings to a decision in an area on a day; looked up once for a whole list."""

    permissions: frozenset[Permission]
    permit: bool
    decider: Decider


def standing_of(user: User, area: ShoppingArea, *, on: dt.date) -> Standing:
    roles = running_memberships(user, area, on=on).values_list("role", flat=True)
    return Standing(
        permissions=frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles)),
        permit=area.permit_on(on) is not None,
        decider=Decider(user.pk, organisations_of(user, area, on=on)),
    )


def check_may_decide(sanction: Sanction, standing: Standing) -> None:
    """Refuses whoever may not decide on this proposal, and says why (R27, R28, R30)."""
    checks = sanction.needs_approval == Approval.CHECK
    permission = Permission.CHECK_WARNING if checks else Permission.APPROVE
    if permission not in standing.permissions:
        raise Refusal("not_allowed", _("Uw rol mag dit niet doen."), rule="R30")
    if not standing.permit:
        raise Refusal("no_permit", _("Dit gebied heeft geen geldige vergunning."), rule="R1")
    proposer = Decider(sanction.proposed_by_id, frozenset(sanction.proposed_for))
    if not approval.may_approve(proposer, standing.decider):
        raise Refusal(
            "same_side",
            _("Wie voorstelt beslist niet, en iemand van dezelfde onderneming ook niet."),
            rule="R28" if checks else "R27",
        )


def _check_may_decide(sanction: Sanction, *, by: User, on: dt.date) -> None:
    check_may_decide(sanction, standing_of(by, sanction.area, on=on))
    state = sanction.status(on)
    if sanction.approved_at or state in status.ENDED:
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R27")


def _settle(sanction: Sanction, changes: dict) -> None:
    """One decision and no more: the row decides who came first."""
    open_rows = Sanction.objects.filter(
        pk=sanction.pk, approved_at=None, rejected_at=None, annulled_at=None, lifted_at=None
    )
    if not open_rows.update(**changes):
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R27")
    sanction.refresh_from_db()


@transaction.atomic
def confirm_minor(person: Person, *, minor: bool, by: User, at: dt.datetime) -> Person:
    """The coordinator confirms, or corrects, that somebody looks younger than eighteen (protocol 3.5)."""
    require(by, Permission.SEE_WHOLE_REGISTER, area=person.area, on=dutch_date(at))
    person.apparently_minor = minor
    person.minor_confirmed_by, person.minor_confirmed_at = by, at
    person.save(update_fields=["apparently_minor", "minor_confirmed_by", "minor_confirmed_at"])
    record("person.minor_confirmed", subject=f"person:{person.token}", by=by, area=person.area, minor=minor)
    return person


@transaction.atomic
def settle_review(sanction: Sanction, *, by: User, at: dt.datetime, reason: str) -> Sanction:
    """Keep a sanction whose earlier warning was annulled (R19). To end it: `endings.annul` or `lift`."""
    require(by, Permission.LIFT, area=sanction.area, on=dutch_date(at))
    if not reason.strip():
        raise Refusal("reason_missing", _("Vul een reden in."), rule="R19", field="reason")
    reason = check_free_text(reason.strip(), "reason")
    kept = Sanction.objects.filter(pk=sanction.pk, review_since__isnull=False).update(
        review_since=None, **sealed(sanction, reason=f"{sanction.reason}\n{reason}".strip())
    )
    if not kept:
        raise Refusal("already_decided", _("Hierover is al beslist."), rule="R19")
    sanction.refresh_from_db()
    record("sanction.kept_after_review", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return sanction
