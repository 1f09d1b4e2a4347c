"""Narrowing the list: what one may choose, what is left, and how many each further choice would leave."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .. import vocabulary as words
from ..models import Measure

Codes = Callable[[Measure], Iterable[str]]


@dataclass(frozen=True)
class Filter:
    """One way to narrow: its name in the address, its words, its choices, and the codes that a measure has."""

    key: str
    label: Any
    choices: tuple[tuple[str, Any], ...]
    codes: Codes


def _of(attribute: str) -> Codes:
    """The codes of a measure: a list, or one value of which nought is one too."""
    return lambda measure: _as_list(getattr(measure, attribute))


def _as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


def _choices(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((str(code), label) for code, label in kind.choices)


# For whom: the parties of each way in.
AUDIENCES = {
    "winkels": (words.Party.SHOPKEEPER, words.Party.SHOP_ASSOCIATION, words.Party.PROPERTY_OWNER),
    "gemeente": (words.Party.MUNICIPALITY, words.Party.MAYOR, words.Party.COUNCIL, words.Party.BOA),
    "vervoer": (words.Party.TRANSPORT_OPERATOR, words.Party.TRANSPORT_AUTHORITY),
    "politie": (words.Party.POLICE, words.Party.OM, words.Party.AVIM),
}
AUDIENCE_LABELS = (
    ("winkels", _("Winkel of winkeliersvereniging")),
    ("gemeente", _("Gemeente")),
    ("vervoer", _("Vervoerder")),
    ("politie", _("Politie en justitie")),
)


def _audiences(measure: Measure) -> list[str]:
    taking_part = {*measure.parties, *measure.partners}
    return [name for name, parties in AUDIENCES.items() if taking_part.intersection(parties)]


FREE = "ja"
FILTERS = (
    Filter("voor", _("Voor wie"), AUDIENCE_LABELS, _audiences),
    Filter("probleem", _("Waartegen"), _choices(words.Problem), _of("problems")),
    Filter("waar", _("Waar"), _choices(words.Setting), _of("settings")),
    Filter(
        "zelf",
        _("Wie moet ja zeggen"),
        ((FREE, _("Kan zonder besluit van een ander")),),
        lambda measure: [] if measure.deciders else [FREE],
    ),
    Filter("zwaarte", _("Hoe ingrijpend"), _choices(words.Severity), _of("severity")),
    Filter("leidt", _("Wie het voortouw neemt"), _choices(words.Party), _of("parties")),
    Filter("doet-mee", _("Wie meedoet"), _choices(words.Party), _of("partners")),
    Filter("recht", _("Vorm in het recht"), _choices(words.Kind), _of("kind")),
    Filter("gegevens", _("Welke gegevens"), _choices(words.DataClass), _of("data_class")),
    Filter("soort", _("Soort werk"), _choices(words.Category), _of("category")),
    Filter("stand", _("Stand"), _choices(words.Status), _of("status")),
)
# Older addresses have this name for a kind of work.
ALSO_KNOWN = {"categorie": "soort"}

Chosen = dict[str, list[str]]


def as_named_now(query: QueryDict) -> QueryDict:
    """The address with the names that filters have today."""
    changed = query.copy()
    for old, new in ALSO_KNOWN.items():
        for code in changed.pop(old, []):
            changed.appendlist(new, str(code))
    return changed


def chosen_in(query: QueryDict) -> Chosen:
    """What an address asks for. A code that is no choice is left out, so that an old address still opens."""
    asked = {key: query.getlist(key) for key in query}
    return {
        row.key: kept
        for row in FILTERS
        if (kept := [code for code, _label in row.choices if code in asked.get(row.key, ())])
    }


def fits(measure: Measure, chosen: Mapping[str, list[str]], *, but: str = "") -> bool:
    """Whether a measure has one of the chosen codes of each filter, but for one filter."""
    return all(
        row.key == but or set(chosen[row.key]).intersection(row.codes(measure)) for row in FILTERS if row.key in chosen
    )


@dataclass(frozen=True)
class Option:
    code: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A filter as it stands on the page: open when something in it is chosen."""

    filter: Filter
    options: list[Option]

    @property
    def open(self) -> bool:
        return any(option.chosen for option in self.options)


def shown(found: list[Measure], chosen: Chosen) -> list[Shown]:
    """Each filter with how many measures each choice gives beside what is chosen in the others."""
    rows = []
    for row in FILTERS:
        counts: dict[str, int] = {}
        for measure in found:
            if fits(measure, chosen, but=row.key):
                for code in row.codes(measure):
                    counts[code] = counts.get(code, 0) + 1
        picked = chosen.get(row.key, [])
        options = [
            Option(code, label, counts.get(code, 0), code in picked)
            for code, label in row.choices
            if counts.get(code) or code in picked
        ]
        if options:
            rows.append(Shown(row, options))
    return rows


def without(query: QueryDict, key: str, code: str) -> str:
    """The address with one choice taken back."""
    changed = query.copy()
    changed.setlist(key, [one for one in changed.getlist(key) if one != code])
    changed.pop("pagina", None)
    return changed.urlencode()
