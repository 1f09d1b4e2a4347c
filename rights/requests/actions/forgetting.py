"""What goes of requests that were closed, by the night. An open one never goes by itself."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Q

from audit.log import record
from bans import keyring
from bans.rules import rights
from bans.rules.terms import add_months
from participants.clock import dutch_date
from participants.models import ShoppingArea

from ...access.actions import DOWNLOAD_D
from .. import clocks
from ..models import Request, Requester, RequestQuerySet, Statement


def forget_requests(*, at: dt.datetime) -> dict[str, int]:
    """Delete closed requests so many months after they were closed (`request_kept_m`), and what was said with one of
    nobody we know, or of whom nothing is held any more, sooner; returns counts only."""
    total: Counter[str] = Counter({"requests": 0, "words": 0})
    for area in ShoppingArea.objects.order_by("pk"):
        total.update(_forget_in_area(area, at))
    return dict(total)


@transaction.atomic
def _forget_in_area(area: ShoppingArea, at: dt.datetime) -> dict[str, int]:
    on = dutch_date(at)
    gone = overdue(area, on=on)
    # First the key, then the rows: a crash between the two leaves nothing that anybody can read.
    keyring.destroy((request.token for request in gone), at=at)
    Request.objects.filter(pk__in=[request.pk for request in gone]).delete()
    words = _forget_words(Request.objects.filter(area=area).exclude(closed_at=None), on=on, at=at)
    counts = {"requests": len(gone), "words": words}
    if any(counts.values()):
        record("request.forgotten", subject=f"area:{area.slug}", by="forgetting", area=area, **counts)
    return counts


def overdue(area: ShoppingArea, *, on: dt.date) -> list[Request]:
    """The closed requests whose term is over on that day."""
    closed = Request.objects.filter(area=area).exclude(closed_at=None)
    # The letter with the answer promises for so long that the data can be fetched.
    fetchable = closed.filter(export__made_at__date__gte=on - DOWNLOAD_D * clocks.DAY).values("pk")
    rows = closed.exclude(pk__in=fetchable).select_related("protocol")
    return [request for request in rows if kept_until(request) < on]


def kept_until(request: Request) -> dt.date:
    """The last day on which a closed request is there, by the protocol of the day of its receipt (R75)."""
    assert request.closed_at is not None
    return add_months(dutch_date(request.closed_at), request.protocol.parameters.request_kept_m)


def _forget_words(closed: RequestQuerySet, *, on: dt.date, at: dt.datetime) -> int:
    """Of somebody unknown as long as they can go to court with the answer; where nothing is held any more, at once."""
    court = dt.timedelta(weeks=rights.COURT_WEEKS)
    unknown = Q(identified="", closed_at__date__lt=on - court)
    erased = ~Q(identified="") & Q(sanction=None)
    said = Q(statements__isnull=False) | Q(requester__isnull=False)
    rows = list(closed.filter(unknown | erased).filter(said).distinct())
    # The words of somebody known lie under that person's key. An older copy may hold them as they lay before it was
    # known whose they were: under the key of the request, which goes with the person too (G25).
    unused = set(closed.filter(erased).values_list("token", flat=True)) & keyring.tokens()
    keyring.destroy({request.token for request in rows} | unused, at=at)
    Requester.objects.filter(request__in=rows).delete()
    Statement.objects.filter(request__in=rows).delete()
    return len(rows)
