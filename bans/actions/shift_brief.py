"""The shift brief: the faces that matter to a shop this week, opened on purpose and for a moment (R44, R49)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.log import record
from participants.access import has_permission, require
from participants.clock import dutch_date
from participants.instruction.gate import require_instruction
from participants.models import Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from .. import budgets, excepted
from ..budgets import Asker
from ..excepted import Entry
from ..models import CounterCheck, Sanction
from ..models.counter_check import OpenReason, Outcome
from .checks import open_details, visible
from .signals import raise_signal, telling

FACES = 8
WEEK = dt.timedelta(days=7)


class Why(models.TextChoices):
    """Why a face is on the brief; the first that fits."""

    NEW = "new", gettext_lazy("nieuw deze week")
    SEEN = "seen", gettext_lazy("deze week gezien")
    ENDING = "ending", gettext_lazy("eindigt deze week")
    RUNNING = "running", gettext_lazy("loopt")


@dataclass(frozen=True)
class Face:
    """One person of the brief, by the measure that weighs most; no name. `entry` is what was agreed for this shop."""

    sanction: Sanction
    why: Why
    entry: Entry | None = None


def brief(shop: Shop, *, by: User, at: dt.datetime, gallery: bool = False) -> list[Face]:
    """At most eight faces of this week, or with `gallery` all of them where the area's protocol allows that.

    None where the protocol says off. The faces count in the shop's budget of the day, those of a gallery do not.
    """
    on = dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    settings = shop.area.parameters_on(on)
    if settings.photo_brief == "off":
        return []
    if gallery and not may_see_gallery(shop, by=by, on=on):
        raise Refusal("no_gallery", _("Alle foto's bekijken mag hier niet."), rule="R44")
    asker, spent = Asker(shop=shop, user=by, at=at), None
    with transaction.atomic():
        faces = _faces(shop, on, at)
        shown = faces if gallery else [face for face in faces if face.why is not Why.RUNNING][:FACES]
        if not gallery:
            for face in shown:
                spent = budgets.note_for_shop(asker, settings, face.sanction.person.token) or spent
        about, many = f"shop:{shop.pk}", len(shown)
        record("counter.brief", subject=about, by=by, area=shop.area, faces=many, gallery=gallery)
    if spent:
        raise_signal(asker, spent)
    return shown


def may_see_gallery(shop: Shop, *, by: User, on: dt.date) -> bool:
    """Where the protocol says "full", and for who leads a shop or guards it (R44)."""
    full = shop.area.parameters_on(on).photo_brief == "full"
    return full and has_permission(by, Permission.SEE_GALLERY, area=shop.area, on=on, shop=shop)


def ended_this_week(shop: Shop, *, at: dt.datetime) -> int:
    """How many measures ended in the last seven days: those people are welcome again, and no face is shown (R52)."""
    on = dutch_date(at)
    rows = Sanction.objects.visible_at_counter_of(shop, on - WEEK).filter(last_day__lt=on)
    return rows.values("person").distinct().count()


def _faces(shop: Shop, on: dt.date, at: dt.datetime) -> list[Face]:
    """One for each person with a photo; of this shop first, then new, seen, ending, and the rest by age."""
    rows = list(visible(shop, on).filter(person__photo__isnull=False).order_by("-served_at"))
    seen = set(_seen_nearby(shop, at))
    agreed = excepted.everybody_at(shop, at=at)
    faces: dict[int, Face] = {}
    for row in rows:
        face = Face(row, _why(row, seen, on, at), agreed.get(row.person.token))
        known = faces.get(row.person_id)
        if known is None or _weight(face, shop) < _weight(known, shop):
            faces[row.person_id] = face
    return sorted(faces.values(), key=lambda face: _weight(face, shop))


def _why(row: Sanction, seen: set[str], on: dt.date, at: dt.datetime) -> Why:
    if row.served_at and row.served_at >= at - WEEK:
        return Why.NEW
    if row.person.token in seen:
        return Why.SEEN
    if row.last_day and row.last_day <= on + WEEK:
        return Why.ENDING
    return Why.RUNNING


def _weight(face: Face, shop: Shop) -> tuple[int, bool, float]:
    served = face.sanction.served_at
    return list(Why).index(face.why), face.sanction.shop_id != shop.pk, -(served.timestamp() if served else 0)


def _seen_nearby(shop: Shop, at: dt.datetime) -> Iterable[str]:
    """Whom a counter of this area had in front of it this week."""
    looks = CounterCheck.objects.filter(area=shop.area, opened_at__gte=at - WEEK, other_person_at=None)
    return looks.filter(open_reason=OpenReason.AT_THE_DOOR).values_list("person_token", flat=True)


def open_face(sanction: Sanction, *, shop: Shop, reason: str, by: User, at: dt.datetime) -> CounterCheck:
    """Open the details behind a face: it leaves the same record, and counts the same, as a question by name."""
    on = dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    if not visible(shop, on).filter(pk=sanction.pk, person__photo__isnull=False).exists():
        raise Refusal("nothing_to_open", _("Deze foto is er niet meer."), rule="R52")
    entry = excepted.at_counter(shop, sanction.person.token, at=at)
    kept_out = sanction.is_ban and not (entry and entry.allowed)
    outcome = Outcome.BANNED if kept_out else Outcome.WARNED
    asker, settings = Asker(shop=shop, user=by, at=at), shop.area.protocol_on(on).parameters
    with telling(asker), transaction.atomic():
        budgets.take_question(asker, settings)
        spent = budgets.note_person(asker, settings, sanction.person.token)
        made = CounterCheck.objects.create(
            area=shop.area, shop=shop, asked_by=by, asked_at=at, outcome=outcome, person_token=sanction.person.token
        )
        open_details(made, reason=reason, by=by, at=at)
    if spent:
        raise_signal(asker, spent)
    return made
