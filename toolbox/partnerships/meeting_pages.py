"""Pages of meetings: the minutes, and the actions that came of them."""

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

from . import meeting_actions
from .doors import may_write, readers_area, writers_area
from .forms import ActionForm, CloseForm, MeetingForm
from .meeting_actions import MeetingFacts
from .models import Meeting

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def meeting(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The minutes, to read and to print."""
    area, on = readers_area(request, slug), clock.today()
    found = get_object_or_404(area.meetings.select_related("area"), pk=pk)
    context = {
        "area": area,
        "meeting": found,
        "partners": found.partners.all(),
        "actions": [(row, row.is_late(on)) for row in found.actions.select_related("area", "partner")],
        "can_write": may_write(request, area),
    }
    return render(request, "toolbox/partnerships/meeting.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def meeting_new(request: SignedInRequest, slug: str) -> HttpResponse:
    return _meeting_form(request, writers_area(request, slug), None)


@never_cache
@require_http_methods(FORM_METHODS)
def meeting_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = writers_area(request, slug)
    return _meeting_form(request, area, get_object_or_404(area.meetings.select_related("area"), pk=pk))


def _meeting_form(request: SignedInRequest, area: ShoppingArea, meeting: Meeting | None) -> HttpResponse:
    form = MeetingForm(request.POST or None, instance=meeting, area=area, on=clock.today())

    def deed() -> str:
        data = form.cleaned_data
        facts = MeetingFacts(data["held_on"], data["subject"], list(data["partners"]), form.lines())
        row = meeting_actions.save_meeting(area, facts=facts, meeting=meeting, by=request.user, at=clock.now())
        return row.get_absolute_url()

    title = _("Overleg wijzigen") if meeting else _("Overleg vastleggen")
    back = meeting.get_absolute_url() if meeting else reverse("toolbox:partnership", args=[area.slug])
    return answer_form(request, form, deed, title=title, button=_("Opslaan"), back=back)


@never_cache
@require_http_methods(FORM_METHODS)
def action_new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = writers_area(request, slug)
    found = get_object_or_404(area.meetings.select_related("area"), pk=pk)
    form = ActionForm(request.POST or None, area=area, on=clock.today())

    def deed() -> str:
        meeting_actions.add_action(found, **form.cleaned_data, by=request.user, at=clock.now())
        return found.get_absolute_url()

    lead = _("Een actie is van een organisatie. Schrijf geen namen van mensen op.")
    context = {"title": _("Actie toevoegen"), "lead": lead, "button": _("Toevoegen")}
    return answer_form(request, form, deed, back=found.get_absolute_url(), **context)


@never_cache
@require_http_methods(FORM_METHODS)
def action(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """How an action ends: done, or dropped with a reason."""
    area = writers_area(request, slug)
    found = get_object_or_404(area.meeting_actions.select_related("area", "meeting__area"), pk=pk)
    form = CloseForm(request.POST or None, initial={"done_on": clock.today()})
    back = found.meeting.get_absolute_url()

    def deed() -> str:
        data, at = form.cleaned_data, clock.now()
        if data["outcome"] == CloseForm.DONE:
            meeting_actions.complete(found, done_on=data["done_on"], by=request.user, at=at)
        else:
            meeting_actions.drop(found, reason=data["dropped_reason"], by=request.user, at=at)
        return back

    return answer_form(request, form, deed, title=found.what, button=_("Afsluiten"), back=back)
