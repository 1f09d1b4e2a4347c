"""What a report says, computed: the same numbers as the page of figures, and what the audit found. Nothing is stored.

A year counts when it is over (R70).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.models import ShoppingArea
from participants.models.area import no_protocol
from participants.refusals import Refusal
from rights.figures.closing import shown as shown_of_requests
from rights.figures.models import ClosedRequestYear
from rights.figures.periods import Period

from ..figures.held import Held, known_since, known_years
from ..figures.periods import Year
from ..figures.tables import Row, Section, Table, durations, lost_words, sections
from . import of_area, of_audit
from .chapters import Chapter
from .of_area import day_in_words

# Deeds of which one sum would say nothing.
UNLIKE = frozenset({"deeds", "questions"})


@dataclass(frozen=True)
class Facts:
    """Everything that a report says by itself, in the order in which it says it."""

    area: ShoppingArea
    year: int
    on: dt.date
    since: dt.date
    summary: Sequence[str]
    chapters: Sequence[Chapter]

    @property
    def points(self) -> list[str]:
        """What somebody should say something about: rules that did not hold, questions, facts that are missing."""
        return [point for chapter in self.chapters for point in chapter.points]

    def plain(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "area": self.area.slug,
            "year": self.year,
            "made_on": self.on.isoformat(),
            "known_since": self.since.isoformat(),
            "summary": list(self.summary),
            "points": self.points,
            "chapters": [chapter.plain() for chapter in self.chapters],
        }


def years_to_report(area: ShoppingArea, *, on: dt.date) -> list[Year]:
    """The years that are over of which there can be a report; the newest first."""
    first = area.protocols.order_by("number").values_list("valid_from", flat=True).first()
    known = known_years(Held(area), on=on, running=False)
    return [year for year in known if first and year.number >= first.year]


def year_to_report(area: ShoppingArea, number: int, *, on: dt.date) -> Year:
    """The year of this number. Refuses one that is not over, one before the register, and an area without protocol."""
    since = known_since(area)
    if number >= on.year:
        raise Refusal(
            "year_not_over", _("Het jaar %(year)s is nog niet voorbij.") % {"year": number}, rule="R70", field="year"
        )
    if since is None or number < since.year:
        day = day_in_words(since) if since else _("nu")
        raise Refusal(
            "before_register",
            _("Van %(year)s is niets bekend: het logboek van dit gebied begint op %(day)s.")
            % {"year": number, "day": day},
            rule="R74",
            field="year",
        )
    year, held = Year(number), Held(area)
    if not held.tells(year) and held.gone_until:
        raise Refusal("log_is_gone", lost_words(held.gone_until), rule="R70", field="year")
    if not area.protocols.filter(valid_from__lte=year.last).exists():
        raise no_protocol()
    return year


def report_facts(area: ShoppingArea, number: int, *, on: dt.date) -> Facts:
    """Everything about a year that is over, as it is known on that day. Refuses what `year_to_report` refuses."""
    year = year_to_report(area, number, on=on)
    since = known_since(area)
    assert since is not None
    known = [one for one in known_years(Held(area), on=on, running=False) if one.number <= number]
    figures = [
        Chapter(f"figures-{one.code}", one.title, (), one.tables, source=one.source, key=_key(one))
        for one in sections(area, year, known)
    ]
    chapters = [
        *figures,
        _durations(area, year),
        _requests(area, year),
        of_area.permit_chapter(area, year),
        of_area.protocol_chapter(area, year),
        of_area.participants_chapter(area, year),
        of_audit.rules_chapter(area, on=on),
        of_audit.samples_chapter(area, year),
        of_audit.even_chapter(area, year),
        of_audit.log_chapter(area, year),
        of_audit.gaps_chapter(area, year, on=on),
    ]
    empty = all(chapter.tables[0].nothing for chapter in figures)
    return Facts(area, number, on, since, _summary(year, since, chapters, empty=empty), chapters)


def _summary(year: Year, since: dt.date, chapters: Sequence[Chapter], *, empty: bool) -> list[str]:
    """The sentences of the chapters, one after another: what happened, and no judgement."""
    said = [chapter.key for chapter in chapters if chapter.key]
    if empty:
        first = _(
            "Over %(year)s is zo weinig vastgelegd dat er geen aantallen te tonen zijn. Daaruit volgt niets: niet dat "
            "er niets gebeurde, en niet dat het goed of slecht ging."
        ) % {"year": year.number}
        numbers = {chapter.key for chapter in chapters if chapter.code.startswith("figures-")}
        said = [first, *(key for key in said if key not in numbers)]
    if since > year.first:
        said.append(_("Wij weten dit vanaf %(day)s. Van daarvoor is niets bekend.") % {"day": day_in_words(since)})
    return said


def _key(section: Section) -> str:
    """The number of the year; of what consists of unlike things, the number of each."""
    total, *others = section.tables
    if section.code not in UNLIKE or total.nothing:
        return _total(total)
    each = ", ".join(f"{row.label[:1].lower()}{row.label[1:]} ({row.cells[-1][1]})" for row in others[0].rows)
    return f"{total.caption}. {each[:1].upper()}{each[1:]}."


def _total(table: Table) -> str:
    """The number of the year, as the table under it shows it."""
    what = {"what": table.caption}
    if table.nothing:
        return _("%(what)s: te weinig om te tonen.") % what
    (_head, number), *_rest = table.rows[-1].cells
    return _("%(what)s: %(number)s.") % {**what, "number": number}


def _durations(area: ShoppingArea, year: Year) -> Chapter:
    note = _(
        "De middelste: de helft duurde korter, de helft langer. Bij minder dan 10 zeggen wij niets. De dag van een "
        "voorval is na het wissen niet meer bekend, de laatste dag van een maatregel ook niet. Of op tijd gewist is, "
        "staat bij de controles op de regels."
    )
    return Chapter("durations", _("Hoe lang het duurde"), [note], [durations(area, year)])


def _requests(area: ShoppingArea, year: Year) -> Chapter:
    """As on the page of figures about requests, of the same year."""
    found = [
        Table(one.caption, one.head, [Row(line.label, line.cells) for line in one.lines], nothing=one.nothing)
        for one in shown_of_requests(area, Period(year.number))
    ]
    closed = ClosedRequestYear.objects.filter(area=area, year=year.number).exists()
    source = _("het register, geteld toen het jaar voorbij was") if closed else _("het register, nu geteld")
    return Chapter("requests", _("Verzoeken en bezwaren"), (), found, source=source, key=_total(found[0]))
