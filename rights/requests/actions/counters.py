"""What a request does to the counters: hides at once, or by itself when its answer is too late (R62, R63).

Nothing is shown here without asking what else still hides it (`show_what_nothing_hides`).
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from bans.actions import endings
from bans.models import Sanction
from bans.models.sanction import WhyRestricted
from notices.requests import Outcome
from participants.clock import dutch_date
from participants.models import User

from .. import clocks
from ..models import Dispute, Request, RequestQuerySet


def what_hides(sanction: Sanction) -> WhyRestricted | None:
    """Why no counter may see this measure, of everything that was asked about it (R62, R63); None where nothing does.

    Beside this a late answer hides by its day (`hide_when_late`), and a named person by deciding so.
    """
    return _unanswered(sanction) or _found_wrong(sanction)


def _unanswered(sanction: Sanction, *, but: Request | None = None) -> WhyRestricted | None:
    """A dispute about who it is concerns everything about that person; every other request the measures of one
    incident, which come in one letter (R12). `but`: without what this one sets aside."""
    waiting = _disputes_about(sanction).undecided()
    waiting = waiting.filter(Q(dispute_settled_at=None, said_before=False) | Q(dispute_right=False))
    if waiting.exists():
        return _first_of(waiting)
    others = Request.objects.undecided().filter(sanction__incident=sanction.incident_id).select_related("protocol")
    aside = any(sets_aside(request) for request in others if but is None or request.pk != but.pk)
    return WhyRestricted.OBJECTION if aside else None


def _found_wrong(sanction: Sanction) -> WhyRestricted | None:
    """What was found wrong and answered without a correction stays hidden until a named person shows it."""
    if sanction.restricted_at is None:
        return None
    wrong = _disputes_about(sanction).filter(dispute_right=False, decided_at__gte=sanction.restricted_at)
    return _first_of(wrong.exclude(outcome=Outcome.REFUSED).exclude(corrections__kind="rectified"))


def sets_aside(request: Request) -> bool:
    """Whether this request, as long as it is not answered, keeps its measure set aside (R62)."""
    by_protocol = request.is_objection and request.protocol.parameters.objection_meanwhile == "hidden"
    return bool(request.set_aside) or (request.set_aside is None and by_protocol)


def reached_by(request: Request, at: dt.datetime) -> list[Sanction]:
    """The measures that have not ended and that this request hides, where it hides (R12, R63)."""
    if request.dispute != Dispute.PERSON:
        return _of_incident(request, at)
    rows = Sanction.objects.filter(person=request.person).not_ended(dutch_date(at))
    return list(rows.select_related("area").order_by("pk"))


def hide_what_is_disputed(request: Request, *, at: dt.datetime) -> list[Sanction]:
    """Take from every counter what somebody says is wrong, until it is settled (R63); those that were not hidden yet.

    What was settled before is not hidden again by saying the same once more: then a named person decides within some
    working days (ADR 20).
    """
    if not request.dispute or request.sanction is None:
        return []
    settled = Request.objects.filter(sanction=request.sanction, dispute=request.dispute)
    if settled.exclude(pk=request.pk).exclude(dispute_settled_at=None).exists():
        request.said_before = True
        request.save(update_fields=["said_before"])
        return []
    return endings.hide(reached_by(request, at), why=_why(request), by="rule:R63", at=at)


def hide_what_is_wrong(request: Request, *, by: User, at: dt.datetime) -> list[Sanction]:
    """What somebody found to be wrong stays from the counters until the answer, also where it was shown again (R63)."""
    return endings.hide(reached_by(request, at), why=_why(request), by=by, at=at)


def set_aside(request: Request, *, by: User | str, at: dt.datetime) -> list[Sanction]:
    """No counter sees it while the request is looked at (R62)."""
    return endings.hide(_of_incident(request, at), why=WhyRestricted.OBJECTION, by=by, at=at)


def hide_as_asked(request: Request, *, by: User, at: dt.datetime) -> None:
    """A request for restriction that is granted hides the measure, until somebody decides otherwise (art. 18); also
    where something else hid it already, and ends first."""
    rows = _of_incident(request, at)
    endings.hide(rows, why=WhyRestricted.DECIDED, by=by, at=at)
    Sanction.objects.filter(pk__in=[row.pk for row in rows]).update(
        restricted_for=WhyRestricted.DECIDED, restricted_by=by
    )


def hide_by_objection(request: Request, *, at: dt.datetime) -> list[Sanction]:
    """Where the protocol of the area says so, an objection sets the measure aside at once (R62)."""
    return set_aside(request, by="rule:R62", at=at) if sets_aside(request) else []


def hide_when_late(sanction: Sanction | None) -> None:
    """Write down from which day on the measures of this incident are hidden by themselves: the day after the first
    limit that is not met.

    No job has to run for it: every question of a counter compares that day (R52, R62).
    """
    if sanction is not None:
        Sanction.objects.filter(incident=sanction.incident_id).update(hidden_from=_hidden_from(sanction))


def show_what_nothing_hides(sanctions: Iterable[Sanction], *, by: User, at: dt.datetime) -> None:
    """The end of one reason: counters see again what no other reason hides, and of the rest it is written down why.

    What a named person decided to hide stays hidden (art. 18). Belongs inside a transaction.
    """
    keys = [sanction.pk for sanction in sanctions]
    # One at a time: of two answers at once the second sees what the first did.
    rows = Sanction.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("area").order_by("pk")
    for sanction in rows:
        if sanction.restricted_at and sanction.restricted_for != WhyRestricted.DECIDED:
            why = what_hides(sanction)
            if why is None:
                endings.show([sanction], by=by, at=at)
            elif why != sanction.restricted_for:
                Sanction.objects.filter(pk=sanction.pk).update(restricted_for=why)
        hide_when_late(sanction)


def still_asked(sanction: Sanction, on: dt.date) -> bool:
    """Whether something that is not answered yet keeps this measure from the counters: then nobody shows it by hand."""
    late_from = _hidden_from(sanction)
    return (late_from is not None and late_from <= on) or _unanswered(sanction) is not None


def hidden_beside(request: Request, *, on: dt.date) -> bool:
    """Whether its measure stays hidden if it is not set aside: by an answer that is too late, or something else."""
    sanction = request.sanction
    if sanction is None or not sanction.in_dispute_on(on):
        return False
    late = sanction.hidden_from is not None and sanction.hidden_from <= on
    return late or sanction.restricted_for == WhyRestricted.DECIDED or _unanswered(sanction, but=request) is not None


def hide_at_service(sanction: Sanction, at: dt.datetime) -> None:
    """A measure that comes after the dispute about who it is, or after what was asked about its incident, is hidden
    from the moment on which it begins."""
    why = what_hides(sanction)
    if why is not None:
        endings.hide([sanction], why=why, by="rule:R62" if why == WhyRestricted.OBJECTION else "rule:R63", at=at)
    hide_when_late(sanction)


def _disputes_about(sanction: Sanction) -> RequestQuerySet:
    about_person = Q(dispute=Dispute.PERSON, person=sanction.person_id)
    about_fact = Q(dispute=Dispute.FACT, sanction__incident=sanction.incident_id)
    return Request.objects.filter(about_person | about_fact)


def _of_incident(request: Request, at: dt.datetime) -> list[Sanction]:
    if request.sanction is None:
        return []
    rows = Sanction.objects.filter(incident=request.sanction.incident_id).not_ended(dutch_date(at))
    return list(rows.select_related("area").order_by("pk"))


def _hidden_from(sanction: Sanction) -> dt.date | None:
    about = Request.objects.undecided().filter(sanction__incident=sanction.incident_id)
    days = [
        request.clock.limit + clocks.DAY
        for request in about.filter(right__in=clocks.HIDDEN_WHEN_LATE).select_related("protocol")
        if request.protocol.parameters.answer_too_late == "hidden"
    ]
    return min(days, default=None)


def _first_of(disputes: RequestQuerySet) -> WhyRestricted | None:
    found = set(disputes.values_list("dispute", flat=True))
    if Dispute.PERSON in found:
        return WhyRestricted.PERSON
    return WhyRestricted.FACT if found else None


def _why(request: Request) -> WhyRestricted:
    return WhyRestricted.PERSON if request.dispute == Dispute.PERSON else WhyRestricted.FACT
