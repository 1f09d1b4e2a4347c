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


def print_exception(sanction: Sanction, *, token: str, by: User, at: dt.datetime) -> Notice:
    """When somebody may come into the shop of this exception, and that the ban holds everywhere else.

    One shop to a letter and no code: it is shown at a door, and that door need not know of the others. Refuses an
    exception that does not run, and a ban that does not.
    """
    on = dutch_date(at)
    require(by, Permission.LIFT, area=sanction.area, on=on)
    running = sanction.entry_exceptions.running(on).select_related("shop")  # type: ignore[attr-defined]
    exception = running.filter(token=token).first()
    if sanction.status(on) is not Status.IN_FORCE or exception is None:
        raise Refusal("no_exception", _("Er is geen uitzondering die loopt."))
    about = {"exception": exception, "when": when_in_words(exception)}
    return print_letter(sanction, LetterKind.EXCEPTION, by=by, at=at, about=about)
