"""What is counted, and where it comes from: lines of the log and certificates, that nothing changes or erases.

A figure of rows would shrink with every deletion, and who kept last month's would know what was deleted.
"""

import datetime as dt
from collections import Counter
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
from .periods import Span, Year, quarter_of

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
# Of so many measures at once the log is asked when they were proposed.
AT_A_TIME = 500


@dataclass(frozen=True)
class Subject:
    """What is counted together, by what, and where it comes from."""

    code: str
    title: object
    source: object
    count: Callable[[ShoppingArea, Span], list[tuple[Case, int]]]
    dimensions: Mapping[str, tuple[object, Labels]]


def _lines(area: ShoppingArea, span: Span, actions: Iterable[str]) -> Iterable[tuple[str, dt.datetime, str, dict]]:
    rows = Event.objects.filter(area=area.slug, action__in=list(actions), at__gte=span.begins, at__lt=span.ends)
    # Without an order: by key the database would walk through all years of the log.
    return rows.order_by().values_list("action", "at", "organisation", "facts")


def _quarter(at: dt.datetime) -> int:
    return quarter_of(dutch_date(at))


def measures(area: ShoppingArea, span: Span) -> list[tuple[Case, int]]:
    """Every measure that was proposed, as the log says it, whatever became of it."""
    sectors = {str(key): str(sector) for key, sector in area.shops.values_list("pk", "sector")}
    return [
        (
            Case(
                _quarter(at),
                {
                    "step": f"{facts['kind']}:{facts['scope']}",
                    "term": next((code for code in TERMS if facts["months"] <= int(code)), UNKNOWN),
                    "sector": _sector(organisation, sectors),
                },
            ),
            1,
        )
        for _action, at, organisation, facts in _lines(area, span, ["sanction.proposed"])
    ]


def possible(subject: Subject, area: ShoppingArea) -> dict[str, list[str]]:
    """The codes that there can be in this area, by what is counted: of kinds of shop those that are there."""
    here = {str(sector) for sector in area.shops.values_list("sector", flat=True)} | {UNKNOWN}
    return {
        name: [code for code in labels if name != "sector" or code in here]
        for name, (_title, labels) in subject.dimensions.items()
    }


def _sector(organisation: str, sectors: Mapping[str, str]) -> str:
    """That of the shop for which somebody acted; unknown where there were more, of more than one kind."""
    found = {sectors.get(shop, UNKNOWN) for shop in shops_in(organisation)}
    return found.pop() if len(found) == 1 else UNKNOWN


def shops_in(organisation: str) -> list[str]:
    """The keys of the shops in what the log says of whom somebody acted for."""
    return [word.removeprefix("shop:") for word in organisation.split() if word.startswith("shop:")]


def _class_of(code: str) -> str:
    """That of the conduct; of one that this version does not know any more, not known."""
    known = CONDUCT.get(code)
    return str(known.conduct_class) if known else UNKNOWN


def incidents(area: ShoppingArea, span: Span) -> list[tuple[Case, int]]:
    lines = _lines(area, span, ["incident.reported"])
    return [
        (Case(_quarter(at), {"class": _class_of(facts["conduct"])}), 1) for _action, at, _organisation, facts in lines
    ]


def deeds(area: ShoppingArea, span: Span) -> list[tuple[Case, int]]:
    lines = _lines(area, span, DEEDS)
    return [(Case(_quarter(at), {"deed": action}), 1) for action, at, _organisation, _facts in lines]


def questions(area: ShoppingArea, span: Span) -> list[tuple[Case, int]]:
    """Questions at counters: so many that the database counts them."""
    found = []
    for quarter in span.quarters:
        rows = Event.objects.filter(area=area.slug, action="counter.asked")
        rows = rows.filter(at__gte=quarter.begins, at__lt=quarter.ends).order_by()
        for outcome, number in rows.values_list("facts__outcome").annotate(number=Count("pk")):
            found.append((Case(quarter.number, {"outcome": outcome}), number))
    return found


def erasures(area: ShoppingArea, span: Span) -> list[tuple[Case, int]]:
    rows = area.erasures.filter(erased_at__gte=span.begins, erased_at__lt=span.ends)
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
class Wait:
    """Something that takes days, of what was served in some time."""

    code: str
    label: object
    source: object
    days: Callable[[ShoppingArea, Span], Counter[int]]


@dataclass(frozen=True)
class Middle:
    """Half of them took so many days or fewer; None where they are too few."""

    label: object
    days: int | None
    source: object


def incident_to_service(area: ShoppingArea, span: Span) -> Counter[int]:
    rows = Sanction.objects.filter(area=area, imported=False, served_at__gte=span.begins, served_at__lt=span.ends)
    return Counter(
        (dutch_date(served) - dutch_date(happened)).days
        for happened, served in rows.values_list("incident__happened_at", "served_at")
        if served
    )


def proposal_to_service(area: ShoppingArea, span: Span) -> Counter[int]:
    served = dict(_moments(area, "sanction.served", at__gte=span.begins, at__lt=span.ends))
    proposed: dict[str, dt.datetime] = {}
    subjects = list(served)
    for start in range(0, len(subjects), AT_A_TIME):
        proposed |= _moments(area, "sanction.proposed", subject__in=subjects[start : start + AT_A_TIME])
    return Counter(
        (dutch_date(at) - dutch_date(proposed[subject])).days for subject, at in served.items() if subject in proposed
    )


def _moments(area: ShoppingArea, action: str, **where: object) -> Iterable[tuple[str, dt.datetime]]:
    rows = Event.objects.filter(area=area.slug, action=action, **where)
    return rows.order_by("at", "pk").values_list("subject", "at")


WAITS = (
    Wait("incident", _("van voorval tot uitreiking"), _("wat nog in het register staat"), incident_to_service),
    Wait("proposal", _("van voorstel tot uitreiking"), LOG, proposal_to_service),
)


def middle_of(days: Counter[int]) -> int | None:
    return round(median(days.elements())) if days.total() >= ENOUGH_FOR_A_MIDDLE else None


def middles(area: ShoppingArea, year: Year) -> list[Middle]:
    """How long things took, of what was served in that year, as log and register hold it now."""
    return [Middle(wait.label, middle_of(wait.days(area, year)), wait.source) for wait in WAITS]
