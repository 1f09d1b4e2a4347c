"""A plan taken for one deed, as it stands now, so that two who act at once do not both find it open."""

from django.utils.translation import gettext as _

from participants.refusals import Refusal

from ..models import Plan, PlanPart, State


def taken(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("area").get(pk=plan.pk)


def taken_open(plan: Plan) -> Plan:
    """Refuses a plan that two people agreed on, or that waits for the second."""
    plan = taken(plan)
    if not plan.may_change:
        raise Refusal("plan_is_fixed", _("Dit plan is voorgelegd of goedgekeurd. Het verandert nu niet meer."))
    return plan


def taken_running(part: PlanPart) -> PlanPart:
    """A part of a plan that was approved and not closed."""
    plan = taken(part.plan)
    if plan.state is not State.APPROVED:
        raise Refusal("plan_does_not_run", _("Dit kan alleen bij een plan dat is goedgekeurd en nog loopt."))
    return PlanPart.objects.select_related("plan__area", "area").get(pk=part.pk)
