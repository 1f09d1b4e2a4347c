"""What a request does to the counters: hides at once, or by itself when its answer is too late (R62, R63)."""

import datetime as dt

from bans.actions import endings
from bans.models import Sanction
from bans.models.sanction import WhyRestricted
from participants.clock import dutch_date
from participants.models import User

from .. import clocks
from ..models import Dispute, Request

DISPUTED = (WhyRestricted.PERSON, WhyRestricted.FACT)


def hide_what_is_disputed(request: Request, *, at: dt.datetime) -> list[Sanction]:
    """Take from every counter what somebody says is wrong, until it is settled (R63); those that were not hidden yet.

    Who it is concerns everything about that person, a fact the one measure. What was settled before is not hidden again
    by saying the same once more: then a named person decides within some working days (ADR 20).
    """
    if not request.dispute or request.sanction is None:
        return []
    settled = Request.objects.filter(sanction=request.sanction, dispute=request.dispute)
    if settled.exclude(dispute_settled_at=None).exists():
        return []
    return _hide_disputed(request, by="rule:R63", at=at)


def hide_what_is_wrong(request: Request, *, by: User, at: dt.datetime) -> list[Sanction]:
    """What somebody found to be wrong stays from the counters until the answer, also where it was shown again (R63)."""
    hidden = _hide_disputed(request, by=by, at=at)
    # A name beside it tells it from what a rule hid: the end of another dispute does not show it.
    wrong = Sanction.objects.filter(person=request.person, restricted_for__in=DISPUTED, restricted_by=None)
    if request.dispute == Dispute.FACT:
        wrong = wrong.filter(rights_requests=request.pk)
    wrong.update(restricted_by=by)
    return hidden


def hide_as_asked(request: Request, *, by: User, at: dt.datetime) -> list[Sanction]:
    """A request for restriction that is granted hides the measure, until somebody decides otherwise (art. 18)."""
    if request.sanction is None:
        return []
    return endings.hide([request.sanction], why=WhyRestricted.DECIDED, by=by, at=at)


def hide_by_objection(request: Request, *, at: dt.datetime) -> list[Sanction]:
    """Where the protocol of the area says so, an objection sets the measure aside at once (R62)."""
    if not request.is_objection or request.sanction is None:
        return []
    if request.protocol.parameters.objection_meanwhile != "hidden":
        return []
    return endings.hide([request.sanction], why=WhyRestricted.OBJECTION, by="rule:R62", at=at)


def hide_when_late(sanction: Sanction | None) -> None:
    """Write down from which day on the measure is hidden by itself: the day after the first limit that is not met.

    No job has to run for it: every question of a counter compares that day (R52, R62).
    """
    if sanction is None:
        return
    waiting = Request.objects.undecided().filter(sanction=sanction, right__in=clocks.HIDDEN_WHEN_LATE)
    days = [
        request.clock.limit + clocks.DAY
        for request in waiting.select_related("protocol")
        if request.protocol.parameters.answer_too_late == "hidden"
    ]
    Sanction.objects.filter(pk=sanction.pk).update(hidden_from=min(days, default=None))


def _hide_disputed(request: Request, *, by: User | str, at: dt.datetime) -> list[Sanction]:
    if request.sanction is None:
        return []
    about_person = request.dispute == Dispute.PERSON
    rows = _everything_about(request, at) if about_person else [request.sanction]
    why = WhyRestricted.PERSON if about_person else WhyRestricted.FACT
    return endings.hide(rows, why=why, by=by, at=at)


def _everything_about(request: Request, at: dt.datetime) -> list[Sanction]:
    rows = Sanction.objects.filter(person=request.person).not_ended(dutch_date(at))
    return list(rows.select_related("area"))
