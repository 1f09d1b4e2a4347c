"""What stands on the public page of an area: facts that the municipality sees too, and no others.

The tables of figures are those of the municipality, cell by cell. Another table, or one number more, could be held
against them to compute what is hidden (R70).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from audit.models import Head
from notices.area_map import draw
from notices.law.quoting import law_facts
from participants.models import ParticipantList, Permit, Protocol, ShoppingArea
from participants.protocol import Parameters
from rights.figures.closing import first_shown, timing
from rights.figures.periods import periods
from rights.figures.tables import Line as RequestLine
from rights.figures.tables import Table as RequestTable

from ..figures.held import Held, known_since, known_years
from ..figures.periods import Year
from ..figures.tables import Section, Table, durations, sections
from ..gaps import Gap, gaps_of
from ..sampling.actions.drawing import outcome_of
from ..sampling.models import Choice, Sample


@dataclass(frozen=True)
class Papers:
    """What the association works by on a day."""

    permit: Permit | None
    protocol: Protocol | None
    terms: list[tuple[str, str]]
    shops: ParticipantList | None
    map: SafeString | str


@dataclass(frozen=True)
class Figures:
    """The figures of one year that is over, exactly as the municipality sees them."""

    year: Year
    sections: list[Section]
    durations: Table

    @property
    def totals(self) -> list[tuple[str, str]]:
        """Of each subject what its first table says of the whole year."""
        firsts = [(section.title, section.tables[0]) for section in self.sections]
        return [(title, first.nothing or first.rows[-1].cells[0][1]) for title, first in firsts]


@dataclass(frozen=True)
class Clocks:
    """How soon requests of one year that is over were answered."""

    year: int
    table: RequestTable

    @property
    def together(self) -> RequestLine | None:
        return self.table.lines[-1] if self.table.rows else None


@dataclass(frozen=True)
class LastAudit:
    """What the municipality found when it last looked, in a sentence without a number."""

    drawn_on: dt.date
    closed_at: dt.datetime
    words: str


def papers(area: ShoppingArea, *, on: dt.date) -> Papers:
    protocol = area.protocols.filter(valid_from__lte=on).order_by("-number").first()
    current = area.current_list()
    boundary: Sequence[Sequence[float]] = current.boundary if current else []
    return Papers(
        permit=area.permit_on(on),
        protocol=protocol,
        terms=main_terms(protocol.parameters) if protocol else [],
        shops=current,
        map=draw(boundary),
    )


def main_terms(parameters: Parameters) -> list[tuple[str, str]]:
    """What of a protocol matters most to who gets a letter."""
    months = {
        name: _("hoogstens %(months)s maanden") % {"months": value} for name, value in parameters.as_dict().items()
    }
    erased = _("binnen %(days)s dagen") % {"days": parameters.purge_grace_d}
    return [
        (_("Waarschuwing voor alle winkels"), months["col_warn_m"]),
        (_("Verbod voor alle winkels"), months["col_ban_m"]),
        (_("Verbod voor alle winkels na een zwaar feit"), months["col_ban_serious_m"]),
        (_("Voor wie jonger is dan 18"), months["minor_max_m"]),
        (_("Jongste leeftijd in het register"), _("%(years)s jaar") % {"years": parameters.min_age}),
        (_("Antwoord op een verzoek of bezwaar"), _("binnen %(days)s dagen") % {"days": parameters.request_aim_d}),
        (_("Gegevens gewist na de laatste dag"), erased if parameters.purge_grace_d else _("in de nacht erna")),
    ]


def years_to_show(area: ShoppingArea, *, on: dt.date) -> list[Year]:
    """The years that are over, of which something is known; the newest first."""
    return known_years(Held(area), on=on, running=False)


def figures(area: ShoppingArea, chosen: Year | None, known: Sequence[Year]) -> Figures | None:
    if chosen is None:
        return None
    return Figures(chosen, sections(area, chosen, known), durations(area, chosen))


def clocks(area: ShoppingArea, *, on: dt.date) -> Clocks | None:
    """Of the newest year that is over; None where no request was made before this year."""
    known = periods(first_shown(area, on=on), on=on, everything=False)
    return Clocks(known[0].year, timing(area, known[0])) if known else None


def last_audit(area: ShoppingArea) -> LastAudit | None:
    """The last sample that was closed. How many files were wrong is not told: it could be one (R70)."""
    found = Sample.objects.filter(area=area, closed_at__isnull=False).order_by("-closed_at").first()
    if found is None or found.closed_at is None:
        return None
    words = [_found(outcome_of(found))]
    if len(found.verdicts) < found.size:
        words.append(_("Een deel van wat was getrokken, was gewist voordat het was bekeken."))
    if Sample.objects.filter(area=area, drawn_at__gt=found.drawn_at, closed_at=None).exists():
        words.append(_("Een latere steekproef is niet afgesloten."))
    return LastAudit(found.drawn_on, found.closed_at, " ".join(words))


def _found(counts: dict[str, int]) -> str:
    if counts[Choice.WRONG]:
        return _("Niet alles wat zij bekeek, was in orde.")
    if counts[Choice.QUESTION]:
        return _("Zij vond geen fouten. Zij had wel vragen.")
    if counts[Choice.GOOD]:
        return _("Alles wat zij bekeek, was in orde.")
    return _("Zij heeft niets beoordeeld.")


def gaps(area: ShoppingArea, chosen: Year | None, *, on: dt.date) -> list[Gap]:
    """What is missing in the facts of the year that is shown."""
    return gaps_of(area, first=chosen.first, last=chosen.last, on=on) if chosen else []


def content(area: ShoppingArea, *, chosen: Year | None, known: Sequence[Year], on: dt.date) -> dict[str, Any]:
    """Everything that the page shows, for one of the years that it knows."""
    return {
        "area": area,
        "municipality": area.municipality.on(on),
        "on": on,
        "papers": papers(area, on=on),
        "years": known,
        "figures": figures(area, chosen, known),
        "since": known_since(area),
        "clocks": clocks(area, on=on),
        "audit": last_audit(area),
        "evaluation": area.evaluations.order_by("-held_on").first(),
        "head": Head.objects.filter(area=area.slug).order_by("-serial").first(),
        "gaps": gaps(area, chosen, on=on),
        **law_facts(area, on),
    }
