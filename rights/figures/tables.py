"""The tables of the page and of the file: the same cells in both, as text, with small numbers hidden."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from django.utils.translation import gettext as _

from bans.conduct import CLASS_LABELS
from bans.models.sanction import LABELS
from bans.rules.figures import SMALLEST_FIGURE
from notices.requests import Outcome, Right
from participants.models import ShoppingArea

from ..corrections.models import Kind
from ..requests.models import Cause
from . import counting
from .counting import GONE, IN_TIME, LATER, TIMINGS, TOO_LATE, Answered
from .periods import Period
from .suppressing import TOTAL, Dimension, Report, cell_key, report, value_key

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """One table; of each row the first cell says what it is about. Without rows `nothing` says why."""

    caption: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    nothing: str = ""

    @property
    def lines(self) -> list["Line"]:
        """The rows as a page shows them."""
        return [Line(row[0], list(zip(self.head[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Line:
    """One row: what it is about, and each cell with the head of its column."""

    label: str
    cells: list[tuple[str, str]]

    @property
    def nothing(self) -> str:
        """The one thing that stands in all of its cells, where nothing of it is shown."""
        texts = {text for _head, text in self.cells}
        return texts.pop() if len(texts) == 1 and texts <= {small(), aside()} else ""


def tables(area: ShoppingArea, period: Period) -> list[Table]:
    """Everything that the steering group may see of this period."""
    return [
        *_received(counting.received(area, period)),
        *_answered(counting.answered(area, period)),
        *_corrections(counting.corrections(area, period)),
    ]


def _received(counts: Counter[str]) -> list[Table]:
    caption = _("Verzoeken die binnenkwamen")
    found = report([Dimension("right", tuple(Right.values))], [{"right": right} for right in counts.elements()])
    if found.too_few:
        return [_too_few(caption)]
    return [_list(caption, _("Verzoek"), found, "right", _choices(Right.choices))]


def _answered(cases: list[Answered]) -> list[Table]:
    captions = (
        _("Hoe snel er antwoord was"),
        _("Uitkomst, naar wat er gebeurd was"),
        _("Uitkomst, naar soort maatregel"),
        _("Wat er mis was gegaan"),
    )
    found = report(
        [
            Dimension("right", tuple(Right.values), crossed=True),
            Dimension("timing", TIMINGS),
            Dimension("cause", tuple(Cause.values)),
            Dimension("conduct", tuple(value for value, _label in _conducts()), crossed=True),
            Dimension("outcome", tuple(Outcome.values), crossed=True),
            Dimension("step", tuple(value for value, _label in _steps())),
        ],
        [{name: str(value) for name, value in asdict(case).items()} for case in cases],
    )
    if found.too_few:
        return [_too_few(caption) for caption in captions]
    outcomes = _choices(Outcome.choices)
    conducts = {(c, o): cell_key("conduct", c, "outcome", o) for c, _c in _conducts() for o, _o in outcomes}
    steps = {(s, o): cell_key("outcome", o, "step", s) for s, _s in _steps() for o, _o in outcomes}
    return [
        _timing(captions[0], found, cases),
        _crossed(
            captions[1], _("Wat er gebeurd was"), found, ("conduct", _conducts()), ("outcome", outcomes), conducts
        ),
        _crossed(captions[2], _("Soort maatregel"), found, ("step", _steps()), ("outcome", outcomes), steps),
        _list(captions[3], _("Oorzaak"), found, "cause", _choices(Cause.choices)),
    ]


def _corrections(counts: Counter[tuple[str, str]]) -> list[Table]:
    caption = _("Wat er is rechtgezet")
    causes, kinds = _choices(Cause.choices), _choices(Kind.choices)
    found = report(
        [Dimension("cause", tuple(Cause.values), crossed=True), Dimension("kind", tuple(Kind.values))],
        [{"cause": cause, "kind": kind} for cause, kind in counts.elements()],
    )
    if found.too_few:
        return [_too_few(caption)]
    cells = {(cause, kind): cell_key("cause", cause, "kind", kind) for cause, _c in causes for kind, _k in kinds}
    return [_crossed(caption, _("Oorzaak"), found, ("cause", causes), ("kind", kinds), cells)]


def _timing(caption: str, found: Report, cases: Iterable[Answered]) -> Table:
    """How many in time, and of enough of them the middle one and the shares, reckoned from what is shown."""
    days = defaultdict(list)
    for case in cases:
        days[case.right].append(case.days)
    rows = []
    for right, label in _choices(Right.choices):
        cells = [found.shown(cell_key("right", right, "timing", timing)) for timing in TIMINGS]
        total = found.shown(value_key("right", right))
        middle = _("%(days)s dagen") % {"days": round(median(days[right]))} if total else _hidden(found)
        shares = _shares(cells, total) or (_hidden(found),) * 2
        rows.append((label, *_texts(found, [*cells, total]), middle, *shares))
    last = [*(found.shown(value_key("timing", timing)) for timing in TIMINGS), found.shown(TOTAL)]
    middle = _("%(days)s dagen") % {"days": round(median(case.days for case in cases))} if last[-1] else _hidden(found)
    shares = _shares(last[:-1], last[-1]) or (_hidden(found),) * 2
    rows.append((_("Samen"), *_texts(found, last), middle, *shares))
    timings = {
        IN_TIME: _("binnen de streeftijd"),
        LATER: _("later, binnen de wettelijke tijd"),
        TOO_LATE: _("te laat"),
    }
    shares_head = (_("deel binnen de streeftijd"), _("deel binnen de wettelijke tijd"))
    head = (_("Verzoek"), *(timings[timing] for timing in TIMINGS), _("samen"), _("middelste"), *shares_head)
    return Table(caption, head, tuple(rows))


def _shares(cells: Sequence[int | None], total: int | None) -> tuple[str, str] | None:
    """Within the aim and within the limit, in per cents; None where one of the numbers is not shown."""
    if not total or any(cell is None for cell in cells):
        return None
    in_time, later = cells[0] or 0, cells[1] or 0
    return f"{round(100 * in_time / total)}%", f"{round(100 * (in_time + later) / total)}%"


def _list(caption: str, what: str, found: Report, name: str, choices: Choices) -> Table:
    rows = [(label, found.shown(value_key(name, value))) for value, label in choices]
    rows.append((_("Samen"), found.shown(TOTAL)))
    return Table(caption, (what, _("aantal")), tuple((label, *_texts(found, [count])) for label, count in rows))


def _crossed(
    caption: str,
    what: str,
    found: Report,
    down: tuple[str, Choices],
    across: tuple[str, Choices],
    cells: dict[tuple[str, str], object],
) -> Table:
    (row_name, rows), (column_name, columns) = down, across
    lines = []
    for row, label in rows:
        counts = [found.shown(cells[row, column]) for column, _label in columns]  # type: ignore[arg-type]
        lines.append((label, *_texts(found, [*counts, found.shown(value_key(row_name, row))])))
    totals = [found.shown(value_key(column_name, column)) for column, _label in columns]
    lines.append((_("Samen"), *_texts(found, [*totals, found.shown(TOTAL)])))
    return Table(caption, (what, *(label for _value, label in columns), _("samen")), tuple(lines))


def _texts(found: Report, counts: Iterable[int | None]) -> list[str]:
    return [_hidden(found) if count is None else str(count) for count in counts]


def _hidden(found: Report) -> str:
    """Of a small number where only small ones are hidden; else it is not said which are."""
    return small() if found.hidden.only_small else aside()


def small() -> str:
    return _("minder dan %(smallest)s") % {"smallest": SMALLEST_FIGURE}


def aside() -> str:
    return _("niet getoond")


def _too_few(caption: str) -> Table:
    return Table(caption, nothing=_("Minder dan %(smallest)s in deze tijd.") % {"smallest": SMALLEST_FIGURE})


def _choices(choices: Iterable[tuple[str, object]]) -> Choices:
    return [(value, str(label)) for value, label in choices]


def _conducts() -> Choices:
    return [*((str(key), str(label)) for key, label in CLASS_LABELS.items()), (GONE, _("onbekend, al gewist"))]


def _steps() -> Choices:
    steps = [(f"{kind}:{scope}", str(label)) for (kind, scope), label in LABELS.items()]
    return [*steps, (GONE, _("onbekend, al gewist"))]
