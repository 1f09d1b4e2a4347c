"""The answer: reasons, routes and the date, by somebody who may give it; then everybody is told and it is closed."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.log import record
from bans.models import EntryException, Sanction
from bans.rules.status import ENDED
from notices.actions import requests as letters
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.access import has_permission, require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..asked import as_asked
from ..models import Cause, Request, Side
from ..steps import HEARD
from . import counters, handling

ENDINGS = ("withdrawn", "annulled", "erased")
# Who is right about this gets one of these corrections with the answer (R64, R67).
NEEDED = {
    (Right.OBJECTION, Outcome.GRANTED): ENDINGS,
    (Right.OBJECTION, Outcome.PARTLY): ENDINGS,
    # It may turn out to be somebody else altogether.
    (Right.RECTIFICATION, Outcome.GRANTED): ("rectified", "annulled", "erased"),
    (Right.ERASURE, Outcome.GRANTED): ("erased",),
    # The shops that saw it are told (art. 19 AVG), so that it is no bare answer.
    (Right.RESTRICTION, Outcome.GRANTED): ("restricted", "withdrawn", "annulled"),
    (Right.RESTRICTION, Outcome.PARTLY): ("restricted", "withdrawn", "annulled"),
}
NEEDED_SENTENCES = {
    Right.OBJECTION: gettext_lazy(
        "Geeft u de persoon gelijk, trek de maatregel dan in of vernietig hem met dit antwoord."
    ),
    Right.RECTIFICATION: gettext_lazy("Geeft u de persoon gelijk, verbeter de gegevens dan met dit antwoord."),
    Right.ERASURE: gettext_lazy("Geeft u de persoon gelijk, wis de gegevens dan met dit antwoord."),
    Right.RESTRICTION: gettext_lazy("Geeft u de persoon gelijk, verberg de maatregel dan met dit antwoord."),
}


def decide(
    request: Request, *, outcome: Outcome, cause: Cause, reasons: str, by: User, at: dt.datetime
) -> Notice | None:
    """Answer the request (R60); the letter, or None where nobody knows whose request it is.

    An objection is answered by who heard the person, or by another who neither proposed nor approved (R66). After the
    limit it is answered all the same, and the letter says that it is late. What the answer changes in the register is
    carried through by `rights.corrections` and `rights.access`, which call `settle` in their own transaction; an answer
    that asks for such a change is refused here (R67).
    """
    check_may_decide(request, by=by, at=at)
    check_answer(request, outcome=outcome, cause=cause, reasons=reasons)
    drawn = draw_answer(request, outcome=outcome, reasons=reasons, by=by, at=at)
    with transaction.atomic():
        settle(request, outcome=outcome, cause=cause, reasons=reasons, by=by, at=at)
        return drawn.keep() if drawn else None


def draw_answer(
    request: Request,
    *,
    outcome: Outcome,
    reasons: str,
    by: User,
    at: dt.datetime,
    fetchable_until: dt.date | None = None,
    changes: bool = False,
) -> "letters.Drawn | None":
    """The letter with the answer, laid out and not kept yet; None for a request of nobody we know.

    `fetchable_until`: the last day on which its code opens the data, where they were asked for. `changes`:
    something in the register changes with it, of which the shops that saw it are told."""
    if request.sanction is None:
        return None
    return letters.draw_decision(
        request.sanction,
        request=as_asked(request, on=dutch_date(at)),
        outcome=outcome,
        reasons=reasons,
        by=by,
        at=at,
        fetchable_until=fetchable_until,
        changes=changes,
    )


@transaction.atomic
def settle(request: Request, *, outcome: Outcome, cause: Cause, reasons: str, by: User, at: dt.datetime) -> Request:
    """Write the answer down, once. From here on no clock runs and nothing is hidden by itself."""
    changes = {"decided_at": at, "decided_by": by, "outcome": outcome, "cause": cause, **_what_it_was_about(request)}
    if not Request.objects.undecided().filter(pk=request.pk).update(**changes):
        raise Refusal("already_decided", _("Op dit verzoek is al geantwoord."), rule="R60")
    request.refresh_from_db()
    # Once more: somebody may have approved the measure since the page was opened.
    handling.refuse_own_decision(request, by)
    handling.keep_statement(request, Side.ANSWER, reasons, by=by, at=at, field="reasons")
    if outcome == Outcome.REFUSED:
        show_unless_another_hides(request, by=by, at=at)
    elif request.right == Right.RESTRICTION:
        counters.hide_as_asked(request, by=by, at=at)
    counters.hide_when_late(request.sanction)
    facts = {"outcome": str(outcome), "cause": str(cause), "late": request.clock.is_late(dutch_date(at))}
    record("request.decided", subject=f"request:{request.number}", by=by, area=request.area, **facts)
    return request


def _what_it_was_about(request: Request) -> dict[str, str]:
    """Kept with the answer, so that who is right counts as long as who is not (security 7.4)."""
    sanction = request.sanction
    if sanction is None:
        return {}
    return {
        "conduct_class": str(sanction.incident.conduct.conduct_class),
        "step": f"{sanction.kind}:{sanction.scope}",
    }


@transaction.atomic
def close(request: Request, *, by: User, at: dt.datetime) -> Request:
    """Say that the answer was sent or handed over. Refuses while something of it was not carried through."""
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=dutch_date(at))
    if request.corrections.unfinished().exists():
        raise Refusal("not_carried_through", _("Vertel eerst iedereen wat er is veranderd."), rule="R64")
    if misses_exception(request, on=dutch_date(at)):
        sentence = _("Leg eerst de uitzondering voor de winkel vast. Zonder dat laat de balie niemand binnen.")
        raise Refusal("not_excepted", sentence)
    decided = Request.objects.filter(pk=request.pk, closed_at=None).exclude(decided_at=None)
    if not decided.update(closed_at=at, closed_by=by):
        raise Refusal("not_decided", _("Er is nog geen antwoord, of het is al afgesloten."), rule="R60")
    request.refresh_from_db()
    record("request.closed", subject=f"request:{request.number}", by=by, area=request.area)
    return request


def misses_exception(request: Request, *, on: dt.date) -> bool:
    """Whether an exception that was granted, or could be, is at no counter: none holds on the day of the answer or
    after. Nothing is missing once the ban itself has ended."""
    sanction = request.sanction
    if request.right != Right.EXCEPTION or request.outcome == Outcome.REFUSED or sanction is None:
        return False
    if sanction.status(on) in ENDED:
        return False
    rows = EntryException.objects.running(dutch_date(request.decided_at) if request.decided_at else on)
    return not rows.filter(sanction=sanction).exists()


def check_may_decide(request: Request, *, by: User, at: dt.datetime) -> None:
    """Refuses who may not answer this, an objection of somebody who was not heard, and what is still in dispute."""
    on = dutch_date(at)
    if request.decided_at:
        raise Refusal("already_decided", _("Op dit verzoek is al geantwoord."), rule="R60")
    hears = request.right in HEARD and by.pk == request.hearer_id
    if not (hears and has_permission(by, Permission.HEAR_OBJECTIONS, area=request.area, on=on)):
        require(by, Permission.HANDLE_REQUESTS, area=request.area, on=on)
    handling.refuse_own_decision(request, by)
    if request.is_objection and request.sanction_id and request.heard_on is None:
        raise Refusal("not_heard", _("Luister eerst naar de persoon, en schrijf op wat die zei."), rule="R66")
    if request.in_dispute:
        raise Refusal("still_in_dispute", _("Zoek eerst uit wie gelijk heeft, en leg dat vast."), rule="R63")


def check_answer(request: Request, *, outcome: str, cause: str, reasons: str, carries: str = "") -> None:
    """Refuses an answer without reasons (R60), and one of which it is not said what had gone wrong.

    `carries` is the kind of correction that is carried through with it (`corrections.Kind`): who is right gets what was
    asked for, and not only a letter that says so (R64, R67).
    """
    if outcome not in Outcome.values:
        raise Refusal("outcome_missing", _("Kies wat is besloten."), rule="R60", field="outcome")
    if cause not in Cause.values:
        raise Refusal("cause_missing", _("Kies wat er mis was gegaan, of dat er niets mis was."), field="cause")
    letters.checked_reasons(reasons, rule="R60")
    if request.right == Right.ACCESS and request.person_id and outcome == Outcome.GRANTED:
        return
    if outcome == Outcome.REFUSED and cause not in (Cause.NONE, Cause.CHANGED):
        raise Refusal("bad_cause", _("Bij een afwijzing ging er niets mis."), field="cause")
    if outcome == Outcome.REFUSED and request.dispute_right is False:
        sentence = _("Bij het uitzoeken bleek dat het niet klopte. Afwijzen kan dan niet.")
        raise Refusal("found_wrong", sentence, rule="R63", field="outcome")
    _check_carried(request, outcome, carries)


def _check_carried(request: Request, outcome: str, carries: str) -> None:
    if outcome == Outcome.REFUSED:
        if carries:
            raise Refusal("nothing_changes", _("Bij een afwijzing verandert er niets."), field="outcome")
        return
    needed = NEEDED.get((Right(request.right), Outcome(outcome)))
    if needed and _still_there(request.sanction) and carries not in needed:
        raise Refusal("not_carried_through", NEEDED_SENTENCES[Right(request.right)], rule="R67", field="outcome")


def _still_there(sanction: Sanction | None) -> bool:
    """Whether there is something left to change."""
    return sanction is not None and not (sanction.lifted_at or sanction.annulled_at or sanction.rejected_at)


def letter_with_answer(request: Request) -> Notice | None:
    """The printed answer, if there is one."""
    if request.sanction is None or request.decided_at is None:
        return None
    letters_then = request.sanction.notices.filter(kind=LetterKind.REQUEST_DECIDED, made_at=request.decided_at)
    return letters_then.order_by("-pk").first()


def show_unless_another_hides(request: Request, *, by: User, at: dt.datetime) -> None:
    """What was hidden because of this request is shown again, unless something else hides it (R62, R63)."""
    if request.dispute or counters.sets_aside(request):
        counters.show_what_nothing_hides(counters.reached_by(request, at), by=by, at=at)
