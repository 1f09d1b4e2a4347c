"""The look-ups with which every page of a scan begins."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission

from .models import Scan


def walker_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who may walk there; for anybody else there are no scans."""
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, Permission.WALK_SCANS, area=area, on=clock.today()):
        raise Http404
    return area


def scan_or_404(request: SignedInRequest, slug: str, token: str) -> Scan:
    area = walker_area(request, slug)
    rows = Scan.objects.visible_to(request.user, area, on=clock.today())
    return get_object_or_404(rows.select_related("area", "shop"), token=token)


def may_manage(request: SignedInRequest, scan: Scan) -> bool:
    """Whether the user is the coordinator, who may take a scan and what is in it away."""
    return has_permission(request.user, Permission.MANAGE_AREA, area=scan.area, on=clock.today())


def open_scan_or_404(request: SignedInRequest, slug: str, token: str) -> Scan:
    """A scan that is still being walked."""
    scan = scan_or_404(request, slug, token)
    if scan.is_finished:
        raise Http404
    return scan
