"""The look-up with which every page and every answer of the API begins."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from . import area_lock, clock
from .access import running_memberships
from .models import ShoppingArea, User


class SignedInRequest(HttpRequest):
    """A request to a page that is closed to visitors, so that there is a user (LoginRequiredMiddleware)."""

    user: User  # type: ignore[assignment]


def area_or_404(user: User, slug: str) -> ShoppingArea:
    """The area, for who has a running role in it; a stranger and a leaver find nothing (R5, R8).

    From here on the database shows this area's rows alone.
    """
    area = get_object_or_404(ShoppingArea.objects.visible_to(user), slug=slug)
    if not running_memberships(user, area, on=clock.today()).exists():
        raise Http404
    area_lock.enter(area)
    return area
