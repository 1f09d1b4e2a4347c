"""The register as far as one may see it, and the file of one sanction."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from participants import clock, second_factor
from participants.access import has_permission
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.roles import Permission

from .. import permissions, reach
from ..appearance import describe
from ..models.sanction import KIND_CHOICES, SCOPE_CHOICES, State

PAGE_SIZE = 25
# In the address of the file when somebody asks for address and birth date too.
IDENTITY = "adres"


@never_cache
@require_safe
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    held = permissions_of(request.user, area, on=on)
    if not held & {Permission.PROPOSE, Permission.SEE_WHOLE_REGISTER}:
        raise Http404
    rows = reach.files(request.user, area, on)
    chosen = {name: request.GET.get(name, "") for name in ("state", "kind", "scope")}
    rows = rows.in_state(chosen["state"], on)
    for name, choices in (("kind", KIND_CHOICES), ("scope", SCOPE_CHOICES)):
        if chosen[name] in dict(choices):
            rows = rows.filter(**{name: chosen[name]})
    page = Paginator(rows.order_by("-proposed_at"), PAGE_SIZE).get_page(request.GET.get("page"))
    record("register.viewed", subject=f"area:{area.slug}", by=request.user, area=area, rows=len(page))
    context = {
        "area": area,
        "page": page,
        "rows": [(sanction, sanction.status(on)) for sanction in page],
        "filters": [
            ("state", _("stand"), State.choices, chosen["state"]),
            ("kind", _("soort"), KIND_CHOICES, chosen["kind"]),
            ("scope", _("geldt voor"), SCOPE_CHOICES, chosen["scope"]),
        ],
        "chosen": urlencode(chosen),
    }
    return render(request, "bans/register.html", context)


@never_cache
@require_safe
def sanction(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    sanction = reach.file_or_404(request.user, area, on, reference)
    record(
        "person.viewed",
        subject=f"person:{sanction.person.token}",
        by=request.user,
        area=area,
        page="sanction",
    )
    user = request.user
    whole = permissions.can_see_where_they_live(user, area, on=on)
    asked = whole and IDENTITY in request.GET
    if asked and not second_factor.confirmed_recently(request, at=clock.now()):
        return second_factor.step_up(request, back=request.get_full_path())
    if asked:
        record("identity.viewed", subject=f"person:{sanction.person.token}", by=user, area=area)
    own = has_permission(user, Permission.PROPOSE, area=area, on=on, shop=sanction.shop)
    context = {
        "area": area,
        "sanction": sanction,
        "person": sanction.person,
        "photo": getattr(sanction.person, "photo", None),
        "description": describe(sanction.person.appearance),
        "status": sanction.status(on),
        "on": on,
        "days_left": sanction.days_left(on),
        "hidden": sanction.in_dispute_on(on),
        "whole": whole,
        "identity": asked,
        "own": own,
        "can_decide": permissions.can_decide(user, sanction, on=on),
        "can_serve": permissions.can_serve(user, sanction, on=on),
        "can_lift": permissions.can_lift(user, sanction, on=on),
        "can_report_breach": permissions.can_report_breach(user, sanction, on=on),
        "needs_minor_check": whole and sanction.person.apparently_minor and not sanction.person.minor_confirmed_at,
    }
    return render(request, "bans/sanction.html", context)
