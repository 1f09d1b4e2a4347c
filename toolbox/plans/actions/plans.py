"""Making a plan, and the round in which a second person decides on it."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ...catalogue.shelf import shelf
from ...catalogue.taxonomy import ExamplePlan
from ..models import Plan, PlanPart, State, WarningAnswer
from ..screening import screen_needed
from ..warnings import warnings_of
from .locking import taken, taken_open

# An example knows no roles; whoever works it out says better.
SOMEBODY = "aanspreekpunt"
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class PlanDraft:
    """What somebody typed about a plan as a whole."""

    title: str
    problem: str
    goal: str
    starts_on: dt.date
    ends_on: dt.date
    budget: int = 0


def check_draft(draft: PlanDraft) -> PlanDraft:
    """The draft as it may be kept. Refuses days the wrong way round, and texts that do not belong in a plan (R68)."""
    refuse_backward(draft.starts_on, draft.ends_on, field="ends_on")
    texts = {name: screen_needed(getattr(draft, name), name) for name in ("title", "problem", "goal")}
    return PlanDraft(**{**asdict(draft), **texts})


def refuse_backward(first: dt.date, last: dt.date, *, field: str) -> None:
    """Refuse days the wrong way round, and years in which no plan lies (a typing error, or "for ever")."""
    if not (FIRST_YEAR <= first.year <= LAST_YEAR and FIRST_YEAR <= last.year <= LAST_YEAR):
        raise Refusal("year_out_of_reach", _("Kies een dag tussen 2000 en 2100."), field=field)
    if last < first:
        raise Refusal("ends_before_it_starts", _("De laatste dag ligt voor de eerste dag."), field=field)


@transaction.atomic
def create_plan(
    area: ShoppingArea, *, draft: PlanDraft, by: User, at: dt.datetime, example: ExamplePlan | None = None
) -> Plan:
    """A new draft; from an example with its measures as parts, each as long as the plan, to be worked out."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=area, on=on)
    plan = Plan.objects.create(area=area, made_by=by, made_at=at, **asdict(check_draft(draft)))
    for measure in shelf(on).named(example.measures if example else ()):
        PlanPart.objects.create(
            area=area,
            plan=plan,
            measure_code=measure.code,
            owner=measure.parties[0],
            owner_role=SOMEBODY,
            partners=measure.partners,
            starts_on=plan.starts_on,
            last_day=plan.ends_on,
        )
    record("plan.made", subject=f"plan:{plan.pk}", by=by, area=area, example=example.code if example else "")
    return plan


@transaction.atomic
def change_plan(plan: Plan, *, draft: PlanDraft, by: User, at: dt.datetime) -> Plan:
    """Other words, days or money, as long as the plan is a draft or was sent back."""
    require(by, Permission.MAKE_PLANS, area=plan.area, on=dutch_date(at))
    plan = taken_open(plan)
    facts = asdict(check_draft(draft))
    changed = [name for name, value in facts.items() if getattr(plan, name) != value]
    for name in changed:
        setattr(plan, name, facts[name])
    plan.save(update_fields=changed)
    record("plan.changed", subject=f"plan:{plan.pk}", by=by, area=plan.area, fields=changed)
    return plan


@transaction.atomic
def answer_warning(plan: Plan, *, key: str, reason: str, by: User, at: dt.datetime) -> WarningAnswer:
    """Say why the plan goes against this warning. A later reason takes the place of an earlier one."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=plan.area, on=on)
    plan = taken_open(plan)
    if key not in {row.caution.key for row in warnings_of(plan, on=on) if not row.caution.is_note}:
        raise Refusal("no_such_warning", _("Deze waarschuwing geldt niet meer."))
    facts = {"reason": screen_needed(reason, "reason"), "answered_by": by, "answered_at": at, "area": plan.area}
    answer, _made = WarningAnswer.objects.update_or_create(plan=plan, key=key, defaults=facts)
    record("plan.warning_answered", subject=f"plan:{plan.pk}", by=by, area=plan.area, warning=key)
    return answer


@transaction.atomic
def put_forward(plan: Plan, *, by: User, at: dt.datetime) -> Plan:
    """Lay the plan before a second person. Refuses one without a part, and one with a warning without a reason."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=plan.area, on=on)
    plan = taken_open(plan)
    if not plan.parts.exists():
        raise Refusal("plan_is_empty", _("Zet eerst een maatregel in het plan."))
    if any(row.is_open for row in warnings_of(plan, on=on)):
        raise Refusal("warnings_open", _("Geef eerst bij elke waarschuwing een reden, of pas het plan aan."))
    plan.put_forward_by, plan.put_forward_at = by, at
    plan.save(update_fields=["put_forward_by", "put_forward_at"])
    record("plan.put_forward", subject=f"plan:{plan.pk}", by=by, area=plan.area)
    return plan


@transaction.atomic
def approve(plan: Plan, *, by: User, at: dt.datetime) -> Plan:
    """The second person agrees. Whoever put it forward never does."""
    plan = _taken_to_decide(plan, by=by, at=at)
    plan.approved_by, plan.approved_at = by, at
    plan.save(update_fields=["approved_by", "approved_at"])
    record("plan.approved", subject=f"plan:{plan.pk}", by=by, area=plan.area)
    return plan


@transaction.atomic
def send_back(plan: Plan, *, reason: str, by: User, at: dt.datetime) -> Plan:
    """The second person asks for changes. The plan is open again, with the reason to be read."""
    plan = _taken_to_decide(plan, by=by, at=at)
    plan.sent_back_reason = screen_needed(reason, "reason")
    plan.sent_back_by, plan.sent_back_at = by, at
    plan.put_forward_by, plan.put_forward_at = None, None
    names = ["sent_back_reason", "sent_back_by", "sent_back_at", "put_forward_by", "put_forward_at"]
    plan.save(update_fields=names)
    record("plan.sent_back", subject=f"plan:{plan.pk}", by=by, area=plan.area)
    return plan


def _taken_to_decide(plan: Plan, *, by: User, at: dt.datetime) -> Plan:
    require(by, Permission.DECIDE_PLANS, area=plan.area, on=dutch_date(at))
    plan = taken(plan)
    if plan.state is not State.PUT_FORWARD:
        raise Refusal("not_waiting", _("Dit plan ligt niet voor, of er is al over beslist."))
    if plan.put_forward_by_id == by.pk:
        raise Refusal("same_person", _("U legde dit plan zelf voor. Een ander beslist erover."))
    return plan


@transaction.atomic
def close(plan: Plan, *, by: User, at: dt.datetime) -> Plan:
    """The plan is done. Refuses as long as somebody has yet to write what came of a part."""
    require(by, Permission.MAKE_PLANS, area=plan.area, on=dutch_date(at))
    plan = taken(plan)
    if plan.state is not State.APPROVED:
        raise Refusal("plan_does_not_run", _("Dit kan alleen bij een plan dat is goedgekeurd en nog loopt."))
    if plan.parts.filter(evaluation=None).exists():
        raise Refusal("not_evaluated", _("Schrijf eerst van elk onderdeel op of het hielp."))
    plan.closed_by, plan.closed_at = by, at
    plan.save(update_fields=["closed_by", "closed_at"])
    record("plan.closed", subject=f"plan:{plan.pk}", by=by, area=plan.area)
    return plan
