"""The answer to somebody of whom nothing was found: a paper without a name, made on the spot and kept nowhere."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bans.rules import rights
from notices.law.quoting import law_facts
from notices.letters import to_pdf
from notices.models import LetterDesign
from notices.own_words.look import look_of
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..requests.models import Request

TEMPLATE = "rights/access/nothing.html"


def nothing_held(request: Request, *, by: User, at: dt.datetime) -> bytes:
    """ "Wij hebben niets over u", as a PDF with where one can complain (R60). Refuses a request of somebody we know."""
    on = dutch_date(at)
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=on)
    refuse_somebody_known(request)
    area = request.area
    with translation.override("nl"):
        context = {
            "area": area,
            "request": request,
            "date": on,
            "look": look_of(LetterDesign.objects.holding(area, on), area=area, shop=None),
            "court_weeks": rights.COURT_WEEKS,
            **law_facts(area, on),
        }
        page = render_to_string(TEMPLATE, context)
    return to_pdf(page, identifier=f"access-{request.number}-nothing-{on.isoformat()}")


def refuse_somebody_known(request: Request) -> None:
    """Only where nobody was found there is nothing to tell."""
    if request.person_id is not None:
        sentence = _("Van dit verzoek is bekend om wie het gaat. Geef het overzicht van de gegevens.")
        raise Refusal("somebody_known", sentence, rule="R65")
