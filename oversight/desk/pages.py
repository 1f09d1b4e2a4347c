"""The pages of the auditor: all her areas at a glance, and one area with everything that leads further."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.heads import newest_head
from audit.log import record
from audit.models import Head
from participants import area_lock, clock
from participants.access import memberships_anywhere
from participants.context import permissions_of
from participants.doors import SignedInRequest
from participants.models import Municipality, Permit, ShoppingArea, User
from participants.roles import ROLE_PERMISSIONS, Permission

from ..checks.showing import findings_in
from ..gaps import gaps_of
from ..sampling.doors import overseen_area
from ..sampling.models import Sample
from . import papers


@dataclass(frozen=True)
class Seen:
    """An area at a glance."""

    area: ShoppingArea
    municipality: Municipality
    permit: Permit | None
    findings: int
    sample: Sample | None

    @classmethod
    def of(cls, area: ShoppingArea, *, on: dt.date) -> "Seen":
        latest = area.samples.order_by("-drawn_at").first()
        return cls(area, area.municipality.on(on), area.permit_on(on), findings_in(area, on=on), latest)


def areas_of(user: User, *, on: dt.date) -> list[ShoppingArea]:
    """The areas that somebody oversees or answers for today."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.SEE_FIGURES in held]
    here = memberships_anywhere(user, on=on).filter(role__in=roles).values("area")
    return list(ShoppingArea.objects.filter(pk__in=here).select_related("municipality__merged_into"))


@never_cache
@require_safe
def areas(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    found = areas_of(request.user, on=on)
    if not found:
        raise Http404
    seen = []
    for area in found:
        # No area is in the address: each is entered by itself, or the second lock would hide all of it.
        with area_lock.one_area(area):
            seen.append(Seen.of(area, on=on))
            record("oversight.viewed", subject=f"area:{area.slug}", by=request.user, area=area)
    return render(request, "oversight/desk/areas.html", {"seen": seen, "on": on})


@never_cache
@require_safe
def area(request: SignedInRequest, slug: str) -> HttpResponse:
    found, on = overseen_area(request, slug), clock.today()
    record("oversight.viewed", subject=f"area:{slug}", by=request.user, area=found)
    head: Head | None = newest_head(slug)
    context = {
        "area": found,
        "on": on,
        "seen": Seen.of(found, on=on),
        "held": permissions_of(request.user, found, on=on),
        "permits": papers.permits(found),
        "versions": papers.versions(found, on=on),
        "participants": papers.participants(found, on=on),
        "evaluation": found.evaluations.first(),
        "head": head,
        # The year before and the part of this one that is over: what an auditor would compare.
        "gaps": gaps_of(found, first=dt.date(on.year - 1, 1, 1), last=on, on=on),
    }
    return render(request, "oversight/desk/area.html", context)
