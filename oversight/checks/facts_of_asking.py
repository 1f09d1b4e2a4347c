"""What the counters asked, by person and day, and the requests of people on the list."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from audit.models import Event
from bans.actions.erasing import old_questions
from bans.models import CounterCheck, Incident, Sanction
from bans.rules import retention
from notices.models import Notice
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Device
from rights.models import Correction, Request
from rights.requests.actions.forgetting import overdue

from ..figures.held import first_line_at
from .facts import AreaFacts, CounterFacts, RequestFacts, WholeFacts, _by, events_about

LONGEST_HOLD_D = 731
DAY = dt.timedelta(days=1)
# Who asked, or the shop of a till system, and when.
Asked = tuple[int | None, int | None, dt.date]


def counter_of(area: AreaFacts, asked: CounterCheck) -> CounterFacts:
    """That of the person, the shop and the day of one question; whether the log tells of it is for the whole day."""
    day = dutch_date(asked.asked_at)
    which = (asked.asked_by_id, asked.shop_id, day)
    some = counters(area, first=day, last=day + DAY)
    return next(one for one in some if (one.asked_by, one.shop, one.day) == which)


def counters(area: AreaFacts, *, first: dt.date | None = None, last: dt.date | None = None) -> Iterable[CounterFacts]:
    """One for each person, shop and day on which something was asked; a till system's by shop and day. Of some days
    where these are given.

    Days are counted here: what SQLite would call for each row, several times over, costs more than to read them.
    """
    rows = CounterCheck.objects.filter(area=area.area).order_by()
    if first and last:
        rows = rows.filter(asked_at__gte=_begins(first), asked_at__lt=_begins(last + DAY))
    told = rows.values_list("asked_by", "shop", "asked_at")
    asked = Counter((by, shop, dutch_date(at)) for by, shop, at in told.iterator())
    lines = _lines(area, since=min(on for _by, _shop, on in asked), until=last) if asked else Counter()
    by_day: Counter[Asked] = Counter()
    for (by, shop, on), count in asked.items():
        by_day[by, shop if by is None else None, on] += count
    for by, shop, on in sorted(asked, key=lambda one: (one[0] or 0, *one[1:])):
        whose = (by, shop if by is None else None)
        # A line is written after its question, and so may be of the next day.
        later = max(0, lines[*whose, on + DAY] - by_day[*whose, on + DAY])
        without = max(0, by_day[*whose, on] - lines[*whose, on] - later)
        known = without if area.log_holds_day(on) else None
        yield CounterFacts(area, on, by, by_day[*whose, on], shop, without_line=known)


def _lines(area: AreaFacts, *, since: dt.date, until: dt.date | None) -> "Counter[Asked]":
    """How many questions the log tells of: by person and day, those of till systems by shop and day.

    The log goes on for years after the questions themselves are gone, so that it is not read from before the first.
    """
    shops = dict(Device.objects.filter(shop__area=area.area).values_list("pk", "shop"))
    events = Event.objects.filter(area=area.area.slug, at__gte=_begins(since), action="counter.asked").order_by()
    if until:
        events = events.filter(at__lt=_begins(until + DAY))
    found: Counter[Asked] = Counter()
    for actor, at in events.values_list("actor", "at").iterator():
        kind, _colon, number = actor.partition(":")
        if kind == "user":
            found[int(number), None, dutch_date(at)] += 1
        elif kind == "device":
            found[None, shops.get(int(number)), dutch_date(at)] += 1
    return found


def _begins(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), DUTCH_TIME)


def requests(area: AreaFacts) -> Iterable[RequestFacts]:
    rows = list(Request.objects.filter(area=area.area).select_related("protocol", "sanction").order_by("pk"))
    events = events_about([f"request:{row.number}" for row in rows], area.area)
    corrections = _by("request_id", Correction.objects.filter(area=area.area).exclude(request=None))
    sanctions = [row.sanction_id for row in rows if row.sanction_id]
    letters = _by("sanction_id", Notice.objects.filter(area=area.area, sanction__in=sanctions).defer("html", "pdf"))
    for row in rows:
        yield RequestFacts(
            area,
            row,
            events.get(f"request:{row.number}", []),
            corrections.get(row.pk, []),
            letters.get(row.sanction_id, []),
        )


def whole(area: AreaFacts) -> WholeFacts:
    on, here = area.on, area.area
    drafts = Incident.objects.filter(area=here, sanctions=None, breached=None)
    oldest = on - (retention.DRAFT_DAYS + 1) * (on.resolution)
    rows = Sanction.objects.filter(area=here)
    strangers = rows.filter(~Q(person__area=here) | ~Q(incident__area=here) | ~Q(shop__area=here)).count()
    last, before, *_older = [*here.evaluations.order_by("-held_on").values_list("held_on", flat=True)[:2], None, None]
    held = here.persons.filter(hold_until__gt=on + LONGEST_HOLD_D * on.resolution).count()
    return WholeFacts(
        area=area,
        running_collective=rows.in_force(on).filter(scope="area").count(),
        sectors=frozenset(shop.sector for shop in area.shops.values() if shop.takes_part(on)),
        evaluated_on=last,
        evaluated_before=before,
        long_lived_drafts=drafts.filter(reported_at__date__lt=oldest, person__hold_until=None).count(),
        strangers=strangers,
        holds_too_long=held,
        taking_part=sum(shop.takes_part(on) for shop in area.shops.values()),
        # A night may still have to come.
        old_questions=old_questions(here, on=on - DAY).count(),
        old_requests=len(overdue(here, on=on - DAY)),
        first_line=first_line_at(here),
    )
