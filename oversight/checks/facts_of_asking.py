"""What the counters asked, by person and day, and the requests of people on the list."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from audit.models import Event
from bans.models import CounterCheck, Incident, Sanction
from bans.rules import retention
from notices.models import Notice
from participants.clock import DUTCH_TIME, dutch_date
from rights.models import Correction, Request

from .facts import AreaFacts, CounterFacts, RequestFacts, WholeFacts, _by, events_about

LONGEST_HOLD_D = 731


def counter_of(area: AreaFacts, asked: CounterCheck) -> CounterFacts:
    """That of the person, the shop and the day of one question; whether the log tells of it is for the whole day."""
    day = dutch_date(asked.asked_at)
    begins = dt.datetime.combine(day, dt.time(), DUTCH_TIME)
    ends = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), DUTCH_TIME)
    rows = CounterCheck.objects.filter(area=area.area, asked_by=asked.asked_by_id, asked_at__gte=begins)
    rows = rows.filter(asked_at__lt=ends)
    total = (rows if asked.asked_by_id else rows.filter(shop=asked.shop_id)).count()
    lines = Event.objects.filter(area=area.area.slug, action="counter.asked", actor=f"user:{asked.asked_by_id}")
    told = lines.filter(at__gte=begins, at__lt=ends).count() if asked.asked_by_id else 0
    return CounterFacts(area, day, asked.asked_by_id, total, asked.shop_id, without_line=total - told if told else 0)


def counters(area: AreaFacts) -> Iterable[CounterFacts]:
    """One for each person, shop and day on which something was asked; a till system's by shop and day.

    Days are counted here: what SQLite would call for each row, several times over, costs more than to read them.
    """
    rows = CounterCheck.objects.filter(area=area.area).order_by().values_list("asked_by", "shop", "asked_at")
    asked = Counter((by, shop, dutch_date(at)) for by, shop, at in rows.iterator())
    lines = _lines(area, since=min(on for _by, _shop, on in asked)) if asked else Counter()
    by_day: Counter = Counter()
    for (by, _shop, on), count in asked.items():
        by_day[by, on] += count
    for by, shop, on in sorted(asked, key=lambda one: (one[0] or 0, *one[1:])):
        total = by_day[by, on] if by is not None else asked[by, shop, on]
        without = total - lines[by, on] if by is not None and (by, on) in lines else 0
        yield CounterFacts(area, on, by, total, shop, without_line=without)


def _lines(area: AreaFacts, *, since: dt.date) -> Counter:
    """How many questions the log tells of, by person and day; nothing where the log begins later.

    The log goes on for years after the questions themselves are gone, so that it is not read from before the first.
    """
    begins = dt.datetime.combine(since, dt.time(), DUTCH_TIME)
    events = Event.objects.filter(area=area.area.slug, at__gte=begins, action="counter.asked").order_by()
    told = events.filter(actor__startswith="user:").values_list("actor", "at")
    return Counter((int(actor.removeprefix("user:")), dutch_date(at)) for actor, at in told.iterator())


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
    last = here.evaluations.order_by("-held_on").values_list("held_on", flat=True).first()
    held = here.persons.filter(hold_until__gt=on + LONGEST_HOLD_D * on.resolution).count()
    return WholeFacts(
        area=area,
        running_collective=rows.in_force(on).filter(scope="area").count(),
        sectors=frozenset(shop.sector for shop in area.shops.values() if shop.takes_part(on)),
        evaluated_on=last,
        long_lived_drafts=drafts.filter(reported_at__date__lt=oldest, person__hold_until=None).count(),
        strangers=strangers,
        holds_too_long=held,
    )
