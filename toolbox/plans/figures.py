"""The figures of a part as a picture, a sentence and a table: months before, months after, and how sure that is."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .comparison import DAY, Comparison, Stretch, before_and_after
from .models import PlanPart

WIDTH, HEIGHT = 360, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 352, 30, 184
BEFORE, AFTER, ASIDE = "before", "after", "aside"
SIDES = {BEFORE: gettext_lazy("voor"), AFTER: gettext_lazy("na"), ASIDE: gettext_lazy("telt niet mee")}
# Colour alone tells nothing: the sides differ in darkness, and have their word above them and in the table.
OPACITY = {BEFORE: "0.45", AFTER: "0.9", ASIDE: "0.2"}


@dataclass(frozen=True)
class Bar:
    month: dt.date
    count: int | None
    side: str
    x: float
    width: float
    y: float

    @property
    def height(self) -> float:
        return round(BOTTOM - self.y, 1)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def opacity(self) -> str:
        return OPACITY[self.side]

    @property
    def side_label(self) -> str:
        return str(SIDES[self.side])


@dataclass(frozen=True)
class Band:
    """The mean of a stretch as a line, and as a band the means that it may be."""

    label: str
    x: float
    width: float
    mean: float
    high: float
    low: float

    @property
    def height(self) -> float:
        return round(self.low - self.high, 1)

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Picture:
    """`sentence` says what there is to see; it stands below the picture and inside it for who hears the page."""

    title: str
    sentence: str
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    top: int
    left: int = LEFT
    right: int = RIGHT
    ceiling: int = TOP
    floor: int = BOTTOM
    box: str = f"0 0 {WIDTH} {HEIGHT}"


def picture_of(part: PlanPart) -> Picture | None:
    """None for a part without figures."""
    months = part.indicator.months() if part.indicator else {}
    if not part.indicator or not months:
        return None
    comparison = before_and_after(months, starts_on=part.starts_on, last_day=part.last_day)
    title = _("%(name)s per maand, voor en na") % {"name": part.indicator.name}
    highest = max([1, *(count for count in months.values() if count is not None)])
    if comparison:
        highest = max(highest, math.ceil(max(comparison.before.interval[1], comparison.after.interval[1])))
    bars = _bars(months, part, highest)
    bands = _bands(bars, comparison, highest) if comparison else ()
    return Picture(title, sentence_of(comparison), bars, bands, highest)


def sentence_of(comparison: Comparison | None) -> str:
    """What the figures say, and what they do not."""
    if comparison is None:
        return _("Voor en na zijn niet te vergelijken: er ontbreken maanden, of een maand is te klein om te noemen.")
    facts = {
        "before": number_format(comparison.before.mean, 1),
        "after": number_format(comparison.after.mean, 1),
        "low": number_format(comparison.low, 2),
        "high": number_format(comparison.high, 2) if comparison.high < math.inf else "",
    }
    means = _("Gemiddeld %(before)s per maand voor en %(after)s na.") % facts
    if comparison.too_few:
        return f"{means} " + _("Deze aantallen zijn te klein om iets te zeggen: voor en na minder dan 10.")
    if comparison.high < math.inf:
        between = _("Erna was het %(low)s tot %(high)s keer zoveel als ervoor, met 95 procent zekerheid.") % facts
    else:
        between = _("Erna was het ten minste %(low)s keer zoveel als ervoor, met 95 procent zekerheid.") % facts
    if comparison.may_be_chance:
        verdict = _("Het verschil kan toeval zijn.")
    elif comparison.fewer:
        verdict = _("Het is minder dan eerst. Of dat door de maatregel komt, zeggen cijfers alleen niet.")
    else:
        verdict = _("Het is meer dan eerst. Of dat door de maatregel komt, zeggen cijfers alleen niet.")
    return f"{means} {between} {verdict}"


def _bars(months: Mapping[dt.date, int | None], part: PlanPart, highest: int) -> tuple[Bar, ...]:
    step = (RIGHT - LEFT) / len(months)
    return tuple(
        Bar(
            month=month,
            count=count,
            side=_side(month, part),
            x=round(LEFT + place * step + step * 0.1, 1),
            width=round(step * 0.8, 1),
            y=_y(count or 0, highest),
        )
        for place, (month, count) in enumerate(sorted(months.items()))
    )


def _side(month: dt.date, part: PlanPart) -> str:
    after_it = (month + dt.timedelta(days=32)).replace(day=1)
    if after_it <= part.starts_on:
        return BEFORE
    return AFTER if part.starts_on <= month and after_it - DAY <= part.last_day else ASIDE


def _bands(bars: tuple[Bar, ...], comparison: Comparison, highest: int) -> tuple[Band, ...]:
    return tuple(
        _band(side, [bar for bar in bars if bar.side == side], stretch, highest)
        for side, stretch in ((BEFORE, comparison.before), (AFTER, comparison.after))
    )


def _band(side: str, bars: list[Bar], stretch: Stretch, highest: int) -> Band:
    low, high = stretch.interval
    width = round(bars[-1].x + bars[-1].width - bars[0].x, 1)
    heights = {"mean": _y(stretch.mean, highest), "high": _y(high, highest), "low": _y(low, highest)}
    return Band(label=str(SIDES[side]), x=bars[0].x, width=width, **heights)


def _y(count: float, highest: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * count / highest, 1)
