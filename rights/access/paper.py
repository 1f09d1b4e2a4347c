"""The overview as a document: PDF/UA, in plain Dutch, in parts where there is much of it (R65, G27)."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from notices.models import LetterDesign
from notices.own_words.look import look_of
from notices.pdf.engine import Part, make_pdf
from notices.pdf.merging import merge

from .as_json import purpose_text, rights
from .fields import Cell, in_words
from .labels import TECHNICAL
from .looks import by_day
from .overview import Overview, Told

TEMPLATE = "rights/access/overview.html"
# So many lines fit in the time that the engine gives to one piece of work; more of them is another part.
LINES_OF_A_PART = 400
# More rows than these are told in one line each, and what is the same in all of them once.
ROWS_IN_FULL = 12
# Where there may be thousands: those of one day together. The moment of a row, and its number.
BY_DAY = {"bans.CounterCheck": ("asked_at", "token")}
# More days than these are told by the first, the last and how many.
DAYS_IN_FULL = 12


@dataclass(frozen=True)
class Block:
    """A piece of a chapter: a sentence, a list of what is called how, a table with headings, or a picture."""

    heading: str = ""
    text: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    picture: str = ""
    # The first column holds a day or a number.
    narrow: bool = False

    @property
    def weight(self) -> int:
        return 2 + len(self.pairs) + len(self.lines) + (10 if self.picture else 0)


@dataclass(frozen=True)
class Chapter:
    """A heading with what stands below it; `more` when it goes on from the part before."""

    title: str
    blocks: list[Block]
    more: bool = False


def pdf_of(overview: Overview) -> bytes:
    """The document; the same overview gives the same bytes."""
    with translation.override("nl"):
        parts = list(_parts(chapters(overview)))
        where = [
            (chapter.title, number) for number, part in enumerate(parts, 1) for chapter in part if not chapter.more
        ]
        context = {
            "area": overview.area,
            "request": overview.request,
            "date": overview.on,
            "look": look_of(LetterDesign.objects.holding(overview.area, overview.on), area=overview.area, shop=None),
            "parts": len(parts),
            "contents": where if len(parts) > 1 else [],
        }
        pages = [
            render_to_string(TEMPLATE, {**context, "part": number, "chapters": part})
            for number, part in enumerate(parts, 1)
        ]
    return _laid_out(pages, identifier=f"access-{overview.request.number}-{overview.on.isoformat()}")


def _laid_out(pages: Sequence[str], *, identifier: str) -> bytes:
    """Each part by itself, for the engine gives so much time to one piece of work; then as one document."""
    made = [make_pdf([Part(page)], identifier=f"{identifier}-{number}") for number, page in enumerate(pages, 1)]
    return made[0] if len(made) == 1 else merge([pikepdf.open(io.BytesIO(data)) for data in made])


def _parts(chapters_in_order: Iterable[Chapter]) -> Iterator[list[Chapter]]:
    """The chapters over as many parts as needed; a long one goes on in the next."""
    part: list[Chapter] = []
    weight = 0
    for chapter in chapters_in_order:
        piece: list[Block] = []
        more = False
        for block in chapter.blocks:
            if weight + block.weight > LINES_OF_A_PART and (part or piece):
                if piece:
                    part.append(Chapter(chapter.title, piece, more))
                    more = True
                yield part
                part, piece, weight = [], [], 0
            piece.append(block)
            weight += block.weight
        part.append(Chapter(chapter.title, piece, more))
    yield part


def chapters(overview: Overview) -> list[Chapter]:
    """What the document tells, in order."""
    return [
        Chapter(_("Waarom houden wij dit bij?"), list(_purpose(overview))),
        *(Chapter(told.called, list(_table(told))) for told in overview.tables),
        Chapter(_("Wie kreeg iets over u te zien?"), list(_recipients(overview))),
        Chapter(_("Van wie komen de gegevens?"), list(_sources(overview))),
        Chapter(_("Hoe lang bewaren wij het?"), list(_kept(overview))),
        Chapter(_("Wie keek, wanneer en waarvoor?"), list(_looks(overview))),
        Chapter(_("Wat kunt u doen?"), [Block(pairs=_rights(overview))]),
    ]


def _purpose(overview: Overview) -> Iterator[Block]:
    area = overview.area
    who = f"{area.association}, {area.association_address}, {area.contact_email}, {area.contact_phone}"
    pairs = [
        (_("Waarvoor"), purpose_text()),
        (_("Wie is verantwoordelijk"), _("De winkels die meedoen, samen. Het register is bij: %s.") % who),
        (_("De afspraken"), _("protocol, versie %s") % overview.protocol.number),
    ]
    if area.privacy_officer:
        pairs.append((_("Functionaris gegevensbescherming"), area.privacy_officer))
    if overview.permit:
        pairs.append((_("Vergunning van de Autoriteit Persoonsgegevens"), overview.permit.number))
    yield Block(pairs=pairs)


def _table(told: Told) -> Iterator[Block]:
    if len(told.rows) > ROWS_IN_FULL:
        yield from _many(told)
        return
    for number, row in enumerate(told.rows, 1):
        heading = f"{number}." if len(told.rows) > 1 else ""
        in_order = sorted(row, key=lambda cell: cell.name in TECHNICAL)
        yield Block(heading=heading, pairs=[(cell.label, cell.text) for cell in in_order if not cell.image])
        for cell in row:
            if cell.image and cell.value:
                yield Block(text=cell.label, picture=f"data:image/jpeg;base64,{cell.value['base64']}")


def _many(told: Told) -> Iterator[Block]:
    """What all rows have alike once, and then each row in a line."""
    alike = set.intersection(*({(cell.label, cell.text) for cell in row} for row in told.rows))
    if alike:
        same = [(cell.label, cell.text) for cell in told.rows[0] if (cell.label, cell.text) in alike]
        yield Block(text=_("Overal hetzelfde:"), pairs=same)
    rows = [[cell for cell in row if (cell.label, cell.text) not in alike] for row in told.rows]
    if told.label in BY_DAY:
        lines = _days_of(rows, *BY_DAY[told.label])
        yield from _long_table([_("Dag"), _("Tijd en kenmerk"), _("Wat")], lines, narrow=True)
    else:
        lines = [[str(number), _in_a_line(row)] for number, row in enumerate(rows, 1)]
        yield from _long_table([_("Nummer"), _("Wat")], lines, narrow=True)


def _in_a_line(row: Iterable[Cell]) -> str:
    return "; ".join(f"{cell.label}: {cell.text}" for cell in row)


def _days_of(rows: list[list[Cell]], moment: str, number: str) -> list[list[str]]:
    """Those of one day that are alike in one line, with the time and the number of each."""
    together: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        named = {cell.name: cell.text for cell in row}
        day, _space, time = named[moment].rpartition(" ")
        rest = _in_a_line(cell for cell in row if cell.name not in (moment, number))
        together.setdefault((day, rest), []).append(f"{time} ({named.get(number, '')})")
    return [[day, ", ".join(times), rest] for (day, rest), times in together.items()]


def _long_table(headings: list[str], lines: list[list[str]], *, narrow: bool = False) -> Iterator[Block]:
    at_once = LINES_OF_A_PART - 10
    for start in range(0, len(lines), at_once):
        yield Block(headings=headings, lines=lines[start : start + at_once], narrow=narrow)


def _recipients(overview: Overview) -> Iterator[Block]:
    yield Block(text=_("Dit zijn alle winkels en anderen van wie is vastgelegd dat zij iets over u kregen of zagen."))
    if overview.recipients:
        lines = [
            [one.name, "; ".join(filter(None, (one.what, one.basis))), _days(one.days)] for one in overview.recipients
        ]
        yield from _long_table([_("Wie"), _("Wat"), _("Wanneer")], lines)
    else:
        yield Block(text=_("Niemand kreeg iets over u."))


def _days(days: tuple[Any, ...]) -> str:
    if len(days) <= DAYS_IN_FULL:
        return ", ".join(in_words(day) for day in days)
    told = {"count": len(days), "first": in_words(days[0]), "last": in_words(days[-1])}
    return _("op %(count)s dagen, van %(first)s tot en met %(last)s") % told


def _sources(overview: Overview) -> Iterator[Block]:
    if not overview.sources:
        yield Block(text=_("Wij hebben hierover niets vastgelegd."))
        return
    lines = [[one.kind, one.what, in_words(one.on)] for one in overview.sources]
    yield from _long_table([_("Wie"), _("Waarover"), _("Wanneer")], lines)


def _kept(overview: Overview) -> Iterator[Block]:
    lines = [[one.what, one.text, in_words(one.last_day) if one.last_day else "–"] for one in overview.kept]
    yield from _long_table([_("Wat"), _("Hoe lang"), _("Laatste dag")], lines)


def _looks(overview: Overview) -> Iterator[Block]:
    yield Block(
        text=_(
            "Elke keer dat iemand iets van u opende of vastlegde, staat hieronder. Wie dat was, zeggen wij niet: die "
            "mensen hebben ook rechten. Wie een lijst met veel mensen opende, staat er niet per persoon bij."
        )
    )
    lines = [[day.on, day.times, day.what, day.purpose, day.organisation] for day in by_day(overview.looks)]
    if lines:
        headings = [_("Dag"), _("Tijd"), _("Wat"), _("Waarvoor"), _("Van wat voor organisatie")]
        yield from _long_table(headings, lines, narrow=True)


def _rights(overview: Overview) -> list[tuple[str, str]]:
    return [(_("Artikel %s AVG") % article, text) for article, text in rights(overview)]
