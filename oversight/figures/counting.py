"""What is counted, and where it comes from: lines of the log and certificates, that nothing changes or erases.

A figure of rows would shrink with every deletion, and who kept last month's would know what was deleted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from bans.conduct import CLASS_LABELS, CONDUCT
from bans.models import Sanction
from bans.models.counter_check import Outcome
from bans.models.sanction import LABELS
from participants.clock import dutch_date
from participants.models import ShoppingArea
from participants.models.shop import Sector

from .hiding import Case
from .periods import QUARTERS, Year, quarter_of

Labels = Mapping[str, object]
UNKNOWN = "unknown"
# The longest of each in months; the protocol goes no further than the last.
TERMS: Labels = {
    "3": _("tot en met 3 maanden"),
    "6": _("4 tot en met 6 maanden"),
    "12": _("7 tot en met 12 maanden"),
    "24": _("langer dan 12 maanden"),
}
STEPS: Labels = {f"{kind}:{scope}": label for (kind, scope), label in LABELS.items()}
CLASSES: Labels = {str(code): label for code, label in CLASS_LABELS.items()}
SECTORS: Labels = {**dict(Sector.choices), UNKNOWN: _("niet bekend")}
DEEDS: Labels = {
    "sanction.approved": _("goedgekeurd"),
    "sanction.rejected": _("afgewezen"),
    "sanction.served": _("uitgereikt"),
    "sanction.lifted": _("ingetrokken"),
    "sanction.annulled": _("vernietigd"),
}
OUTCOMES: Labels = dict(Outcome.choices)
# A middle of fewer than this says more of one of them than of all.
ENOUGH_FOR_A_MIDDLE = 10


@dataclass(frozen=True)
class Subject:
    """What is counted together, by what, and where it comes from."""

    code: str
    title: object
    source: object
    count: Callable[[ShoppingArea, Year], list[tuple[Case, int]]]
    dimensions: Mapping[str, tuple[object, Labels]]


def _lines(area: ShoppingArea, year: Year, actions: Iterable[str]) -> Iterable[tuple[str, dt.datetime, str, dict]]:
    rows = Event.objects.filter(area=area.slug, action__in=list(actions), at__gte=year.begins, at__lt=year.ends)
    return rows.order_by("pk").values_list("action", "at", "organisation", "facts")


def _quarter(at: dt.datetime) -> int:
    return quarter_of(dutch_date(at))


def measures(area: ShoppingArea, year: Year) -> list[tuple[Case, int]]:
    """Every measure that was proposed, as the log says it, whatever became of it."""
    sectors = {str(key): str(sector) for key, sector in area.shops.values_list("pk", "sector")}
    return [
        (
            Case(
                _quarter(at),
                {
                    "step": f"{facts['kind']}:{facts['scope']}",
                    "term": next(code for code in TERMS if facts["months"] <= int(code)),
                    "sector": _sector(organisation, sectors),
                },
            ),
            1,
        )
        for _action, at, organisation, facts in _lines(area, year, ["sanction.proposed"])
    ]


def dimensions_of(subject: Subject, area: ShoppingArea) -> dict[str, tuple[object, Labels]]:
    """By what is counted in this area: by kind of shop only where there is more than one kind, and by those alone."""
    here = {str(sector) for sector in area.shops.values_list("sector", flat=True)}
    found = dict(subject.dimensions)
    if "sector" in found:
        title, labels = found.pop("sector")
        if len(here) > 1:
            found["sector"] = (title, {code: label for code, label in labels.items() if code in here | {UNKNOWN}})
    return found


def _sector(organisation: str, sectors: Mapping[str, str]) -> str:
    """That of the shop for which somebody acted; unknown where there were more, of more than one kind."""
    found = {sectors.get(shop, UNKNOWN) for shop in shops_in(organisation)}
    return found.pop() if len(found) == 1 else UNKNOWN


def shops_in(organisation: str) -> list[str]:
    """The keys of the shops in what the log says of whom somebody acted for."""
    return [word.removeprefix("shop:") for word in organisation.split() if word.startswith("shop:")]


def incidents(area: ShoppingArea, year: Year) -> list[tuple[Case, int]]:
    lines = _lines(area, year, ["incident.reported"])
    return [
        (Case(_quarter(at), {"class": str(CONDUCT[facts["conduct"]].conduct_class)}), 1)
        for _action, at, _organisation, facts in lines
    ]


def deeds(area: ShoppingArea, year: Year) -> list[tuple[Case, int]]:
    lines = _lines(area, year, DEEDS)
    return [(Case(_quarter(at), {"deed": action}), 1) for action, at, _organisation, _facts in lines]


def questions(area: ShoppingArea, year: Year) -> list[tuple[Case, int]]:
    """Questions at counters: so many that the database counts them."""
    found = []
    for quarter in QUARTERS:
        rows = Event.objects.filter(area=area.slug, action="counter.asked")
        rows = rows.filter(at__gte=year.begin_of(quarter), at__lt=year.end_of(quarter)).order_by()
        for outcome, number in rows.values_list("facts__outcome").annotate(number=Count("pk")):
            found.append((Case(quarter, {"outcome": outcome}), number))
    return found


def erasures(area: ShoppingArea, year: Year) -> list[tuple[Case, int]]:
    rows = area.erasures.filter(erased_at__gte=year.begins, erased_at__lt=year.ends)
    return [(Case(_quarter(at)), 1) for at in rows.values_list("erased_at", flat=True)]


LOG, CERTIFICATES = _("het logboek"), _("de bewijzen van verwijdering")
SUBJECTS = (
    Subject(
        "measures",
        _("Voorgestelde maatregelen"),
        LOG,
        measures,
        {
            "step": (_("soort maatregel"), STEPS),
            "term": (_("voorgestelde duur"), TERMS),
            "sector": (_("branche van de winkel"), SECTORS),
        },
    ),
    Subject("incidents", _("Gemelde voorvallen"), LOG, incidents, {"class": (_("wat er gebeurde"), CLASSES)}),
    Subject("deeds", _("Wat er met maatregelen gebeurde"), LOG, deeds, {"deed": (_("besluit of stap"), DEEDS)}),
    Subject("questions", _("Vragen aan de balie"), LOG, questions, {"outcome": (_("antwoord"), OUTCOMES)}),
    Subject("erasures", _("Verwijderingen"), CERTIFICATES, erasures, {}),
)


@dataclass(frozen=True)
class Middle:
    """Half of them took so many days or fewer; None where they are too few."""

    label: object
    days: int | None
    source: object


def middles(area: ShoppingArea, year: Year) -> list[Middle]:
    """How long things took, of what was served in that year."""
    return [
        Middle(
            _("van voorval tot uitreiking"),
            _middle(_incident_to_service(area, year)),
            _("wat nog in het register staat"),
        ),
        Middle(_("van voorstel tot uitreiking"), _middle(_proposal_to_service(area, year)), LOG),
    ]


def _middle(days: list[int]) -> int | None:
    return round(median(days)) if len(days) >= ENOUGH_FOR_A_MIDDLE else None


def _incident_to_service(area: ShoppingArea, year: Year) -> list[int]:
    rows = Sanction.objects.filter(area=area, imported=False, served_at__gte=year.begins, served_at__lt=year.ends)
    return [
        (dutch_date(served) - dutch_date(happened)).days
        for happened, served in rows.values_list("incident__happened_at", "served_at")
        if served
    ]


def _proposal_to_service(area: ShoppingArea, year: Year) -> list[int]:
    moments: dict[str, dict[str, dt.datetime]] = defaultdict(dict)
    rows = Event.objects.filter(area=area.slug, action__in=["sanction.proposed", "sanction.served"], at__lt=year.ends)
    for action, subject, at in rows.order_by("pk").values_list("action", "subject", "at"):
        moments[subject][action] = at
    return [
        (dutch_date(seen["sanction.served"]) - dutch_date(seen["sanction.proposed"])).days
        for seen in moments.values()
        if len(seen) == 2 and seen["sanction.served"] >= year.begins
    ]


def known_since(area: ShoppingArea) -> dt.date | None:
    """The day of the first line of the log that is there; of what was before it nothing is known."""
    first = Event.objects.filter(area=area.slug).order_by("at").values_list("at", flat=True).first()
    return dutch_date(first) if first else None
