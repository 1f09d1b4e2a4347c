"""One page of an area with a door to each room of the toolbox, and what is going on behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.roles import Permission

from .legal_test.models import LegalTest
from .partnerships.models import MeetingAction
from .plans.models import Plan
from .scans.models import Scan
from .trainings.models import TrainingSession


@dataclass(frozen=True)
class Room:
    """A door: its address by name, its words, who may enter, and what one hears through it."""

    name: str
    title: Any
    text: Any
    needs: frozenset[Permission]
    goes_on: Callable[[ShoppingArea], str]


def _plans(area: ShoppingArea) -> str:
    number = Plan.objects.filter(area=area, closed_at=None).count()
    return ngettext("%(number)s plan loopt of wordt gemaakt", "%(number)s plannen lopen of worden gemaakt", number) % {
        "number": number
    }


def _tests(area: ShoppingArea) -> str:
    number = LegalTest.objects.filter(area=area).open().count()
    return ngettext("%(number)s toets is bezig", "%(number)s toetsen zijn bezig", number) % {"number": number}


def _scans(area: ShoppingArea) -> str:
    number = Scan.objects.filter(area=area).finished().count()
    return ngettext("%(number)s scan is af", "%(number)s scans zijn af", number) % {"number": number}


def _trainings(area: ShoppingArea) -> str:
    number = TrainingSession.objects.filter(area=area).ahead(clock.today()).count()
    return ngettext("%(number)s bijeenkomst gepland", "%(number)s bijeenkomsten gepland", number) % {"number": number}


def _together(area: ShoppingArea) -> str:
    number = MeetingAction.objects.filter(area=area).open().count()
    return ngettext("%(number)s actie staat open", "%(number)s acties staan open", number) % {"number": number}


SEES = frozenset({Permission.SEE_PLANS})
ROOMS = (
    Room("scans", _("Veiligheidsscans"), _("Loop met de telefoon door een winkel of gebied en zie wat beter kan."),
         frozenset({Permission.WALK_SCANS}), _scans),
    Room("tests", _("Toetsen"), _("Elf vragen: mag deze maatregel hier, en waarom."), SEES, _tests),
    Room("plans", _("Plannen"), _("Van probleem en cijfers naar maatregelen, besluit en terugblik."), SEES, _plans),
    Room("trainings", _("Trainingen"), _("Bijeenkomsten, wie er was, en certificaten."), SEES, _trainings),
    Room("partnership", _("Samenwerking"), _("Partners, convenant, overleg en acties."), SEES, _together),
)  # fmt: skip


@never_cache
@require_safe
def approach(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    held = permissions_of(request.user, area, on=clock.today())
    rooms = [
        {"address": reverse(f"toolbox:{room.name}", args=[slug]), "room": room, "goes_on": room.goes_on(area)}
        for room in ROOMS
        if room.needs & held
    ]
    if not rooms:
        raise Http404
    return render(request, "toolbox/approach.html", {"area": area, "rooms": rooms})
