"""What may be told about a letter to whoever holds it: what it says itself, and how that stands now.

Never a name, and of a measure in dispute nothing but whom to ask.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bans.models import Sanction
from bans.rules.ladder import Kind, Scope
from bans.rules.status import ENDED, Status
from participants.clock import dutch_date
from participants.models import ShoppingArea

from .area_map import draw
from .facts import premises_of
from .models import Notice
from .models.notice import LetterKind
from .models.service import Delivery, Way
from .rules import PREMISES, REQUEST_LETTERS, SERVED_LETTERS, annexes_of, main_letter


class Standing(models.TextChoices):
    """How a measure stands, for who holds a letter about it."""

    NOT_SERVED = "not_served", _("nog niet uitgereikt")
    HOLDS = "holds", _("geldt nu")
    REPLACED = "replaced", _("vervangen door een nieuwere brief")
    ENDED = "ended", _("afgelopen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    ANNULLED = "annulled", _("vernietigd")
    NEVER_BEGAN = "never_began", _("nooit ingegaan")
    ASK = "ask", _("vraag de vereniging")


STANDINGS = {
    Status.PROPOSED: Standing.NOT_SERVED,
    Status.APPROVED: Standing.NOT_SERVED,
    Status.IN_FORCE: Standing.HOLDS,
    Status.EXPIRED: Standing.ENDED,
    Status.WITHDRAWN: Standing.WITHDRAWN,
    Status.ANNULLED: Standing.ANNULLED,
    Status.REJECTED: Standing.NEVER_BEGAN,
    Status.LAPSED: Standing.NEVER_BEGAN,
}
WITH_DATES = frozenset({Standing.HOLDS, Standing.ENDED})


@dataclass(frozen=True)
class Measure:
    """One measure that the letter is about. Its days only where they count.

    `letter`: the kind of letter by which such a measure is served.
    """

    letter: LetterKind
    label: str
    is_ban: bool
    standing: Standing
    starts_on: dt.date | None = None
    last_day: dt.date | None = None
    ended_on: dt.date | None = None


@dataclass(frozen=True)
class Told:
    """Everything that a page or an answer may say. Where `standing` is ASK, the rest is empty.

    A letter about a request imposes nothing, and has no standing.
    """

    area: ShoppingArea
    reference: str
    made_on: dt.date
    standing: Standing | None = None
    kind: LetterKind | None = None
    measures: list[Measure] = field(default_factory=list)
    business: str = ""
    collective: bool = False
    premises: list[dict[str, Any]] = field(default_factory=list)
    list_number: int | None = None
    list_made_on: dt.date | None = None
    boundary_text: str = ""
    map: SafeString | str = ""


def told_of(notice: Notice, *, on: dt.date) -> Told:
    """What this letter's holder may know on that day."""
    known: dict[str, Any] = {
        "area": notice.area,
        "reference": notice.sanction.reference,
        "made_on": dutch_date(notice.made_at),
    }
    kind = LetterKind(notice.kind)
    if kind in REQUEST_LETTERS:
        return Told(**known, kind=kind)
    sanctions = sanctions_of(notice)
    measures = [_measure(notice, sanction, on) for sanction in sanctions]
    if any(measure.standing == Standing.ASK for measure in measures):
        return Told(**known, standing=Standing.ASK)
    return Told(
        **known,
        standing=measures[0].standing,
        kind=kind,
        measures=measures,
        business=notice.sanction.shop.business.name,
        **_places(notice, collective=any(sanction.is_collective for sanction in sanctions)),
    )


def _places(notice: Notice, *, collective: bool) -> dict[str, Any]:
    """Where it holds, for a letter that says so itself."""
    if PREMISES not in annexes_of(LetterKind(notice.kind), collective=True):
        return {"collective": collective}
    handed_over = notice.participant_list
    return {
        "collective": collective,
        "premises": premises_of(notice.sanction.shop, handed_over, collective=collective),
        "list_number": handed_over.number,
        "list_made_on": dutch_date(handed_over.made_at),
        "boundary_text": handed_over.boundary_text if collective else "",
        "map": draw(handed_over.boundary) if collective else "",
    }


def sanctions_of(notice: Notice) -> list[Sanction]:
    """The measure of the letter; of a combined one the warning too (R12)."""
    if notice.kind != LetterKind.COMBINED:
        return [notice.sanction]
    beside = Sanction.objects.filter(incident=notice.sanction.incident_id, kind=Kind.WARNING, scope=Scope.AREA)
    return [notice.sanction, *beside.select_related("area", "protocol").order_by("-pk")[:1]]


def _measure(notice: Notice, sanction: Sanction, on: dt.date) -> Measure:
    standing = _standing(notice, sanction, on)
    dated = standing in WITH_DATES
    ended_at = sanction.annulled_at or sanction.lifted_at
    return Measure(
        letter=main_letter(Kind(sanction.kind), Scope(sanction.scope)),
        label=sanction.label,
        is_ban=sanction.is_ban,
        standing=standing,
        starts_on=sanction.starts_on if dated else None,
        last_day=sanction.last_day if dated else None,
        ended_on=dutch_date(ended_at) if ended_at else None,
    )


def _standing(notice: Notice, sanction: Sanction, on: dt.date) -> Standing:
    status = sanction.status(on)
    standing = STANDINGS[status]
    if status in ENDED:
        return standing
    # R1, R4, R19, D22: what is in dispute, or shared without a permit, is for who settles it to explain.
    in_dispute = sanction.in_dispute_on(on) or sanction.review_since
    if in_dispute or (sanction.is_collective and sanction.area.permit_on(on) is None):
        return Standing.ASK
    if standing != Standing.HOLDS:
        return standing
    if notice.kind == LetterKind.SUPPLEMENTARY:
        handed = sanction.list_updates.filter(participant_list=notice.participant_list_id).exists()
        return Standing.HOLDS if handed else Standing.NOT_SERVED
    return Standing.REPLACED if notice.kind in SERVED_LETTERS and not _was_served(notice) else Standing.HOLDS


def _was_served(notice: Notice) -> bool:
    """Whether it was this printed letter that reached the person, and not another version."""
    return notice.services.filter(Q(way=Way.IN_PERSON) | Q(delivery=Delivery.DELIVERED)).exists()
