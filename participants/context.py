"""What every page shows around its own content: the area one is in, and where one can go."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from . import clock
from .access import running_memberships
from .models import ShoppingArea, User
from .roles import ROLE_PERMISSIONS, Permission

# URL name, label, and the permissions of which one is enough.
ENTRIES: tuple[tuple[str, Any, frozenset[Permission]], ...] = (
    (
        "bans:desk",
        lambda: _("Werk"),
        frozenset({Permission.PROPOSE, Permission.APPROVE}),
    ),
    ("bans:counter", lambda: _("Balie"), frozenset({Permission.CHECK_AT_COUNTER})),
    ("bans:incident-new", lambda: _("Voorval melden"), frozenset({Permission.REPORT_INCIDENT})),
    ("bans:register", lambda: _("Register"), frozenset({Permission.PROPOSE, Permission.SEE_WHOLE_REGISTER})),
    ("rights:desk", lambda: _("Verzoeken"), frozenset({Permission.HANDLE_REQUESTS, Permission.HEAR_OBJECTIONS})),
    ("oversight:desk", lambda: _("Toezicht"), frozenset({Permission.SEE_FIGURES})),
    ("toolbox:approach", lambda: _("Aanpak"), frozenset({Permission.SEE_PLANS})),
    ("participants:shops", lambda: _("Winkels"), frozenset({Permission.MANAGE_AREA, Permission.SEE_FIGURES})),
    ("participants:devices", lambda: _("Kassa's"), frozenset({Permission.MANAGE_TILLS, Permission.MANAGE_AREA})),
    ("bans:signals", lambda: _("Signalen"), frozenset({Permission.MANAGE_AREA})),
    ("participants:people", lambda: _("Mensen"), frozenset({Permission.MANAGE_AREA})),
    ("participants:log", lambda: _("Logboek"), frozenset({Permission.MANAGE_AREA, Permission.SEE_FIGURES})),
    ("participants:area", lambda: _("Gebied"), frozenset({Permission.MANAGE_AREA, Permission.SEE_FIGURES})),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `area`, `nav_items` and `may`, for the area in the address."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    if not (user and user.is_authenticated and slug):
        return {"nav_items": []}
    area = ShoppingArea.objects.visible_to(user).filter(slug=slug).first()
    if area is None:
        return {"nav_items": []}
    held = permissions_of(user, area, on=clock.today())
    items = [
        {
            "url": reverse(name, args=[area.slug]),
            "label": label(),
            "current": match is not None and match.view_name == name,
        }
        for name, label, needed in ENTRIES
        if held & needed
    ]
    return {"current_area": area, "nav_items": items, "may": {str(p): True for p in held}}


def permissions_of(user: User, area: ShoppingArea, *, on: dt.date) -> frozenset[Permission]:
    """Everything that the user's roles in the area allow."""
    roles = running_memberships(user, area, on=on).values_list("role", flat=True)
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))
