"""What a comparison says in words. What deviates is a question, and what is shown is rounded: no count stands here, and
none can be computed from it (R70)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .comparing import Comparison, Measure

# Shares are told in steps of so many per cent.
STEP = 5


@dataclass(frozen=True)
class Line:
    """One comparison as the page tells it."""

    measure: str
    tested: bool
    own: str = ""
    rest: str = ""
    gap: str = ""
    question: str = ""


def measure_words(measure: Measure) -> str:
    return {
        Measure.BANS: _("aandeel verboden (de rest zijn waarschuwingen)"),
        Measure.OVERTURNED: _("aandeel afgewezen, vernietigd of verbeterd"),
        Measure.TERM: _("voorgestelde maanden bij dezelfde stap"),
        Measure.NAMELESS: _("aandeel waarvan niet vaststaat wie het is"),
        Measure.EVENING: _("aandeel tussen 18.00 en 6.00 uur"),
    }[measure]


def line_of(one: Comparison, name: str) -> Line:
    measure = measure_words(one.measure)
    if not one.tested:
        return Line(measure, tested=False)
    in_months = one.measure is Measure.TERM
    tell = _months if in_months else _share
    own, rest = tell(one.own), tell(one.rest)
    between = {"low": _step(one.low, in_months), "high": _step(one.high, in_months), "gap": _step(one.gap, in_months)}
    gap = (
        _("%(gap)s maanden (%(low)s tot %(high)s)") if in_months else _("%(gap)s punt (%(low)s tot %(high)s)")
    ) % between
    question = _question(one, name, own, rest) if one.question else ""
    return Line(measure, True, own, rest, gap, question)


def _question(one: Comparison, name: str, own: str, rest: str) -> str:
    more = {
        Measure.BANS: (_("vaker een verbod"), _("minder vaak een verbod")),
        Measure.OVERTURNED: (
            _("vaker een maatregel die niet standhield"),
            _("minder vaak een maatregel die niet standhield"),
        ),
        Measure.TERM: (_("een langere duur bij dezelfde stap"), _("een kortere duur bij dezelfde stap")),
        Measure.NAMELESS: (
            _("vaker zonder dat vaststaat wie het is"),
            _("minder vaak zonder dat vaststaat wie het is"),
        ),
        Measure.EVENING: (_("vaker in de avond of nacht"), _("minder vaak in de avond of nacht")),
    }[one.measure][one.gap < 0]
    words = {"who": name, "what": more, "own": own, "rest": rest}
    return _("%(who)s: %(what)s dan de anderen (%(own)s, de anderen %(rest)s). Hoe komt dat?") % words


def _share(value: float) -> str:
    rounded = STEP * round(100 * value / STEP)
    if rounded < 2 * STEP:
        return _("minder dan %(number)s procent") % {"number": 2 * STEP}
    if rounded > 100 - 2 * STEP:
        return _("meer dan %(number)s procent") % {"number": 100 - 2 * STEP}
    return _("ongeveer %(number)s procent") % {"number": rounded}


def _months(value: float) -> str:
    return _("ongeveer %(number)s") % {"number": round(value)}


def _step(value: float, in_months: bool) -> str:
    rounded = round(value) if in_months else STEP * round(100 * value / STEP)
    return f"{rounded:+d}".replace("-", "−") if rounded else "0"
