"""Pages of the people with a role."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import clock
from ..accounts.invitations import send_invitation
from ..actions import people as actions
from ..doors import SignedInRequest
from ..instruction.gate import NEVER, standings_in
from ..models import Membership, ShoppingArea
from ..refusals import Refusal
from ..roles import ROLE_DESCRIPTIONS, ROLE_PERMISSIONS, Permission, Role
from .answers import answer_form
from .areas import FORM_METHODS, managed_area
from .forms import InviteForm

NOT_MAILED = gettext_lazy(
    "De rol is gegeven, maar de e-mail ging niet weg. Zeg deze persoon bij het inloggen te kiezen voor: "
    "wachtwoord vergeten."
)


@never_cache
@require_safe
def people(request: SignedInRequest, slug: str) -> HttpResponse:
    return _list(request, managed_area(request, slug))


def _list(request: SignedInRequest, area: ShoppingArea, refusal: Refusal | None = None) -> HttpResponse:
    rows = area.memberships.filter(ended_at=None).select_related("user", "shop").order_by("role", "user__name")
    roles = [(Role(role).label, text) for role, text in ROLE_DESCRIPTIONS.items()]
    standings = standings_in(area, on=clock.today())
    people = [(row, _at_counter(row), standings.get(row.user_id, NEVER)) for row in rows]
    instructed = {row.user_id: standing.valid for row, at_counter, standing in people if at_counter}
    context = {
        "area": area,
        "people": people,
        "counted": {"all": len(instructed), "valid": sum(instructed.values())},
        "roles": roles,
        "refusal": refusal,
    }
    return render(request, "participants/people.html", context, status=422 if refusal else 200)


def _at_counter(membership: Membership) -> bool:
    """Whether this role asks for the instruction (R51)."""
    return Permission.CHECK_AT_COUNTER in ROLE_PERMISSIONS[membership.role]


@never_cache
@require_http_methods(FORM_METHODS)
def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    form = InviteForm(request.POST or None, area=area)
    back = reverse("participants:people", args=[slug])

    def deed() -> str:
        membership = actions.invite(area, **form.cleaned_data, by=request.user, at=clock.now())
        if not send_invitation(membership, request=request, by=request.user):
            messages.warning(request, NOT_MAILED)
        return back

    lead = _("Deze persoon krijgt een e-mail met een link om zelf een wachtwoord te kiezen.")
    title = _("Iemand een rol geven")
    return answer_form(request, form, deed, title=title, lead=lead, button=_("Rol geven"), back=back)


@never_cache
@require_POST
def end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = managed_area(request, slug)
    membership = get_object_or_404(area.memberships.select_related("area"), pk=pk)
    try:
        actions.revoke(membership, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _list(request, area, refusal)
    return redirect("participants:people", slug)
