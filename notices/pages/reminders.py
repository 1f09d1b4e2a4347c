"""Reminders: what is due for oneself, putting one off, and the decision half-way through a ban."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.log import record
from participants import clock
from participants.access import has_permission
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.pages.answers import answer_form
from participants.pages.inputs import DateInput
from participants.refusals import Refusal
from participants.roles import Permission

from .. import reach
from ..actions import reminders as actions
from ..reminders.due import Reminder, everything
from ..reminders.timetable import TIMETABLE

FORM_METHODS = ["GET", "HEAD", "POST"]
READERS = frozenset(permission for kind in TIMETABLE for permission in kind.who)


class SnoozeForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("opnieuw laten zien op"), widget=DateInput())
    reason = forms.CharField(
        label=gettext_lazy("waarom kan het wachten?"),
        max_length=actions.LONGEST_REASON,
        help_text=gettext_lazy("Geen namen."),
    )
    for_everybody = forms.BooleanField(label=gettext_lazy("voor iedereen, niet alleen voor mij"), required=False)

    def __init__(self, *args: Any, reminder: Reminder, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = actions.latest_until(reminder, on=reminder.on)
        self.fields["until"].widget.attrs["max"] = latest.isoformat()
        self.fields["until"].help_text = _("uiterlijk %s") % date_format(latest, "j F Y")
        self.initial["until"] = latest
        if not manages:
            del self.fields["for_everybody"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("reden"), max_length=actions.LONGEST_REASON)


@never_cache
@require_safe
def reminders(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, area_or_404(request.user, slug))


def _page(request: SignedInRequest, area: ShoppingArea, refusal: Refusal | None = None) -> HttpResponse:
    on = clock.today()
    if not permissions_of(request.user, area, on=on) & READERS:
        raise Http404
    found = everything(area, user=request.user, on=on)
    waiting = [reminder for reminder in found if reminder.snooze is None]
    record("reminders.viewed", subject=f"area:{area.slug}", by=request.user, area=area, rows=len(found))
    context = {
        "area": area,
        "late": [reminder for reminder in waiting if reminder.is_late],
        "open": [reminder for reminder in waiting if not reminder.is_late],
        "snoozed": [reminder for reminder in found if reminder.snooze],
        "refusal": refusal,
    }
    return render(request, "notices/reminders.html", context, status=422 if refusal else 200)


@never_cache
@require_http_methods(FORM_METHODS)
def snooze(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    reminder = reach.reminder_of(request.user, area, on, key)
    manages = has_permission(request.user, Permission.MANAGE_AREA, area=area, on=on)
    form = SnoozeForm(request.POST if request.method == "POST" else None, reminder=reminder, manages=manages)
    back = reverse("notices:reminders", args=[slug])

    def deed() -> str:
        facts = {"for_everybody": False, **form.cleaned_data}
        actions.snooze(area, reminder, **facts, by=request.user, at=clock.now())
        return back

    return answer_form(
        request,
        form,
        deed,
        title=_("Herinnering uitstellen"),
        lead=" ".join(filter(None, (reminder.fact.name and f"{reminder.fact.name}:", reminder.sentence))),
        button=_("Uitstellen"),
        back=back,
    )


@require_POST
def wake(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    reminder = reach.reminder_of(request.user, area, clock.today(), key)
    try:
        actions.wake(area, reminder, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _page(request, area, refusal)
    return redirect("notices:reminders", slug)


@never_cache
@require_http_methods(FORM_METHODS)
def keep_running(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    sanction = reach.file_to_end(request.user, area, clock.today(), reference)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = sanction.get_absolute_url()

    def deed() -> str:
        actions.keep_running(sanction, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    return answer_form(
        request,
        form,
        deed,
        title=_("Het verbod loopt door"),
        lead=_("Eindigt het verbod eerder, trek het dan in. Anders: waarom loopt het door?"),
        button=_("Vastleggen"),
        back=back,
    )
