"""What an auditor is shown of one file: dates, kinds, terms and the outcome of the rules, of nobody."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.actions import ACTIONS
from audit.models import Event
from bans.conduct import CLASS_LABELS
from bans.models import CounterCheck, Sanction
from bans.models.counter_check import Outcome
from bans.rules.minors import AgeBand, age_band
from participants.clock import dutch_date, dutch_time
from participants.models.user import ASSOCIATION, MUNICIPALITY
from participants.roles import Role

from ..checks.facts import AreaFacts, MeasureFacts, events_about, measures
from ..checks.facts_of_asking import counter_of
from ..checks.running import checks_about
from ..checks.verdict import About, Check, Result, Verdict
from .models import Kind, SampleItem
from .redacting import redacted

AGES = {
    AgeBand.TOO_YOUNG: gettext_lazy("jonger dan de laagste leeftijd van het protocol"),
    AgeBand.UNDER_16: gettext_lazy("jonger dan 16"),
    AgeBand.UNDER_18: gettext_lazy("16 of 17"),
    AgeBand.ADULT: gettext_lazy("18 of ouder"),
}
VERDICTS = {
    Verdict.PASS: gettext_lazy("klopt"),
    Verdict.FAIL: gettext_lazy("klopt niet"),
    Verdict.MISSING: gettext_lazy("niet na te gaan"),
}
# From which hour a part of the day is called so.
PARTS_OF_THE_DAY = (
    (0, gettext_lazy("nacht")), (6, gettext_lazy("ochtend")), (12, gettext_lazy("middag")),
    (18, gettext_lazy("avond")),
)  # fmt: skip
# Looks are not deeds on the file, and who looked is told elsewhere.
LOOKS = (".viewed", ".looked_up")


@dataclass(frozen=True)
class Deed:
    """Something done on the file: when, in which role, for what kind of organisation."""

    on: dt.date
    what: str
    role: str
    organisation: str


@dataclass(frozen=True)
class Outcomes:
    """What one rule says of the file."""

    check: Check
    words: str
    good: bool


@dataclass(frozen=True)
class Paper:
    """A letter of the file, with what can be shown of its text."""

    kind: str
    version: int
    on: dt.date
    sha256: str
    text: list[str]


@dataclass
class Shown:
    """One file without anybody in it."""

    facts: list[tuple[str, Any]]
    rules: list[Outcomes] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def wrong(self) -> list[Outcomes]:
        return [one for one in self.rules if not one.good]

    @property
    def right(self) -> list[Outcomes]:
        return [one for one in self.rules if one.good]


def shown_of(item: SampleItem, *, on: dt.date) -> Shown:
    """The file of this item as the auditor sees it on that day."""
    area = AreaFacts(item.area, on)
    if item.sanction is not None:
        return _registration(area, item.sanction)
    assert item.counter_check is not None
    return _check(area, item, item.counter_check)


def _registration(area: AreaFacts, sanction: Sanction) -> Shown:
    measure = next(one for one in measures(area, of=sanction.person) if one.row.pk == sanction.pk)
    return Shown(
        facts=[(name, value) for name, value in _facts(measure) if value not in (None, "")],
        rules=list(_outcomes(About.MEASURE, measure)),
        deeds=list(_deeds(measure)),
        papers=list(_papers(measure)),
    )


def _facts(measure: MeasureFacts) -> Iterator[tuple[str, Any]]:
    row = measure.row
    conduct = row.incident.conduct
    band = age_band(measure.age, row.protocol.parameters, apparently_minor=row.person.apparently_minor)
    unknown = measure.age is None and not row.person.apparently_minor
    yield _("Soort"), row.label
    yield _("Wat er gebeurde"), conduct.label
    yield _("Hoe zwaar dat is"), CLASS_LABELS[conduct.conduct_class]
    yield _("Gebeurd op"), measure.happened_on
    yield _("Leeftijd"), _("niet bekend") if unknown else AGES[band]
    yield _("Voorgesteld op"), measure.proposed_on
    yield _("Regel van de ladder"), row.rule
    yield _("Maanden"), row.months
    yield _("Bouwt op een maatregel van"), row.builds_on_date
    yield _("Versie van het protocol"), row.protocol.number
    yield _("Goedgekeurd op"), _day(row.approved_at)
    yield _("Afgewezen op"), _day(row.rejected_at)
    yield _("Uit te reiken voor"), row.serve_before if row.served_at is None else None
    yield _("Uitgereikt op"), _day(row.served_at)
    yield _("Begint op"), row.starts_on
    yield _("Laatste dag"), row.last_day
    yield _("Ingetrokken op"), _day(row.lifted_at)
    yield _("Vernietigd op"), _day(row.annulled_at)
    yield _("Verborgen voor de balies sinds"), _day(row.restricted_at)
    yield _("Overgenomen uit het papieren register"), _("ja") if row.imported else None


def _deeds(measure: MeasureFacts) -> Iterator[Deed]:
    subjects = [f"sanction:{measure.row.reference}", f"incident:{measure.row.incident.reference}"]
    found = events_about(subjects, measure.area.area)
    events = sorted((event for rows in found.values() for event in rows), key=lambda event: event.pk)
    for event in events:
        if not event.action.endswith(LOOKS) and event.action in ACTIONS:
            what = str(ACTIONS[event.action].description)
            yield Deed(dutch_date(event.at), what, _roles(event), _organisation(event))


def _roles(event: Event) -> str:
    if not event.actor.startswith("user:"):
        return _("het systeem")
    return ", ".join(str(Role(role).label) for role in event.roles.split() if role in Role.values)


def _organisation(event: Event) -> str:
    """The kind alone: which shop it was tells too much of a file."""
    kinds = {word.partition(":")[0] for word in event.organisation.split()}
    names = {"business": _("winkel"), "shop": _("winkel"), ASSOCIATION: _("vereniging"), MUNICIPALITY: _("gemeente")}
    return ", ".join(dict.fromkeys(names[kind] for kind in sorted(kinds) if kind in names))


def _papers(measure: MeasureFacts) -> Iterator[Paper]:
    row = measure.row
    days = {measure.happened_on, measure.proposed_on, row.starts_on, row.last_day, row.builds_on_date}
    days |= {_day(at) for at in (row.approved_at, row.served_at, row.lifted_at, row.annulled_at)}
    for notice in row.notices.order_by("made_at"):
        made_on = dutch_date(notice.made_at)
        text = redacted(
            notice.html, days={day for day in (*days, made_on, notice.starts_on) if day}, language=notice.language
        )
        yield Paper(str(notice.get_kind_display()), notice.version, made_on, notice.sha256, text)


def _check(area: AreaFacts, item: SampleItem, asked: CounterCheck) -> Shown:
    hour = dutch_time(asked.asked_at).hour
    part = next(name for since, name in reversed(PARTS_OF_THE_DAY) if hour >= since)
    facts = [
        (_("Winkel in deze steekproef"), _shop_number(item, asked)),
        (_("Gevraagd op"), dutch_date(asked.asked_at)),
        (_("Deel van de dag"), part),
        (_("Gevraagd door"), _("iemand aan de balie") if asked.asked_by_id else _("een kassasysteem")),
        (_("Antwoord"), Outcome(asked.outcome).label),
        (_("Gegevens geopend"), asked.get_open_reason_display() if asked.opened_at else _("nee")),
        (_("Het was een ander"), _("ja") if asked.other_person_at else None),
    ]
    rules = list(_outcomes(About.COUNTER, counter_of(area, asked)))
    return Shown([(name, value) for name, value in facts if value is not None], rules)


def _shop_number(item: SampleItem, asked: CounterCheck) -> int:
    """The shop's own number in this sample, in the order in which shops come in it."""
    rows = SampleItem.objects.filter(sample=item.sample_id, kind=Kind.CHECK).order_by("number")
    shops = list(dict.fromkeys(rows.values_list("counter_check__shop", flat=True)))
    return shops.index(asked.shop_id) + 1


def _outcomes(about: About, one: Any) -> Iterator[Outcomes]:
    for check in checks_about(about):
        result: Result = check.judge(one)
        if result.verdict is not Verdict.NOT_APPLICABLE:
            yield Outcomes(check, str(VERDICTS[result.verdict]), result.verdict is not Verdict.FAIL)


def _day(at: dt.datetime | None) -> dt.date | None:
    return dutch_date(at) if at else None
