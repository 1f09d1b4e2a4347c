"""Papers of a request that are not letters about a measure. Made when asked for, kept nowhere.

The file of both sides, to read before a decision. And what tells somebody of whom we do not know who it is that the
request arrived, takes longer, or is answered: without a name.
"""

import datetime as dt
from enum import StrEnum

from django.template import Context
from django.utils import translation
from django.utils.translation import gettext as _

from bans.rules import rights
from notices.law.quoting import law_facts
from notices.letters import load, to_pdf
from notices.models import LetterDesign
from notices.own_words.look import look_of
from participants.clock import dutch_date
from participants.refusals import Refusal

from .asked import as_asked
from .models import Request, Side
from .statements import told_of
from .timeline import timeline

FILE = "rights/requests/documents/file.html"
PAPER = "rights/requests/documents/paper.html"


class Paper(StrEnum):
    RECEIPT = "receipt"
    EXTENSION = "extension"
    ANSWER = "answer"


# Whose words stand in it, where it carries reasons.
REASONS = {Paper.EXTENSION: Side.EXTENSION, Paper.ANSWER: Side.ANSWER}


def case_file(request: Request, *, on: dt.date) -> bytes:
    """What both sides said, in order, with day and side; staff by role (R66, D17)."""
    return to_pdf(case_file_page(request, on=on), identifier=f"request-{request.number}-file-{on.isoformat()}")


def case_file_page(request: Request, *, on: dt.date) -> str:
    """The same as a page. The frame is Dutch; what somebody said stands in its own language and direction."""
    with translation.override("nl"):
        facts = {
            "area": request.area,
            "asked": request,
            "clock": request.clock,
            "date": on,
            "statements": told_of(request),
            "points": timeline(request),
            "look": look_of(LetterDesign.objects.holding(request.area, on), area=request.area),
        }
        return load(FILE).render(Context(facts))


def paper_without_name(request: Request, paper: Paper, *, on: dt.date) -> bytes:
    """A receipt, a word that it takes longer, or an answer, for who is not known to us (R58 to R60).

    Refuses one for which there is a letter, and what did not happen.
    """
    return to_pdf(paper_page(request, paper, on=on), identifier=f"request-{request.number}-{paper}-{on.isoformat()}")


def paper_page(request: Request, paper: Paper, *, on: dt.date) -> str:
    """The same as a page."""
    if request.sanction_id is not None:
        raise Refusal("has_letter", _("Bij dit verzoek hoort een brief. Print die."))
    happened = {
        Paper.RECEIPT: True,
        Paper.EXTENSION: request.extended_on is not None,
        Paper.ANSWER: request.decided_at is not None,
    }
    if not happened[paper]:
        raise Refusal("not_yet", _("Dat is bij dit verzoek nog niet gebeurd."))
    said = request.statements.filter(side=REASONS[paper]).last() if paper in REASONS else None
    if paper in REASONS and said is None:
        raise Refusal("words_gone", _("De woorden bij dit verzoek zijn al gewist."))
    facts = {
        "area": request.area,
        "asked": as_asked(request, on=on),
        "request": request,
        "paper": str(paper),
        "date": on,
        "reasons": said.words if said else "",
        "court_weeks": rights.COURT_WEEKS,
        "late": request.decided_at is not None and request.clock.is_late(dutch_date(request.decided_at)),
        "look": look_of(LetterDesign.objects.holding(request.area, on), area=request.area),
        **law_facts(request.area, on),
    }
    with translation.override("nl"):
        return load(PAPER).render(Context(facts))
