"""Taking in a plan that another municipality made, as a draft of our own."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..exchange import Complaint, PlanFile, PlanUnreadable, read_file
from ..models import Indicator, Plan, PlanPart, Source
from ..screening import screen_needed
from .parts import PartDraft, check_part
from .plans import PlanDraft, check_draft


@transaction.atomic
def import_plan(area: ShoppingArea, *, data: bytes, by: User, at: dt.datetime) -> Plan:
    """A new draft out of a file, by the same rules as one that was typed. Whatever is wrong is told, each with its
    place in the file, and then nothing is kept."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=area, on=on)
    read, complaints = read_file(data), list[Complaint]()
    draft = _tried(lambda: check_draft(PlanDraft(**read.plan)), "", complaints)
    if draft is None:
        raise PlanUnreadable(complaints)
    plan = Plan.objects.create(area=area, made_by=by, made_at=at, **vars(draft))
    indicators = _indicators(plan, read, complaints)
    for place, values in enumerate(read.parts):
        _part(plan, values, indicators, f"parts[{place}].", complaints, on=on)
    if complaints:
        raise PlanUnreadable(complaints)
    record("plan.imported", subject=f"plan:{plan.pk}", by=by, area=area, parts=len(read.parts))
    return plan


def _indicators(plan: Plan, read: PlanFile, complaints: list[Complaint]) -> dict[str, Indicator]:
    """By name, without figures: those of another area are none of ours."""
    made: dict[str, Indicator] = {}
    for place, values in enumerate(read.indicators):
        where = f"indicators[{place}]."
        refused = len(complaints)
        for name in ("name", "unit"):
            _tried(lambda name=name, values=values: screen_needed(values[name], name), where, complaints)  # type: ignore[misc]
        if len(complaints) > refused:
            continue
        if values["name"] in made:
            complaints.append(Complaint(f"{where}name", _("Deze naam staat er twee keer.")))
            continue
        facts = {"name": values["name"], "unit": values["unit"], "source": Source.OWN}
        made[values["name"]] = Indicator.objects.create(area=plan.area, plan=plan, **facts)
    return made


def _part(
    plan: Plan,
    values: dict[str, Any],
    indicators: dict[str, Indicator],
    where: str,
    complaints: list[Complaint],
    *,
    on: dt.date,
) -> None:
    name = values.pop("indicator")
    if name and name not in indicators:
        complaints.append(Complaint(f"{where}indicator", _("Deze cijfers staan niet in het bestand.")))
    draft = PartDraft(measure_code=values.pop("measure"), indicator=indicators.get(name), **values)
    checked = _tried(lambda: check_part(plan, draft, on=on), where, complaints)
    if checked is not None:
        PlanPart.objects.create(area=plan.area, plan=plan, **checked.facts())


def _tried(check: Callable[[], Any], where: str, complaints: list[Complaint]) -> Any:
    """What the check gives; None where it refuses, with a complaint about the place that it means."""
    try:
        return check()
    except Refusal as refusal:
        field = {"measure_code": "measure"}.get(refusal.field or "", refusal.field or "")
        complaints.append(Complaint(where + field, str(refusal.message)))
        return None
