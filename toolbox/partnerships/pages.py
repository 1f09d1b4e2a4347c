"""Pages of the partnership: the whole of it, its partners and its covenants."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.models import ShoppingArea
from participants.pages.answers import answer_form

from . import actions
from .actions import CovenantFacts, PartnerFacts
from .doors import may_write, readers_area, writers_area
from .forms import CovenantForm, PartnerForm
from .models import Covenant, Partner

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def partnership(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = readers_area(request, slug), clock.today()
    partners = list(area.partners.all())
    waiting = area.meeting_actions.open().select_related("area", "partner")
    context = {
        "area": area,
        "partners": [partner for partner in partners if partner.left_on is None or partner.left_on > on],
        "left": [partner for partner in partners if partner.left_on is not None and partner.left_on <= on],
        "covenants": [(row, row.standing(on)) for row in area.covenants.select_related("area")],
        "meetings": area.meetings.select_related("area"),
        "actions": [(action, action.is_late(on)) for action in waiting],
        "can_write": may_write(request, area),
    }
    return render(request, "toolbox/partnerships/partnership.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def partner_new(request: SignedInRequest, slug: str) -> HttpResponse:
    return _partner_form(request, writers_area(request, slug), None)


@never_cache
@require_http_methods(FORM_METHODS)
def partner(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = writers_area(request, slug)
    return _partner_form(request, area, get_object_or_404(area.partners, pk=pk))


def _partner_form(request: SignedInRequest, area: ShoppingArea, partner: Partner | None) -> HttpResponse:
    form = PartnerForm(request.POST or None, instance=partner)
    back = reverse("toolbox:partnership", args=[area.slug])

    def deed() -> str:
        facts = PartnerFacts(**form.cleaned_data)
        actions.save_partner(area, facts=facts, partner=partner, by=request.user, at=clock.now())
        return back

    title = partner.organisation if partner else _("Nieuwe partner")
    return answer_form(request, form, deed, title=title, button=_("Opslaan"), back=back)


@never_cache
@require_safe
def covenant(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = readers_area(request, slug)
    found = get_object_or_404(area.covenants.select_related("area"), pk=pk)
    context = {
        "area": area,
        "covenant": found,
        "standing": found.standing(clock.today()),
        "can_write": may_write(request, area),
    }
    return render(request, "toolbox/partnerships/covenant.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def covenant_new(request: SignedInRequest, slug: str) -> HttpResponse:
    return _covenant_form(request, writers_area(request, slug), None)


@never_cache
@require_http_methods(FORM_METHODS)
def covenant_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = writers_area(request, slug)
    return _covenant_form(request, area, get_object_or_404(area.covenants.select_related("area"), pk=pk))


def _covenant_form(request: SignedInRequest, area: ShoppingArea, covenant: Covenant | None) -> HttpResponse:
    form = CovenantForm(request.POST or None, instance=covenant)
    back = covenant.get_absolute_url() if covenant else reverse("toolbox:partnership", args=[area.slug])

    def deed() -> str:
        facts = CovenantFacts(**form.cleaned_data)
        row = actions.save_covenant(area, facts=facts, covenant=covenant, by=request.user, at=clock.now())
        return row.get_absolute_url()

    title = _("Convenant wijzigen") if covenant else _("Nieuw convenant")
    return answer_form(request, form, deed, title=title, button=_("Opslaan"), back=back)
