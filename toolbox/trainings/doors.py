"""The look-ups with which the pages of trainings begin."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission

from .models import Certificate, Training, TrainingSession
from .reach import Reach


def area_for(request: SignedInRequest, slug: str, permission: Permission) -> ShoppingArea:
    """The area, for who holds this there; for anybody else the page does not exist."""
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, permission, area=area, on=clock.today()):
        raise Http404
    return area


def training_or_404(request: SignedInRequest, slug: str, pk: int, *, permission: Permission) -> Training:
    area = area_for(request, slug, permission)
    return get_object_or_404(Training.objects.select_related("area"), area=area, pk=pk)


def session_or_404(request: SignedInRequest, slug: str, pk: int, *, permission: Permission) -> TrainingSession:
    area = area_for(request, slug, permission)
    return get_object_or_404(TrainingSession.objects.select_related("area", "training"), area=area, pk=pk)


def session_within_reach(request: SignedInRequest, slug: str, pk: int) -> tuple[TrainingSession, Reach]:
    """A session, for who signs people up for it."""
    session = session_or_404(request, slug, pk, permission=Permission.SEE_PLANS)
    reach = Reach(request.user, session.area, clock.today())
    if not reach.signs_up:
        raise Http404
    return session, reach


def certificate_or_404(request: SignedInRequest, slug: str, number: str) -> Certificate:
    """A certificate, for its holder and for who sets up the area."""
    area = area_or_404(request.user, slug)
    rows = Certificate.objects.of_area(area)
    if not has_permission(request.user, Permission.MANAGE_AREA, area=area, on=clock.today()):
        rows = rows.filter(participant__user=request.user)
    return get_object_or_404(rows, number=number)
