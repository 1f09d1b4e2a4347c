"""The tables of the page and of the file: the same cells in both, and the same numbers in the pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bans.rules.figures import SMALLEST_FIGURE
from participants.models import ShoppingArea

from . import counting
from .charts import Point, bars, line
from .counting import SUBJECTS, Labels, Subject, dimensions_of
from .hiding import COLUMNS, WHOLE, Counted, shown
from .hiding import Year as Seen
from .periods import QUARTERS, Year


@dataclass(frozen=True)
class Row:
    label: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """One table with its picture. Without rows `nothing` says why."""

    caption: str
    head: Sequence[str] = ()
    rows: Sequence[Row] = ()
    chart: SafeString | None = None
    nothing: str = ""


@dataclass(frozen=True)
class Section:
    """Everything about one subject, and where its numbers come from."""

    code: str
    title: str
    source: str
    tables: Sequence[Table]


def sections(area: ShoppingArea, chosen: Year, known: Sequence[Year]) -> list[Section]:
    """All that may be seen of a year, and beside it how it went over the years that may be seen."""
    return [_section(area, subject, chosen, known) for subject in SUBJECTS]


def _section(area: ShoppingArea, subject: Subject, chosen: Year, known: Sequence[Year]) -> Section:
    dimensions = dimensions_of(subject, area)
    values = {name: tuple(labels) for name, (_title, labels) in dimensions.items()}
    seen = {year: shown(subject.count(area, year), values) for year in {chosen, *known}}
    title = _capital(subject.title)
    tables = [_by_quarter(subject, title, chosen, seen[chosen])]
    tables += [_by_value(subject, dimensions[table.name], table, chosen) for table in seen[chosen].tables]
    if len(known) > 1 and not all(year.too_few for year in seen.values()):
        tables.append(_over_years(subject, title, seen))
    return Section(subject.code, title, str(subject.source), tables)


def _by_quarter(subject: Subject, title: str, year: Year, seen: Seen) -> Table:
    caption = _("%(what)s in %(year)s") % {"what": title, "year": year.number}
    if seen.too_few:
        return Table(caption, nothing=_("Minder dan %(number)s in dit jaar.") % {"number": SMALLEST_FIGURE})
    points = [Point(_capital(_heading(column)), seen.totals[column]) for column in QUARTERS]
    chart = bars(points, code=f"{subject.code}-quarters", title=caption)
    rows = [Row(_capital(_heading(column)), [(_("aantal"), _cell(seen.totals[column]))]) for column in COLUMNS]
    return Table(caption, (_("Tijd"), _("Aantal")), rows, chart)


def _by_value(subject: Subject, dimension: tuple[object, Labels], table: Counted, year: Year) -> Table:
    by, labels = dimension
    what = {"what": _capital(subject.title), "by": by, "year": year.number}
    caption = _("%(what)s in %(year)s, naar %(by)s") % what
    columns = COLUMNS if table.quarters else (WHOLE,)
    rows = [
        Row(_capital(labels[value]), [(_heading(column), _cell(cells[column])) for column in columns])
        for value, cells in table.rows.items()
    ]
    points = [Point(_capital(labels[value]), cells[WHOLE]) for value, cells in table.rows.items()]
    chart = bars(points, code=f"{subject.code}-{table.name}", title=caption)
    return Table(caption, (_capital(by), *map(_heading, columns)), rows, chart)


def _over_years(subject: Subject, title: str, seen: dict[Year, Seen]) -> Table:
    caption = _("%(what)s, over de jaren") % {"what": title}
    ordered = sorted(seen, key=lambda year: year.number)
    points = [Point(f"{year.number}-{quarter}", seen[year].totals[quarter]) for year in ordered for quarter in QUARTERS]
    rows = [
        Row(str(year.number), [(_heading(column), _cell(seen[year].totals[column])) for column in COLUMNS])
        for year in ordered
    ]
    chart = line(points, code=f"{subject.code}-years", title=caption)
    return Table(caption, (_("Jaar"), *map(_heading, COLUMNS)), rows, chart)


def durations(area: ShoppingArea, year: Year) -> Table:
    """How many days half of them took at most."""
    caption = _("Hoe lang het duurde, in dagen (%(year)s)") % {"year": year.number}
    few = _("te weinig om iets te zeggen")
    rows = [
        Row(
            _capital(one.label),
            [(_("middelste"), few if one.days is None else str(one.days)), (_("bron"), str(one.source))],
        )
        for one in counting.middles(area, year)
    ]
    return Table(caption, (_("Wat"), _("Middelste"), _("Bron")), rows)


def lines(found: Sequence[Section], extra: Table) -> list[list[str]]:
    """The same as rows for a file."""
    rows: list[list[str]] = []
    for table in [table for section in found for table in section.tables] + [extra]:
        rows += [[], [table.caption]]
        rows += [[table.nothing]] if table.nothing else [list(table.head)]
        rows += [[row.label, *(cell for _head, cell in row.cells)] for row in table.rows]
    return rows


def _heading(column: int) -> str:
    return _("heel het jaar") if column == WHOLE else _("kwartaal %(number)s") % {"number": column}


def _cell(value: int | None) -> str:
    return _("niet getoond") if value is None else str(value)


def _capital(words: object) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
