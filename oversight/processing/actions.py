"""Handing out the processing log: to whom with pseudonyms, and to whom without."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from audit.log import record
from participants.access import has_permission
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .lines import Span, export_lines, written

LONGEST = dt.timedelta(days=731)
# The AVG applies from this day on.
FIRST = dt.date(2018, 5, 25)


def export(area: ShoppingArea, *, since: dt.date, until: dt.date, by: Any, at: dt.datetime) -> Iterator[bytes]:
    """The processing log of these days, as a stream. The log tells who fetched it, and whether with pseudonyms.

    `by` is a user, a duty of who runs the server, or a system of the municipality.
    """
    if until < since:
        raise Refusal("ends_before_start", _("De laatste dag ligt voor de eerste."), field="until")
    if since < FIRST:
        raise Refusal("before_the_law", _("Kies een dag vanaf 25 mei 2018: eerder gold de AVG niet."), field="since")
    if until - since > LONGEST:
        raise Refusal("too_long", _("Kies hoogstens twee jaar."), field="since")
    if since > dutch_date(at):
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), field="since")
    with_subjects = may_link(by, area, at=at)
    facts = {"since": since.isoformat(), "until": until.isoformat(), "subjects": with_subjects}
    record("processing_log.exported", subject=f"area:{area.slug}", by=by, area=area, **facts)
    return written(export_lines(area, Span(since, until), with_subjects=with_subjects))


def may_link(by: Any, area: ShoppingArea, *, at: dt.datetime) -> bool:
    """Whether lines about one person may be told to be about one: for who is responsible for the register, and for the
    server's own command. Whoever oversees gets what was done for oversight, and can follow nobody through it."""
    if isinstance(by, User):
        return has_permission(by, Permission.MANAGE_AREA, area=area, on=dutch_date(at))
    return by == COMMAND


COMMAND = "processing_log"
