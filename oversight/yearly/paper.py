"""The report as a PDF that can be read aloud: made when it is asked for, and kept once it is adopted."""

import base64
import datetime as dt
import re
from dataclasses import dataclass
from html import unescape

from django.template import Context
from django.utils import translation
from django.utils.safestring import SafeString

from notices.letters import load, to_pdf
from notices.models import LetterDesign
from notices.own_words.look import look_of
from participants.models import ShoppingArea

from ..figures.tables import Table
from .chapters import Chapter
from .facts import Facts, report_facts
from .models import YearlyReport
from .words import Judgement

PAPER = "oversight/yearly/documents/paper.html"
# Of the page a picture has its colours from the style sheet; on paper it brings its own.
STYLE = (
    "<style>text{font-family:'Letter','Letter Extended',sans-serif;font-size:14px;fill:#16211f}"
    ".chart__end{text-anchor:end}.chart__bar,.chart__dot{fill:#0e4a4f}"
    ".chart__line{fill:none;stroke:#0e4a4f;stroke-width:2.5}"
    ".chart__axis,.chart__hidden{stroke:#555;stroke-width:1}"
    ".chart__hatch{fill:none;stroke:#555;stroke-width:1.5}</style>"
)


@dataclass(frozen=True)
class Picture:
    """A picture for an image of its own, with what it shows in words."""

    source: str
    words: str


@dataclass(frozen=True)
class Printed:
    table: Table
    picture: Picture | None

    @property
    def size(self) -> str:
        """How small its letters are, so that all columns fit."""
        columns = len(self.table.head)
        return "wide" if columns > 6 else "columns" if columns > 4 else ""


@dataclass(frozen=True)
class Leaf:
    """A chapter with its tables as they are printed."""

    chapter: Chapter
    tables: list[Printed]


def as_pdf(area: ShoppingArea, year: int, *, on: dt.date, report: YearlyReport | None = None) -> bytes:
    """The report about a year as a draft, with lines to write on where the judgement is open; Dutch.

    Refuses what `facts.year_to_report` refuses.
    """
    html = page(facts_for_paper(area, year, on=on), Judgement.of(report), version=report.version if report else 1)
    return to_pdf(html, identifier=f"{area.slug}-yearly-{year}-{on.isoformat()}")


def facts_for_paper(area: ShoppingArea, year: int, *, on: dt.date) -> Facts:
    """The facts in the language of the papers, whatever the language of who prints them."""
    with translation.override("nl"):
        return report_facts(area, year, on=on)


def page(facts: Facts, judgement: Judgement, *, version: int, adopted_on: dt.date | None = None) -> str:
    """The pages of the PDF: a draft, until there is a day on which it was adopted."""
    with translation.override("nl"):
        context = {
            "area": facts.area,
            "facts": facts,
            "leaves": [Leaf(one, [Printed(table, _picture(table)) for table in one.tables]) for one in facts.chapters],
            "judgement": judgement,
            "version": version,
            "adopted_on": adopted_on,
            "look": look_of(LetterDesign.objects.holding(facts.area, facts.on), area=facts.area),
        }
        return load(PAPER).render(Context(context))


def _picture(table: Table) -> Picture | None:
    if not table.chart:
        return None
    svg = str(table.chart)
    _zero, _top, width, height = (float(one) for one in re.findall(r'viewBox="([^"]+)"', svg)[0].split())
    words = [unescape(one) for one in re.findall(r"<(?:title|desc)[^>]*>([^<]*)</(?:title|desc)>", svg)]
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
    drawn = svg.replace("<svg", opening, 1).replace("<title", STYLE + "<title", 1)
    source = f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
    return Picture(SafeString(source), ". ".join(words))
