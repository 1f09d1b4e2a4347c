"""The facts of an area, gathered in a fixed number of questions, however many registrations there are; of a measure
about which something was asked one or two more."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from audit.models import Event
from bans import keyring
from bans.encryption import Unreadable
from bans.models import CounterCheck, EntryException, Erasure, Incident, ListUpdate, Person, Sanction
from notices.models import Notice, RepresentativeLetter, Service
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Business, Instruction, Permit, Protocol, Shop, ShoppingArea
from participants.protocol import Parameters
from rights.models import Correction, Request
from rights.requests.actions import counters

from ..figures.held import gone_until

CHUNK = 900


@dataclass
class AreaFacts:
    """What holds for the whole area: its papers over time. Answers as the models do, without asking again."""

    area: ShoppingArea
    on: dt.date
    _protocol_of: dict[dt.date, Protocol | None] = field(default_factory=dict)

    @cached_property
    def permits(self) -> list[Permit]:
        return list(self.area.permits.order_by("valid_from").prefetch_related("businesses"))

    @cached_property
    def protocols(self) -> list[Protocol]:
        return list(self.area.protocols.order_by("number"))

    @cached_property
    def shops(self) -> dict[int, Shop]:
        return {shop.pk: shop for shop in self.area.shops.select_related("business")}

    @cached_property
    def businesses(self) -> dict[int, Business]:
        return {shop.business_id: shop.business for shop in self.shops.values()}

    @cached_property
    def instructions(self) -> dict[int, Instruction]:
        return {row.user_id: row for row in Instruction.objects.filter(area=self.area)}

    @cached_property
    def gone_until(self) -> dt.datetime | None:
        """Of deeds up to this moment the line in the log may be gone after its term; None while it is all there."""
        return gone_until(self.area)

    def log_holds(self, at: dt.datetime | None) -> bool:
        """Whether the line of what was done at that moment must be there; nothing follows from one that went."""
        return self.gone_until is None or at is None or at > self.gone_until

    def log_holds_day(self, day: dt.date) -> bool:
        """The same of a whole Dutch day."""
        return self.log_holds(dt.datetime.combine(day, dt.time(), DUTCH_TIME))

    @cached_property
    def _left_before(self) -> frozenset[int]:
        """Shops of which the log knows that they left once; their row may be of a later stay."""
        lines = Event.objects.filter(area=self.area.slug, action="shop.left").values_list("subject", flat=True)
        return frozenset(int(subject.removeprefix("shop:")) for subject in lines)

    def took_part(self, shop: Shop, day: dt.date) -> bool | None:
        """Whether the shop took part on that day; None where it left and came back, and that cannot be told."""
        if shop.takes_part(day):
            return True
        before = shop.joined_on is not None and day < shop.joined_on
        if before and (shop.left_on or shop.pk in self._left_before or not self.log_holds_day(day)):
            return None
        return False

    @cached_property
    def _named(self) -> dict[int, frozenset[int]]:
        return {permit.pk: frozenset(row.pk for row in permit.businesses.all()) for permit in self.permits}

    @cached_property
    def _parameters(self) -> dict[int, Parameters]:
        return {protocol.pk: protocol.parameters for protocol in self.protocols}

    def permits_on(self, day: dt.date) -> list[Permit]:
        """Those in force on that day (R1)."""
        return [
            one for one in self.permits if one.valid_from <= day and not (one.valid_until and one.valid_until < day)
        ]

    def named_on(self, business: int, day: dt.date) -> bool:
        """Whether a permit in force names the business (R2)."""
        return any(business in self._named[permit.pk] for permit in self.permits_on(day))

    def protocol_on(self, day: dt.date) -> Protocol | None:
        """The version that holds on that day (R75)."""
        if day not in self._protocol_of:
            held = [protocol for protocol in self.protocols if protocol.valid_from <= day]
            self._protocol_of[day] = held[-1] if held else None
        return self._protocol_of[day]

    def parameters(self, protocol: int) -> Parameters:
        return self._parameters[protocol]


@dataclass
class MeasureFacts:
    """One sanction with everything that tells how it came about."""

    area: AreaFacts
    row: Sanction
    events: list[Event] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    updates: list[ListUpdate] = field(default_factory=list)
    exceptions: list[EntryException] = field(default_factory=list)
    representative: RepresentativeLetter | None = None
    siblings: list[Sanction] = field(default_factory=list)
    needed: bool = False
    # When the log tells that what it rests on was annulled; the row of that is erased the night after.
    annulled_below: dt.datetime | None = None
    # Whether something that was asked about it hides it from the counters (R62, R63).
    must_hide: bool = False

    @property
    def on(self) -> dt.date:
        return self.area.on

    @property
    def shop(self) -> Shop | None:
        return self.area.shops.get(self.row.shop_id)

    @property
    def parameters(self) -> Parameters:
        """Those of the version that the row names: of the day of service, or of the proposal before it."""
        return self.area.parameters(self.row.protocol_id)

    @property
    def happened_on(self) -> dt.date:
        return dutch_date(self.row.incident.happened_at)

    @property
    def proposed_on(self) -> dt.date:
        return dutch_date(self.row.proposed_at)

    def event(self, action: str) -> Event | None:
        """The last line of the log of this deed."""
        return next((event for event in reversed(self.events) if event.action == action), None)

    @cached_property
    def age(self) -> int | None:
        """None when nobody knows it, and where it cannot be read."""
        try:
            return self.row.person.age_on(self.happened_on)
        except Unreadable:
            return None


@dataclass
class BreachFacts:
    area: AreaFacts
    incident: Incident
    sheets: list[Notice] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    updates: list[ListUpdate] = field(default_factory=list)


@dataclass
class ShopFacts:
    area: AreaFacts
    shop: Shop
    own_measures: int = 0


@dataclass
class ErasureFacts:
    area: AreaFacts
    row: Erasure
    key_lives: bool = False
    rows_left: int = 0
    answers_after: int = 0


@dataclass
class CounterFacts:
    """What one person asked on one day, or one question of a till system's day."""

    area: AreaFacts
    day: dt.date
    asked_by: int | None
    questions: int
    shop: int
    # None where the lines of that day went after their term.
    without_line: int | None = 0


@dataclass
class RequestFacts:
    area: AreaFacts
    row: Request
    events: list[Event] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    letters: list[Notice] = field(default_factory=list)


@dataclass
class WholeFacts:
    """The area itself, with what only shows in the whole."""

    area: AreaFacts
    running_collective: int = 0
    sectors: frozenset[str] = frozenset()
    evaluated_on: dt.date | None = None
    evaluated_before: dt.date | None = None
    long_lived_drafts: int = 0
    strangers: int = 0
    holds_too_long: int = 0
    taking_part: int = 0
    # What should have been deleted by the night before.
    old_questions: int = 0
    old_requests: int = 0
    first_line: dt.datetime | None = None


def measures(area: AreaFacts, of: Person | None = None) -> Iterable[MeasureFacts]:
    """Every sanction that has rows, the ended ones too until they are erased; `of` for those of one person alone."""
    related = ("person", "incident", "protocol", "builds_on", "participant_list")
    found = Sanction.objects.filter(area=area.area)
    rows = list((found.filter(person=of) if of else found).select_related(*related).order_by("pk"))
    if not rows:
        return
    own = {"area": area.area, **({"sanction__in": [row.pk for row in rows]} if of else {})}
    from bans.actions.erasing import needed_by

    needed = {key for ask in needed_by for key in ask(area.area, area.on)}
    events = events_about([f"sanction:{row.reference}" for row in rows], area.area)
    services = _by("sanction_id", Service.objects.filter(**own).select_related("notice").order_by("recorded_at"))
    notices = _by("sanction_id", Notice.objects.filter(**own).defer("html", "pdf").order_by("made_at"))
    updates = _by("sanction_id", ListUpdate.objects.filter(**own).select_related("participant_list"))
    exceptions = _by("sanction_id", EntryException.objects.filter(**own))
    told = {row.sanction_id: row for row in RepresentativeLetter.objects.filter(**own)}
    siblings = _by("person_id", rows)
    annulled = _annulled_below(area, rows)
    asked_about = _asked_about(area)
    for row in rows:
        row.area = area.area
        yield MeasureFacts(
            area=area,
            row=row,
            events=events.get(f"sanction:{row.reference}", []),
            services=services.get(row.pk, []),
            notices=notices.get(row.pk, []),
            updates=updates.get(row.pk, []),
            exceptions=exceptions.get(row.pk, []),
            representative=told.get(row.pk),
            siblings=[other for other in siblings[row.person_id] if other.pk != row.pk],
            needed=row.person_id in needed,
            annulled_below=annulled.get(row.builds_on_reference),
            must_hide=bool(asked_about & {("person", row.person_id), ("incident", row.incident_id)})
            and counters.what_hides(row) is not None,
        )


def _annulled_below(area: AreaFacts, rows: Iterable[Sanction]) -> dict[str, dt.datetime]:
    """When what a measure rests on was annulled, by its reference, of what has no row any more."""
    gone = {row.builds_on_reference for row in rows if row.builds_on_reference and row.builds_on_id is None}
    found = events_about([f"sanction:{reference}" for reference in sorted(gone)], area.area)
    return {
        subject.removeprefix("sanction:"): event.at
        for subject, events in found.items()
        for event in events
        if event.action == "sanction.annulled"
    }


def _asked_about(area: AreaFacts) -> set[tuple[str, int | None]]:
    """The people and incidents about which something is still to be answered."""
    waiting = Request.objects.undecided().filter(area=area.area).values_list("person", "sanction__incident")
    return {pair for person, incident in waiting for pair in (("person", person), ("incident", incident)) if pair[1]}


def breaches(area: AreaFacts) -> Iterable[BreachFacts]:
    rows = Incident.objects.filter(area=area.area, breached__isnull=False)
    found = list(rows.select_related("breached", "breached__participant_list", "shop").order_by("pk"))
    sheets = _by("incident_id", Notice.objects.filter(area=area.area, incident__in=found).defer("html", "pdf"))
    updates = _by("sanction_id", ListUpdate.objects.filter(area=area.area).select_related("participant_list"))
    events = events_about([f"sanction:{row.breached.reference}" for row in found if row.breached], area.area)
    for row in found:
        about = f"sanction:{row.breached.reference}" if row.breached else ""
        yield BreachFacts(area, row, sheets.get(row.pk, []), events.get(about, []), updates.get(row.breached_id, []))


def shops(area: AreaFacts) -> Iterable[ShopFacts]:
    own: dict[int, int] = defaultdict(int)
    running = Sanction.objects.filter(area=area.area, scope="shop").not_ended(area.on)
    for key in running.values_list("shop", flat=True):
        own[key] += 1
    for shop in area.shops.values():
        yield ShopFacts(area, shop, own[shop.pk])


def erasures(area: AreaFacts) -> Iterable[ErasureFacts]:
    """Each certificate, held against what should be gone."""
    rows = list(area.area.erasures.order_by("pk"))
    tokens = [row.person_token for row in rows if row.key_destroyed]
    keys = keyring.tokens() & set(tokens)
    left: dict[str, int] = defaultdict(int)
    for some in _chunks(tokens):
        for token in area.area.persons.filter(token__in=some).values_list("token", flat=True):
            left[token] += 1
    after: dict[str, list[dt.datetime]] = defaultdict(list)
    for some in _chunks(tokens):
        asked = CounterCheck.objects.filter(area=area.area, person_token__in=some).values_list(
            "person_token", "asked_at"
        )
        for token, at in asked:
            after[token].append(at)
    for row in rows:
        token = row.person_token
        later = sum(at > row.erased_at for at in after[token]) if row.key_destroyed else 0
        yield ErasureFacts(area, row, token in keys and row.key_destroyed, left[token], later)


def events_about(subjects: Iterable[str], area: ShoppingArea) -> dict[str, list[Event]]:
    """The lines of the log about each subject, in the order in which they were written."""
    found: dict[str, list[Event]] = defaultdict(list)
    for some in _chunks(list(subjects)):
        for event in Event.objects.filter(subject__in=some, area=area.slug).order_by("pk"):
            found[event.subject].append(event)
    return found


def _by(name: str, rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _chunks(values: list[str]) -> Iterable[list[str]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
