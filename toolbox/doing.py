"""From reading a measure to doing it: where a signed-in reader can go on, in each area in which she has a role."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.context import permissions_of
from participants.models import ShoppingArea, User
from participants.roles import Permission

from .catalogue.models import Measure

# Measures that do something of their own: the page where that begins, its words, and who may go there.
OWN_ROOMS: dict[str, tuple[str, Any, Permission]] = {
    "collective-shop-ban": ("bans:register", gettext_lazy("Naar het register"), Permission.PROPOSE),
    "resilience-training-retail": ("toolbox:trainings", gettext_lazy("Naar de trainingen"), Permission.SEE_PLANS),
    "e-learning-retail": ("toolbox:trainings", gettext_lazy("Naar de trainingen"), Permission.SEE_PLANS),
    "safety-scan-shop": ("toolbox:scan-new", gettext_lazy("Begin een scan"), Permission.WALK_SCANS),
    "environment-walk-and-design": ("toolbox:scan-new", gettext_lazy("Begin een scan"), Permission.WALK_SCANS),
    "local-shopping-area-partnership": (
        "toolbox:partnership",
        gettext_lazy("Naar de samenwerking"),
        Permission.SEE_PLANS,
    ),
}


@dataclass(frozen=True)
class Going:
    """An area, what stands in the way or not, and the doors."""

    area: ShoppingArea
    state: str
    doors: list[tuple[str, str]]


def goings(measure: Measure, user: User, *, on: dt.date) -> list[Going]:
    """For each area of the reader in which there is something to do with this measure."""
    found = []
    for area in ShoppingArea.objects.visible_to(user).order_by("name"):
        held = permissions_of(user, area, on=on)
        doors = [(address, str(label)) for address, label, needed in _doors(measure, area) if needed in held]
        if doors:
            found.append(Going(area, _state(measure, area, on), doors))
    return found


def _doors(measure: Measure, area: ShoppingArea) -> list[tuple[str, Any, Permission]]:
    test = f"{reverse('toolbox:test-new', args=[area.slug])}?maatregel={measure.code}"
    plans = reverse("toolbox:plans", args=[area.slug])
    doors = [
        (test, gettext_lazy("Toets of het mag"), Permission.MAKE_PLANS),
        (plans, gettext_lazy("Naar de plannen"), Permission.SEE_PLANS),
    ]
    if measure.code in OWN_ROOMS:
        name, label, needed = OWN_ROOMS[measure.code]
        doors.insert(0, (reverse(name, args=[area.slug]), label, needed))
    return doors


def _state(measure: Measure, area: ShoppingArea, on: dt.date) -> str:
    """Of the collective ban: whether the area has the permit without which there is none (R1)."""
    if measure.code != "collective-shop-ban":
        return ""
    permit = area.permit_on(on)
    if permit is None:
        return _("Dit gebied heeft nu geen vergunning van de AP. Tot die er is, kan er geen collectief verbod zijn.")
    if permit.valid_until is None:
        return _("Dit gebied heeft een vergunning van de AP.")
    return _("Dit gebied heeft een vergunning van de AP tot en met %(day)s.") % {
        "day": date_format(permit.valid_until, "j F Y")
    }
