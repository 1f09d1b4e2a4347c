"""The letter that somebody shows who may come in although a ban holds."""

import datetime as dt

from django.utils.translation import gettext as _

from bans.excepted import when_in_words
from bans.models import Sanction
from bans.rules.status import Status
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import Notice
from ..models.notice import LetterKind
from .letters import print_letter


def print_exception(sanction: Sanction, *, by: User, at: dt.datetime) -> Notice:
    """Where and when somebody may come in, for every exception that runs, and that the ban holds everywhere else.

    Refuses when there is none, and a ban that does not run.
    """
    on = dutch_date(at)
    require(by, Permission.LIFT, area=sanction.area, on=on)
    running = sanction.entry_exceptions.running(on).select_related("shop")  # type: ignore[attr-defined]
    if sanction.status(on) is not Status.IN_FORCE or not running:
        raise Refusal("no_exception", _("Er is geen uitzondering die loopt."))
    told = [(row, when_in_words(row)) for row in running.order_by("shop__name", "pk")]
    return print_letter(sanction, LetterKind.EXCEPTION, by=by, at=at, about={"exceptions": told})
