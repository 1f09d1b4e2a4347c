"""Putting right what was wrong, in one deed that reaches everybody who had it (R19, R55, R64, R67)."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.actions import endings
from bans.actions.erasing import Doomed, erase, erase_sanctions
from bans.models import Incident, Person, Sanction
from bans.personal import sealed
from bans.rules.status import ENDED
from notices.actions.requests import checked_reasons
from notices.requests import Outcome
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..requests.actions import answering
from ..requests.models import Cause, Request
from . import changes as rectifying
from . import letters
from .models import Correction, Kind
from .preview import Touched, touched_by

ENDS = (Kind.WITHDRAWN, Kind.ANNULLED, Kind.ERASED)
RULE = "R64"


@dataclass(frozen=True)
class Wanted:
    """What is to be put right, why, and at whose request."""

    kind: Kind
    cause: str
    reason: str
    changes: Mapping[str, object]
    everything: bool = False
    request: Request | None = None

    @property
    def mistake(self) -> bool:
        """Whether something had gone wrong."""
        return self.cause not in (Cause.NONE, Cause.CHANGED)


def carry_through(
    sanction: Sanction,
    *,
    kind: Kind,
    cause: Cause,
    reason: str,
    by: User,
    at: dt.datetime,
    changes: Mapping[str, object] | None = None,
    everything: bool = False,
) -> Correction:
    """Rectify, withdraw, annul or erase; `changes` for a rectification, by field. One transaction, once.

    Counters follow at once. What rests on what is annulled or erased goes under review (R19). Letters are asked for
    within the same transaction: for the person, for each shop that saw it (R64), for the police where they have a
    sheet. What is erased ends now (annulled, or withdrawn where nothing had gone wrong), and its rows and key go when
    everybody was told (`finish`); with `everything` that is all there is of the person. A measure that was ended by
    another door, of which nobody was told yet, is told now.
    """
    require(by, Permission.LIFT, area=sanction.area, on=dutch_date(at))
    with transaction.atomic():
        return _carry(sanction, Wanted(Kind(kind), cause, reason, changes or {}, everything), by=by, at=at)


def uphold(
    request: Request,
    *,
    outcome: Outcome,
    kind: Kind,
    cause: Cause,
    reasons: str,
    by: User,
    at: dt.datetime,
    changes: Mapping[str, object] | None = None,
    everything: bool = False,
) -> Correction:
    """Answer a request and carry through what follows from that, in one transaction (R67).

    For whoever may answer it: of an objection who heard the person (R66). What only the request hid is shown again.
    """
    answering.check_may_decide(request, by=by, at=at)
    answering.check_answer(request, outcome=outcome, cause=cause, reasons=reasons, carries=kind)
    if request.sanction is None:
        raise Refusal("nothing_to_correct", _("Bij dit verzoek hoort geen maatregel."), rule="R67")
    drawn = answering.draw_answer(request, outcome=outcome, reasons=reasons, changes=True, by=by, at=at)
    wanted = Wanted(Kind(kind), cause, reasons, changes or {}, everything, request)
    with transaction.atomic():
        answering.settle(request, outcome=outcome, cause=cause, reasons=reasons, by=by, at=at)
        correction = _carry(request.sanction, wanted, by=by, at=at)
        if kind == Kind.RECTIFIED:
            answering.show_unless_another_hides(request, by=by, at=at)
        if drawn:
            drawn.keep()
        return correction


def finish(correction: Correction, *, by: User, at: dt.datetime) -> Correction:
    """Say that everybody was told. Refuses while a letter was not made yet; what was to be erased goes now (D23).

    The key goes first, as always; should the machine stop in between, the next purge takes the rest.
    """
    require(by, Permission.LIFT, area=correction.area, on=dutch_date(at))
    doomed = _doomed(correction, at)
    with transaction.atomic():
        _refuse_others_open(correction)
        if correction.sanction_id and not letters.progress_of(correction).complete:
            sentence = _("Nog niet alle brieven zijn gemaakt. Wacht even, of probeer opnieuw wat mislukte.")
            raise Refusal("letters_missing", sentence, rule=RULE)
        finished = Correction.objects.unfinished().filter(pk=correction.pk).update(finished_at=at, finished_by=by)
        if not finished:
            raise Refusal("already_finished", _("Dit was al afgerond."), rule=RULE)
        record("correction.finished", subject=f"correction:{correction.token}", by=by, area=correction.area)
    if doomed is not None:
        doomed()
    correction.refresh_from_db()
    return correction


def _refuse_others_open(correction: Correction) -> None:
    """Refuses to erase while another request that would go with it waits: nobody could answer it any more (R60)."""
    if correction.kind != Kind.ERASED or correction.sanction_id is None or correction.finished_at:
        return
    waiting = Request.objects.open().exclude(pk=correction.request_id or 0)
    if correction.touched.get("everything"):
        waiting = waiting.filter(person=correction.person_id)
    else:
        waiting = waiting.filter(sanction=correction.sanction_id)
    if numbers := [row.shown_number for row in waiting]:
        sentence = _("Er staat nog een verzoek open: %(numbers)s. Beantwoord dat en sluit het af; wis daarna.")
        raise Refusal("requests_open", sentence % {"numbers": ", ".join(numbers)}, rule="R60")


def _carry(sanction: Sanction, wanted: Wanted, *, by: User, at: dt.datetime) -> Correction:
    """The deed itself, for whom the caller found entitled to it. Inside a transaction; the row says who came first."""
    _check(sanction, wanted)
    Sanction.objects.select_for_update().get(pk=sanction.pk)
    sanction.refresh_from_db()
    if wanted.kind in ENDS and Correction.objects.filter(sanction=sanction, kind__in=ENDS).exists():
        raise _ended()
    rows = _of_this_person(sanction, wanted)
    touched = {row.pk: touched_by(row, wanted.kind, on=dutch_date(at), mistake=wanted.mistake) for row in rows}
    correction = Correction(
        area=sanction.area,
        kind=wanted.kind,
        cause=wanted.cause,
        request=wanted.request,
        person=sanction.person,
        sanction=sanction,
        made_at=at,
        made_by=by,
    )
    correction.touched = {**_sum(touched.values()), "everything": wanted.everything, "fields": []}
    # What is restricted was hidden by the answer; here the shops that saw it are told (art. 19 AVG).
    ended: set[int] = set()
    if wanted.kind == Kind.RECTIFIED:
        correction.touched |= _rectify(sanction, wanted, at=at)
    elif wanted.kind in ENDS:
        ended = {row.pk for row in rows if _end(row, wanted, by=by, at=at)}
    correction.save()
    asked = sum(letters.ask_for_letters(correction, row, touched[row.pk], ended=row.pk in ended, by=by) for row in rows)
    correction.touched["to_tell"] = asked
    correction.save(update_fields=["touched"])
    facts = {"kind": str(wanted.kind), "cause": wanted.cause, "letters": asked, "fields": correction.touched["fields"]}
    record("correction.made", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area, **facts)
    return correction


def _rectify(sanction: Sanction, wanted: Wanted, *, at: dt.datetime) -> dict[str, Any]:
    """Write what changes, and why; which fields those were, and how many measures went under review."""
    changed = rectifying.cleaned(sanction, wanted.changes, at=at)
    why = checked_reasons(wanted.reason, rule=RULE)
    reviewed = rectifying.write(sanction, changed, at=at)
    if wanted.request is None:
        # With a request it stands in the answer; otherwise beside the measure, under the same key.
        why = "\n".join(filter(None, [sanction.reason, _("Verbeterd:") + f" {why}"]))
        Sanction.objects.filter(pk=sanction.pk).update(**sealed(sanction, reason=why))
    return {"fields": [name for name in rectifying.LABELS if name in changed], "reviewed": reviewed}


def _check(sanction: Sanction, wanted: Wanted) -> None:
    if wanted.cause not in Cause.values:
        raise Refusal("cause_missing", _("Kies wat er mis was gegaan, of dat er niets mis was."), field="cause")
    if wanted.kind == Kind.ANNULLED and not wanted.mistake:
        sentence = _("Vernietigen is voor wat er nooit had mogen zijn. Was er niets mis, trek de maatregel dan in.")
        raise Refusal("bad_cause", sentence, rule="R55", field="cause")
    if wanted.kind == Kind.RESTRICTED and wanted.request is None:
        raise Refusal("no_request", _("Verbergen op verzoek kan alleen met het antwoord op dat verzoek."), rule=RULE)
    if wanted.kind == Kind.ERASED:
        _refuse_held(sanction.person)
    elif wanted.everything:
        raise Refusal("not_everything", _("Alleen wissen kan voor alles tegelijk."), rule=RULE)


def _refuse_held(person: Person) -> None:
    """What a case in court needs is not erased (R54)."""
    if person.hold_until is not None:
        sentence = _("Dit dossier wordt bewaard voor een rechtszaak. Wissen kan pas als dat niet meer hoeft.")
        raise Refusal("held", sentence, rule="R54")


def _of_this_person(sanction: Sanction, wanted: Wanted) -> list[Sanction]:
    """The one measure; for who is erased altogether all of them, this one first."""
    if not wanted.everything:
        return [sanction]
    others = Sanction.objects.filter(person=sanction.person_id).exclude(pk=sanction.pk).order_by("pk")
    return [sanction, *others.select_related("area", "person", "protocol", "shop", "shop__business")]


def _end(sanction: Sanction, wanted: Wanted, *, by: User, at: dt.datetime) -> bool:
    """End what has not ended. Whether there is an end to tell: also one by another door, that nobody was told of."""
    if wanted.kind == Kind.WITHDRAWN:
        if sanction.lifted_at:
            return True
        if sanction.status(dutch_date(at)) in ENDED:
            raise _ended()
        endings.end_by_lifting(sanction, reason=wanted.reason, by=by, at=at)
        return True
    if wanted.kind == Kind.ANNULLED and sanction.annulled_at:
        return True
    if sanction.lifted_at or sanction.annulled_at or sanction.rejected_at:
        if wanted.kind == Kind.ANNULLED:
            raise _ended()
        return False
    if not wanted.mistake:
        endings.end_by_lifting(sanction, reason=wanted.reason, by=by, at=at)
        return True
    endings.end_by_annulling(sanction, reason=wanted.reason, by=by, at=at)
    return True


def _ended() -> Refusal:
    return Refusal("ended", _("Deze maatregel is al beëindigd."), rule="R55")


def _sum(touched: Iterable[Touched]) -> dict[str, Any]:
    """The counts of all of them together."""
    sums: dict[str, Any] = {}
    for row in touched:
        for name, count in row.counts().items():
            sums[name] = sums.get(name, 0) + count
    return sums


def _doomed(correction: Correction, at: dt.datetime) -> Callable[[], object] | None:
    """How to erase what this correction is about; None where nothing is to be erased, or is there no more."""
    sanction = correction.sanction
    if correction.kind != Kind.ERASED or sanction is None or correction.finished_at:
        return None
    person = Person.objects.get(pk=sanction.person_id)
    _refuse_held(person)
    if not correction.touched.get("everything"):
        return lambda: erase_sanctions([sanction], rule=RULE, at=at)
    all_of_it = Doomed()
    for row in Sanction.objects.filter(person=person):
        all_of_it.add(row, RULE)
    for incident in Incident.objects.filter(person=person):
        all_of_it.add(incident, RULE)
    return lambda: erase({person.pk: all_of_it}, at=at)
