"""The look-ups with which every page of the partnership begins."""

from django.http import Http404

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission


def readers_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who may read its partnership; for anybody else there is none."""
    return _area(request, slug, Permission.SEE_PLANS)


def writers_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who keeps its partnership."""
    return _area(request, slug, Permission.MAKE_PLANS)


def _area(request: SignedInRequest, slug: str, permission: Permission) -> ShoppingArea:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, permission, area=area, on=clock.today()):
        raise Http404
    return area


def may_write(request: SignedInRequest, area: ShoppingArea) -> bool:
    return has_permission(request.user, Permission.MAKE_PLANS, area=area, on=clock.today())
