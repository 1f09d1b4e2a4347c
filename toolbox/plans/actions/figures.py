"""Giving a plan its figures: a table that somebody made, or what the register counted."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..baseline import counted_in_register
from ..models import Figure, Indicator, Plan, Source, State
from ..screening import screen_needed
from .locking import taken

# Kept as they are, whoever counts: the name of what the register tells.
NAME, UNIT = "Voorvallen in het register", "voorvallen"
Months = Mapping[dt.date, int | None]


@transaction.atomic
def add_own_figures(plan: Plan, *, name: str, unit: str, months: Months, by: User, at: dt.datetime) -> Indicator:
    """Figures by month under this name. Under a name that the plan has already, months are added to those.

    As long as the plan is open a month that is there gets the new count. Afterwards only new months are taken: what
    was decided on, and what an evaluation compares with, stays.
    """
    plan = _taken(plan, by=by, at=at)
    facts = {"area": plan.area, "unit": screen_needed(unit, "unit"), "source": Source.OWN}
    found, _made = Indicator.objects.get_or_create(plan=plan, name=screen_needed(name, "name"), defaults=facts)
    if found.source != Source.OWN:
        raise Refusal("name_taken", _("Deze naam is al van cijfers uit het register."), field="name")
    if not plan.may_change:
        _refuse_early(plan, found, months)
    there = sorted(set(found.months()) & set(months))
    if there and not plan.may_change:
        told = ", ".join(f"{month:%Y-%m}" for month in there)
        raise Refusal(
            "month_is_there", _("Deze maanden staan er al en blijven zoals ze zijn: %s.") % told, field="file"
        )
    found.figures.filter(month__in=there).delete()
    return _keep(found, months, by=by)


@transaction.atomic
def count_in_register(plan: Plan, *, by: User, at: dt.datetime) -> Indicator:
    """Incidents of the area by month, small counts left empty (R70).

    A month is counted once, for all plans of the area: two counts that differ by one would tell of one.
    """
    plan = _taken(plan, by=by, at=at)
    facts = {"area": plan.area, "unit": UNIT, "name": NAME}
    if plan.indicators.filter(name=NAME).exclude(source=Source.REGISTER).exists():
        sentence = _("Dit plan heeft al eigen cijfers met de naam “%s”. Geef die een andere naam.")
        raise Refusal("name_taken", sentence % NAME)
    found, _made = Indicator.objects.get_or_create(plan=plan, source=Source.REGISTER, defaults=facts)
    there = found.months()
    counted = counted_in_register(plan.area, on=dutch_date(at))
    earlier = dict(
        Figure.objects.filter(area=plan.area, indicator__source=Source.REGISTER).values_list("month", "count")
    )
    new = {month: earlier.get(month, count) for month, count in counted.items() if month not in there}
    return _keep(found, new, by=by)


def _refuse_early(plan: Plan, indicator: Indicator, months: Months) -> None:
    """After the decision only what came since is taken: the months before a measure, and of one that was evaluated
    those in which it ran, are what somebody judged by."""
    for part in plan.parts.filter(indicator=indicator).select_related("evaluation"):
        until = part.last_day if part.written_evaluation else part.starts_on
        if any(month < until for month in months):
            sentence = _("Maanden van voor %s staan vast sinds het besluit.")
            raise Refusal("months_are_fixed", sentence % f"{until:%Y-%m}", field="file")


def _taken(plan: Plan, *, by: User, at: dt.datetime) -> Plan:
    require(by, Permission.MAKE_PLANS, area=plan.area, on=dutch_date(at))
    plan = taken(plan)
    if plan.state is State.CLOSED:
        raise Refusal("plan_is_closed", _("Dit plan is gesloten."))
    return plan


def _keep(indicator: Indicator, months: Months, *, by: User) -> Indicator:
    Figure.objects.bulk_create(
        Figure(area=indicator.area, indicator=indicator, month=month, count=count) for month, count in months.items()
    )
    facts = {"months": len(months), "source": indicator.source}
    record("plan.figures_added", subject=f"plan:{indicator.plan_id}", by=by, area=indicator.area, **facts)
    return indicator
