"""Giving somebody everything that is held about them, with the answer in one deed (R65, G27)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.models import Person, Sanction
from bans.rules.status import ENDED
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..requests.actions import answering
from ..requests.models import Cause, Request
from .as_json import json_of
from .models import AccessExport
from .overview import overview_of
from .paper import pdf_of

DOWNLOAD_D = 30


@dataclass(frozen=True)
class Exported:
    """The two forms of one overview, not kept yet."""

    pdf: bytes
    json: bytes


def grant_access(request: Request, *, reasons: str, by: User, at: dt.datetime) -> AccessExport:
    """Answer a request for access with the export itself: letter, document and file belong together (R60, R65).

    Refuses another request, and one of whom nobody knows yet whose it is. All three are laid out before anything is
    written: that takes a while.
    """
    answering.check_may_decide(request, by=by, at=at)
    exported = lay_out(request, at=at)
    answering.check_answer(request, outcome=Outcome.GRANTED, cause=Cause.NONE, reasons=reasons)
    until = fetchable_until(request.sanction, made_on=dutch_date(at), on=dutch_date(at)) if request.sanction else None
    drawn = answering.draw_answer(
        request, outcome=Outcome.GRANTED, reasons=reasons, by=by, at=at, fetchable_until=until
    )
    with transaction.atomic():
        answering.settle(request, outcome=Outcome.GRANTED, cause=Cause.NONE, reasons=reasons, by=by, at=at)
        if drawn:
            drawn.keep()
        kept = AccessExport(area=request.area, request=request, person=_person_of(request), made_at=at, made_by=by)
        kept.pdf, kept.json = exported.pdf, exported.json
        kept.save()
        record("access.exported", subject=f"request:{request.number}", by=by, area=request.area, export=kept.token)
        return kept


def fetchable_until(sanction: Sanction, *, made_on: dt.date, on: dt.date) -> dt.date:
    """The last day on which the code of the letter surely opens the data: with the measure the letter goes, and what
    it opens. Nothing is kept longer to be fetched."""
    last = on if sanction.status(on) in ENDED else sanction.last_day or sanction.deadline()
    return max(on, min(made_on + dt.timedelta(days=DOWNLOAD_D), last))


def export_by_letter(notice: Notice, *, on: dt.date) -> AccessExport | None:
    """What the code of the letter with the answer opens, until so many days after it; None for any other letter."""
    day = dutch_date(notice.made_at)
    if notice.kind != LetterKind.REQUEST_DECIDED or not day <= on <= day + dt.timedelta(days=DOWNLOAD_D):
        return None
    given = AccessExport.objects.filter(request__sanction=notice.sanction_id, person=notice.sanction.person_id)
    return given.filter(made_at=notice.made_at, made_by=notice.made_by_id).select_related("person").first()


def view_export(request: Request, *, by: User, at: dt.datetime) -> Exported:
    """The overview as it was given, or as it would be now; for who handles requests, with a line in the log."""
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=dutch_date(at))
    given = AccessExport.objects.filter(request=request).select_related("person").first()
    exported = Exported(bytes(given.pdf), bytes(given.json)) if given else lay_out(request, at=at)
    record("access.viewed", subject=f"request:{request.number}", by=by, area=request.area, given=given is not None)
    return exported


def lay_out(request: Request, *, at: dt.datetime) -> Exported:
    """The document and the file for this request, as everything stands at that moment."""
    _refuse_another_right(request)
    overview = overview_of(request, _person_of(request), at=at)
    return Exported(pdf_of(overview), json_of(overview))


def _refuse_another_right(request: Request) -> None:
    if request.right != Right.ACCESS:
        raise Refusal("not_access", _("Dit is geen verzoek om inzage."), rule="R65")


def _person_of(request: Request) -> Person:
    """Whose request it is, once somebody made sure of that."""
    if request.person is None or not request.identified:
        sentence = _("Leg eerst vast van wie dit verzoek is, en hoe wij dat weten.")
        raise Refusal("nobody_identified", sentence, rule="R65")
    return request.person
