"""The look-ups with which each page of the plans begins. What is not yours is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission

from ...catalogue.shelf import shelf
from ..models import Plan, PlanPart


def area_with(request: SignedInRequest, slug: str, permission: Permission = Permission.SEE_PLANS) -> ShoppingArea:
    area = area_or_404(request.user, slug)
    if permission not in permissions_of(request.user, area, on=clock.today()):
        raise Http404
    return area


def plan_with(request: SignedInRequest, slug: str, pk: int, permission: Permission = Permission.SEE_PLANS) -> Plan:
    area = area_with(request, slug, permission)
    return get_object_or_404(Plan.objects.filter(area=area).select_related("area__municipality"), pk=pk)


def part_with(
    request: SignedInRequest, slug: str, pk: int, number: int, permission: Permission = Permission.SEE_PLANS
) -> PlanPart:
    area = area_with(request, slug, permission)
    parts = PlanPart.objects.filter(area=area, plan=pk)
    return get_object_or_404(parts.select_related("area", "plan__area", "indicator", "legal_test__area"), pk=number)


def measure_title(code: str) -> str:
    measure = shelf(clock.today()).by_code.get(code)
    return measure.title if measure else code
