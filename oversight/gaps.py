"""What is missing in the facts of a period, and why. It stands beside figures, and nothing is concluded from it.

A gap is no finding: a shop may come back and a protocol may change twice. It says what a reader cannot know.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Event, Head
from audit.purposes import Result
from bans.rules.figures import SMALLEST_FIGURE
from participants import clock
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Shop, ShoppingArea

from .figures.held import Held, first_line_at, gone_until
from .figures.periods import Year

DAY = dt.timedelta(days=1)
A_WEEK = dt.timedelta(days=7)
# A head is signed each hour. audit/verifier.py counts the same as a silence.
SILENCE = dt.timedelta(hours=2)
# What a register that is in use does: something of these happens.
IN_USE = ("incident.", "sanction.", "counter.", "breach.")


@dataclass(frozen=True)
class Gap:
    """One thing that cannot be known of a period; `since` and `until` are the first and the last day of it."""

    code: str
    says: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Period:
    """Dutch days, both counted; of days to come nothing is missing."""

    first: dt.date
    last: dt.date

    @property
    def begins(self) -> dt.datetime:
        return dt.datetime.combine(self.first, dt.time(), DUTCH_TIME)

    @property
    def ends(self) -> dt.datetime:
        """The first moment after it."""
        return dt.datetime.combine(self.last + DAY, dt.time(), DUTCH_TIME)

    def touches(self, since: dt.date, until: dt.date) -> bool:
        return since <= self.last and until >= self.first


def gaps_of(area: ShoppingArea, *, first: dt.date, last: dt.date, on: dt.date) -> list[Gap]:
    """Everything that is missing between these two days, as it is known on the day `on`."""
    period = Period(first, min(last, on))
    if period.last < period.first:
        return [Gap("to_come", _("Deze tijd moet nog komen."), first, last)]
    return [gap for look in LOOKS for gap in look(area, period)]


def before_the_log(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """The register is younger than the period, or its log was dropped before everything in it was counted."""
    held = Held(area)
    since, gone = held.known_since, held.gone_until and dutch_date(held.gone_until)
    lost = [year for year in range(period.first.year, period.last.year + 1) if not held.tells(Year(year))]
    if lost and gone:
        until = min(gone, period.last)
        says = _("Het logboek tot en met %(day)s is na de bewaartermijn verwijderd.") % {"day": _day(until)}
        yield Gap("pruned", says, period.first, until)
    elif since is None or since > period.last:
        yield Gap("no_log", _("Over deze hele tijd staat niets in het logboek."), period.first, period.last)
    elif since > period.first:
        says = _("Het register begon op %(day)s. Van daarvoor is niets bekend.") % {"day": _day(since)}
        yield Gap("younger", says, period.first, since - DAY)


def hardly_used(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """So little was written down that nothing can be read from it; whether it was nothing is not told (R70)."""
    gone = gone_until(area)
    lines = Event.objects.filter(area=area.slug, at__gte=period.begins, at__lt=period.ends)
    begun = first_line_at(area)
    # Of a time of which lines went, what is left says nothing, and the night on which it did would tell a number.
    if (gone and gone >= period.begins) or begun is None or begun >= period.ends:
        return
    seen = sum(lines.filter(action__startswith=prefix)[:SMALLEST_FIGURE].count() for prefix in IN_USE)
    if seen < SMALLEST_FIGURE:
        says = _(
            "Er is in deze tijd zo weinig vastgelegd dat er niets uit te lezen is. Of er weinig gebeurde of dat "
            "niemand het systeem gebruikte, is niet te zien."
        )
        yield Gap("hardly_used", says, period.first, period.last)


class Silence(NamedTuple):
    """From when to when no head was signed for longer than two hours; `until` is None while it lasts."""

    since: dt.datetime
    until: dt.datetime | None


def silent(area: ShoppingArea, period: Period) -> list[Silence]:
    """Every silence that touches the period, in order, also over its edges; the first may begin with the first line."""
    heads = Head.objects.filter(area=area.slug).order_by("serial")
    before = heads.filter(at__lt=period.begins).values_list("serial", flat=True).last()
    after = heads.filter(at__gte=period.ends).values_list("serial", flat=True).first()
    within = heads.filter(serial__gte=before or 0)
    times = list((within.filter(serial__lte=after) if after else within).values_list("at", flat=True))
    begun = first_line_at(area)
    if begun and before is None and (not times or begun < times[0]):
        times.insert(0, begun)
    found = [Silence(since, until) for since, until in pairwise(times) if until - since > SILENCE]
    if times and after is None and min(clock.now(), period.ends) - times[-1] > SILENCE:
        found.append(Silence(times[-1], None))
    return [silence for silence in found if silence.since < period.ends]


def silences(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """The system was off, or an older copy was put back."""
    found = silent(area, period)
    over = sorted((until - since, since, until) for since, until in found if until)
    if over:
        _length, begins, ends = over[-1]
        longest = {"since": _moment(begins), "until": _moment(ends), "n": len(over)}
        says = ngettext(
            "%(n)s keer zweeg het logboek: van %(since)s tot %(until)s is er niets getekend.",
            "%(n)s keer zweeg het logboek; het langst van %(since)s tot %(until)s.",
            len(over),
        )
        why = _(
            "Het systeem stond uit, of er is een oudere kopie teruggezet. Wat toen gebeurde kan ontbreken. Koppen die "
            "buiten het systeem zijn bewaard, laten dat zien."
        )
        yield Gap("silence", f"{says % longest} {why}", dutch_date(begins), dutch_date(ends))
    for since, until in found:
        if until is None:
            says = _("Sinds %(since)s zwijgt het logboek: er is niets meer getekend. Staat het systeem wel aan?")
            yield Gap("silent", says % {"since": _moment(since)}, dutch_date(since), period.last)


def nightly_checks(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """A nightly verification failed, or was not done any more; of a log that tells of none at all nothing is said."""
    lines = Event.objects.filter(area=area.slug, action="log.checked").order_by().values_list("at", "result")
    results = defaultdict(set)
    for at, result in lines:
        results[dutch_date(at)].add(result)
    days = sorted(day for day in results if period.touches(day, day) and Result.FAILED in results[day])
    if days:
        says = _("Op %(day)s klopte het logboek niet bij de controle van die nacht. Zie de pagina Logboek.")
        yield Gap("broken", says % {"day": _day(days[0])}, days[0], days[-1])
    # The night of today may still have to come.
    first, last = max(period.first, min(results, default=dt.date.max)), min(period.last, clock.today() - DAY)
    span = range((last - first).days + 1)
    missed = [day for day in (first + n * DAY for n in span) if day not in results]
    if missed:
        says = ngettext(
            "In %(n)s nacht is het logboek niet nagekeken, op %(day)s.",
            "In %(n)s nachten is het logboek niet nagekeken, voor het eerst op %(day)s.",
            len(missed),
        )
        yield Gap("unchecked", says % {"n": len(missed), "day": _day(missed[0])}, missed[0], missed[-1])


def hasty_protocols(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """The protocol changed twice within a week; the first version of all is no change."""
    changes = list(area.protocols.filter(number__gt=1).order_by("number").values_list("number", "valid_from"))
    for (number, since), (later, until) in pairwise(changes):
        if until - since <= A_WEEK and period.touches(since, until):
            facts = {"number": number, "since": _day(since), "later": later, "until": _day(until)}
            says = _(
                "Het protocol veranderde twee keer in één week: versie %(number)s gold vanaf %(since)s en versie "
                "%(later)s vanaf %(until)s. Cijfers uit die dagen zijn niet met andere te vergelijken."
            )
            yield Gap("protocol_twice", says % facts, since, until)


def without_papers(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """Days of which no permit or no protocol is on record; before the first of both there was no register."""
    permits = [(row.valid_from, row.valid_until or dt.date.max) for row in area.permits.all()]
    protocols = [
        (day, dt.date.max) for day in area.protocols.order_by("number").values_list("valid_from", flat=True)[:1]
    ]
    for code, says, held in (
        ("no_protocol", _("Van %(since)s tot en met %(until)s staat er geen protocol."), protocols),
        ("no_permit", _("Van %(since)s tot en met %(until)s staat er geen vergunning."), permits),
    ):
        for since, until in uncovered(held, period):
            yield Gap(code, says % {"since": _day(since), "until": _day(until)}, since, until)


def uncovered(held: list[tuple[dt.date, dt.date]], period: Period) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of days in the period on which nothing of this held."""
    day = period.first
    for since, until in sorted(held):
        if since > period.last:
            break
        if since > day:
            yield day, since - DAY
        if until >= period.last:
            return
        day = max(day, until + DAY)
    yield day, period.last


def returned_shops(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    """A shop left and came back: the register knows its last time alone, the log both."""
    told: dict[str, list[tuple[str, dt.date]]] = defaultdict(list)
    lines = Event.objects.filter(area=area.slug, action__in=("shop.joined", "shop.left")).order_by("pk")
    for subject, action, at in lines.values_list("subject", "action", "at"):
        told[subject].append((action, dutch_date(at)))
    away = {
        (subject, since, until)
        for subject, steps in told.items()
        for (action, since), (then, until) in pairwise(steps)
        if (action, then) == ("shop.left", "shop.joined") and period.touches(since, until)
    }
    names = {f"shop:{pk}": name for pk, name in Shop.objects.filter(area=area).values_list("pk", "name")}
    for subject, since, until in sorted(away, key=lambda one: one[1]):
        facts = {"shop": names.get(subject, subject), "since": _day(since), "until": _day(until)}
        says = _(
            "%(shop)s deed niet mee van %(since)s tot %(until)s. Of wat daar eerder gebeurde toen mocht, is niet meer "
            "na te gaan."
        )
        yield Gap("shop_returned", says % facts, since, until)


def merged_municipality(area: ShoppingArea, period: Period) -> Iterator[Gap]:
    before = area.municipality
    while before.merged_into and before.merged_on:
        if period.touches(before.merged_on, before.merged_on):
            facts = {"old": before, "new": before.merged_into, "day": _day(before.merged_on)}
            says = _(
                "De gemeente %(old)s is op %(day)s opgegaan in %(new)s. Wie toezicht hield kan daarvoor een ander zijn."
            )
            yield Gap("municipality_merged", says % facts, before.merged_on, before.merged_on)
        before = before.merged_into


LOOKS: tuple[Callable[[ShoppingArea, Period], Iterator[Gap]], ...] = (
    before_the_log,
    hardly_used,
    silences,
    nightly_checks,
    without_papers,
    hasty_protocols,
    returned_shops,
    merged_municipality,
)


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")


def _moment(at: Any) -> str:
    return date_format(at.astimezone(DUTCH_TIME), "j F Y H:i")
