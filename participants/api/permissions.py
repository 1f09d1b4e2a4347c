"""Who may come through a door of the API at all. The deed behind the door asks again."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from ..access import has_permission


class MayHere(BasePermission):
    """The permission that the view names for this method, in the view's area."""

    def has_permission(self, request: Request, view: Any) -> bool:
        needed = view.needs.get(request.method)
        # The area is looked up in any case: a stranger gets "not found" before "not allowed" (R8).
        area = view.area
        return needed is None or has_permission(view.user, needed, area=area, on=view.on)


class MayStartArea(BasePermission):
    """Reading is for everybody; a new area is set up by technical staff, as in the pages."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method != "POST" or view.user.is_staff
