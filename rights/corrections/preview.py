"""What a correction touches, before anybody makes it; the deed writes down the same counts."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from bans.actions import endings
from bans.models import Incident, Sanction
from notices.actions.corrections import police_sheets
from notices.models import Notice
from notices.models.reminder import Snooze
from notices.rules import SERVED_LETTERS
from participants.models import Job, Permit, Shop

from ..requests.models import Request
from .models import Kind
from .recipients import SeenBy, on_its_lists, seen_by

# These say that the measure should not have been: what rests on it is looked at again (R19). What is erased although
# nothing had gone wrong is withdrawn first.
UNDOES = frozenset({Kind.ANNULLED, Kind.ERASED})


@dataclass(frozen=True)
class Resting:
    """A measure that was built upon this one, so many steps up the ladder."""

    sanction: Sanction
    step: int


@dataclass(frozen=True)
class Touched:
    """What would change and who would be told."""

    kind: Kind
    letters: list[Notice] = field(default_factory=list)
    seen_by: list[SeenBy] = field(default_factory=list)
    sheets: list[Notice] = field(default_factory=list)
    resting: list[Resting] = field(default_factory=list)
    breaches: list[Incident] = field(default_factory=list)
    counters: int = 0
    look_alikes: int = 0
    beside: list[Sanction] = field(default_factory=list)
    jobs: int = 0
    snoozes: int = 0
    requests: list[Request] = field(default_factory=list)

    @property
    def undoes(self) -> bool:
        """Whether what rests on it leaves the counters until somebody decides."""
        return self.kind in UNDOES

    @property
    def ends(self) -> bool:
        """Whether the measure no longer holds after it."""
        return self.kind not in (Kind.RECTIFIED, Kind.RESTRICTED)

    @property
    def leaves_counters(self) -> bool:
        """Whether no counter sees it after it."""
        return self.kind != Kind.RECTIFIED

    def counts(self) -> dict[str, int]:
        """As the correction keeps it: no key, no name."""
        many = ("letters", "seen_by", "sheets", "resting", "breaches", "beside", "requests")
        sums = {name: len(getattr(self, name)) for name in many}
        return {**sums, **{name: getattr(self, name) for name in ("counters", "look_alikes", "jobs", "snoozes")}}


def touched_by(sanction: Sanction, kind: Kind, *, on: dt.date, mistake: bool = True) -> Touched:
    """Everything that a correction of this kind reaches; shown by `rights/corrections/touched.html`.

    `mistake`: it should not have been, so that it also reaches what rests on it, as long as nobody said otherwise.
    """
    kind = Kind(kind)
    resting = rests_on(sanction, on=on)
    gone = [sanction, *(row.sanction for row in resting)] if kind in UNDOES and mistake else [sanction]
    letters = sanction.notices.filter(kind__in=SERVED_LETTERS).defer("html", "pdf").order_by("made_at", "pk")
    breaches = Incident.objects.filter(breached=sanction).select_related("shop").order_by("happened_at", "pk")
    beside = Sanction.objects.filter(incident=sanction.incident_id).exclude(pk=sanction.pk).not_ended(on)
    return Touched(
        kind=kind,
        letters=list(letters),
        seen_by=seen_by(sanction, kind),
        sheets=police_sheets(gone) if kind != Kind.RESTRICTED else [],
        resting=resting,
        breaches=list(breaches),
        counters=len(_counters_of(gone, on)),
        look_alikes=sanction.person.look_alikes.count(),
        beside=list(beside.select_related("area")),
        jobs=_open_jobs(sanction),
        snoozes=Snooze.objects.filter(sanction=sanction).count(),
        requests=list(Request.objects.open().about(sanction).select_related("area")),
    )


def rests_on(sanction: Sanction, *, on: dt.date) -> list[Resting]:
    """What was built upon it and has not ended, through the whole ladder, the nearest first (R19)."""
    above = endings.resting_on([sanction]).not_ended(on).select_related("area", "shop", "protocol")
    rows = {row.pk: row for row in above}
    # A step that ended meanwhile may lie in between.
    below = dict(endings.resting_on([sanction]).values_list("pk", "builds_on"))

    def step(key: int) -> int:
        steps = 1
        while (under := below.get(key)) is not None and under != sanction.pk and steps <= len(below):
            key, steps = under, steps + 1
        return steps

    found = [Resting(row, step(key)) for key, row in rows.items()]
    return sorted(found, key=lambda row: (row.step, row.sanction.proposed_at, row.sanction.pk))


def _counters_of(sanctions: list[Sanction], on: dt.date) -> set[int]:
    """The shops whose counters know of any of these today: as `visible_at_counter_of`, asked the other way round."""
    shown = Sanction.objects.at_counters(on).filter(pk__in=[row.pk for row in sanctions])
    found: set[int] = set()
    for row in shown.select_related("area", "shop"):
        shops = Shop.objects.filter(area=row.area_id).taking_part(on)
        if row.is_collective:
            if row.approved_at is None:
                continue
            named = Permit.objects.in_force(on).filter(area=row.area_id).values("businesses")
            shops = shops.filter(pk__in=on_its_lists(row), business__in=named)
        else:
            shops = shops.filter(business=row.shop.business_id)
        found |= set(shops.values_list("pk", flat=True))
    return found


def _open_jobs(sanction: Sanction) -> int:
    """Work about it that was asked for and not done yet."""
    about = Q(payload__sanction=sanction.pk) | Q(payload__about=sanction.reference)
    return Job.objects.open().filter(about, area=sanction.area_id).count()
