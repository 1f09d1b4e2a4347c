"""The tables of the page and of the file: the same cells in both, and the same numbers in the pictures."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bans.rules.figures import SMALLEST_FIGURE
from participants.clock import dutch_date
from participants.models import ShoppingArea

from .charts import Point, bars, line
from .composing import Told, told, told_middles
from .counting import SUBJECTS, WAITS, Labels, Subject
from .held import gone_until
from .hiding import COLUMNS, WHOLE, Counted
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
    found = told(area, {chosen, *known})
    return [_section(area, subject, chosen, found) for subject in SUBJECTS]


def _section(area: ShoppingArea, subject: Subject, chosen: Year, found: Mapping[Year, Told | None]) -> Section:
    seen = {year: one.seen[subject.code] for year, one in found.items() if one and subject.code in one.seen}
    title = _capital(subject.title)
    if chosen in seen:
        tables = [_by_quarter(subject, title, chosen, seen[chosen])]
        tables += [_by_value(subject, table, chosen) for table in seen[chosen].tables]
    else:
        caption = _("%(what)s in %(year)s") % {"what": title, "year": chosen.number}
        tables = [Table(caption, nothing=_why_not(area, found[chosen]))]
    if len(seen) > 1 and not all(year.too_few for year in seen.values()):
        tables.append(_over_years(subject, title, seen))
    return Section(subject.code, title, str(subject.source), tables)


def _why_not(area: ShoppingArea, found: Told | None) -> str:
    """Why nothing is told of a year, or of something in a year that is told."""
    until = gone_until(area)
    if found is None and until:
        return lost_words(until)
    return _("Toen dit jaar werd afgesloten, telden wij dit nog niet. Het is niet meer na te gaan.")


def lost_words(until: dt.datetime) -> str:
    day = date_format(dutch_date(until), "j F Y")
    return _("Dit is niet meer na te gaan. Het logboek tot en met %(day)s is gewist, voor alles geteld was.") % {
        "day": day
    }


def _by_quarter(subject: Subject, title: str, year: Year, seen: Seen) -> Table:
    caption = _("%(what)s in %(year)s") % {"what": title, "year": year.number}
    if seen.too_few:
        return Table(caption, nothing=_("Minder dan %(number)s in dit jaar.") % {"number": SMALLEST_FIGURE})
    points = [Point(_capital(_heading(column)), seen.totals[column]) for column in QUARTERS]
    chart = bars(points, code=f"{subject.code}-quarters", title=caption)
    rows = [Row(_capital(_heading(column)), [(_("aantal"), _cell(seen.totals[column]))]) for column in COLUMNS]
    return Table(caption, (_("Tijd"), _("Aantal")), rows, chart)


def _by_value(subject: Subject, table: Counted, year: Year) -> Table:
    by, labels = subject.dimensions.get(table.name, (_unknown(table.name), {}))
    what = {"what": _capital(subject.title), "by": by, "year": year.number}
    caption = _("%(what)s in %(year)s, naar %(by)s") % what
    columns = COLUMNS if table.quarters else (WHOLE,)
    rows = [
        Row(_label(labels, value), [(_heading(column), _cell(cells[column])) for column in columns])
        for value, cells in table.rows.items()
    ]
    points = [Point(_label(labels, value), cells[WHOLE]) for value, cells in table.rows.items()]
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
    found = told_middles(area, year)
    if found is None:
        return Table(caption, nothing=_why_not(area, None))
    few = _("te weinig om iets te zeggen")
    rows = []
    for wait in WAITS:
        if wait.code in found:
            days = found[wait.code]
            cells = [(_("middelste"), few if days is None else str(days)), (_("bron"), str(wait.source))]
            rows.append(Row(_capital(wait.label), cells))
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


def _label(labels: Labels, code: str) -> str:
    """In words; a code of an earlier version that no version knows any more keeps its own."""
    return _capital(labels[code]) if code in labels else _unknown(code)


def _unknown(code: str) -> str:
    return _("Soort van vroeger (%(code)s)") % {"code": code}


def _capital(words: object) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
