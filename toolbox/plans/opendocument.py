"""A plan as an OpenDocument text, with real headings and tables: to be worked on, and as the annex for a grant."""

import datetime as dt
import io
from collections.abc import Iterable

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from odfdo import Document, Element, Header, Paragraph, Row, Table, create_table_cell_style

from .baseline import total_of
from .models import Indicator, Plan
from .money import euros
from .papers import Facts, facts_of

CELL = "cell"


def as_text(plan: Plan, *, on: dt.date) -> bytes:
    """The whole plan as an OpenDocument text with real headings, to be worked on."""
    with translation.override("nl"):
        facts = facts_of(plan, on=on)
        paper = _paper(plan.title)
        _say(paper, _("Probleem"), plan.problem)
        _say(paper, _("Doel"), plan.goal)
        _say(paper, _("Looptijd en budget"), f"{_term(plan.starts_on, plan.ends_on)}. {euros(plan.budget)}.")
        _figures(paper, facts.indicators)
        _parts(paper, facts)
        if facts.warned:
            paper.body.append(Header(2, _("Waarschuwingen")))
        for row in facts.warned:
            paper.body.append(Paragraph(f"{row.caution.sentence} {row.reason}".strip()))
        return _bytes(paper)


def as_annex(plan: Plan, *, on: dt.date) -> bytes:
    """What a request for a grant asks: the problem in figures, who does what until when, and what it costs."""
    with translation.override("nl"):
        facts = facts_of(plan, on=on)
        paper = _paper(_("Bijlage bij een subsidieaanvraag: %s") % plan.title)
        area, municipality = plan.area, plan.area.municipality.on(on)
        _say(paper, _("Aanvrager"), f"{area.association}, {area.name}, {municipality}")
        _say(paper, _("Probleem"), plan.problem)
        _figures(paper, facts.indicators)
        _say(paper, _("Doel"), plan.goal)
        _parts(paper, facts)
        costs = _("De maatregelen kosten samen %(total)s. Het budget van het plan is %(budget)s.")
        _say(paper, _("Totaal"), costs % {"total": euros(facts.total), "budget": euros(plan.budget)})
        return _bytes(paper)


def _paper(title: str) -> Document:
    paper = Document("text")
    paper.body.clear()
    paper.meta.title = title
    paper.meta.language = "nl-NL"
    paper.language = "nl-NL"
    lines = create_table_cell_style(border="0.5pt solid #808080", padding="0.1cm")
    lines.name = CELL
    paper.insert_style(lines, automatic=True)
    paper.body.append(Header(1, title))
    return paper


def _say(paper: Document, heading: str, text: str) -> None:
    paper.body.append(Header(2, heading))
    for line in text.splitlines():
        paper.body.append(Paragraph(line))


def _figures(paper: Document, indicators: Iterable[Indicator]) -> None:
    paper.body.append(Header(2, _("Cijfers")))
    for indicator in indicators:
        months = indicator.months()
        paper.body.append(Header(3, f"{indicator.name} ({indicator.unit}, {indicator.get_source_display()})"))
        rows = [[_month(month), _told(count)] for month, count in months.items()]
        total = total_of(months)
        if rows and total is not None:
            rows.append([_("Samen"), str(total)])
        _table(paper, indicator.name, [_("Maand"), _("Aantal")], rows)


def _parts(paper: Document, facts: Facts) -> None:
    paper.body.append(Header(2, _("Maatregelen")))
    headings = [_("Maatregel"), _("Verantwoordelijk"), _("Looptijd"), _("Budget"), _("Cijfers")]
    rows = [
        [
            title,
            f"{part.get_owner_display()}, {part.owner_role}",
            _term(part.starts_on, part.last_day),
            euros(part.budget),
            part.indicator.name if part.indicator else "–",
        ]
        for part, title in facts.parts
    ]
    _table(paper, _("Maatregelen"), headings, [*rows, [_("Samen"), "", "", euros(facts.total), ""]])


def _table(paper: Document, name: str, headings: list[str], rows: list[list[str]]) -> None:
    """With a first row that is the heading on every page, also for who hears it."""
    table = Table("".join(sign for sign in name if sign.isalnum() or sign == " ") or "tabel")
    columns, head = Element.from_tag("table:table-column"), Element.from_tag("table:table-header-rows")
    columns.set_attribute("table:number-columns-repeated", str(len(headings)))
    head.append(_row(headings))
    for element in (columns, head, *map(_row, rows)):
        table.append(element)
    paper.body.append(table)


def _row(texts: list[str]) -> Row:
    row = Row()
    row.set_values(texts, style=CELL)
    return row


def _bytes(paper: Document) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _month(month: dt.date) -> str:
    return date_format(month, "F Y")


def _told(count: int | None) -> str:
    return _("te klein om te noemen") if count is None else str(count)


def _term(first: dt.date, last: dt.date) -> str:
    days = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    return _("%(first)s tot en met %(last)s") % days
