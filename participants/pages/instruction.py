"""The instruction: cards to read, questions to answer, and the way back to the counter (R51)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import clock
from ..access import has_permission
from ..actions.instruction import confirm_instruction
from ..context import permissions_of
from ..doors import SignedInRequest, area_or_404
from ..instruction import attempt
from ..instruction.content import CARDS, QUESTIONS, wrong_in
from ..instruction.gate import InstructionMissingError, standing_of
from ..models import ShoppingArea
from ..refusals import Refusal
from ..roles import Permission
from .areas import FORM_METHODS

# Where one may have come from, and goes on to afterwards. Any other address leads to the first.
WAYS_BACK = ("bans:counter", "bans:brief")


class QuestionsForm(forms.Form):
    attempt = forms.CharField(max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, token: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attempt"].initial = token
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.text, choices=attempt.shuffled(question, token), widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for question in wrong_in(values):
            if question.code in values:
                self.add_error(question.code, question.explanation)
        return values


def opens_after_instruction(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the counter: whoever has no valid instruction is led to it, and comes back afterwards."""

    @wraps(view)
    def page(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, slug, *args, **kwargs)
        except InstructionMissingError:
            query = urlencode({"next": request.path}) if request.path in _ways_back(slug) else ""
            return HttpResponseRedirect(f"{reverse('participants:instruction', args=[slug])}?{query}".rstrip("?"))

    return page


@never_cache
@require_http_methods(FORM_METHODS)
def instruction(request: SignedInRequest, slug: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    asked = has_permission(request.user, Permission.CHECK_AT_COUNTER, area=area, on=clock.today())
    if not asked and (
        request.method == "POST" or Permission.MANAGE_AREA not in permissions_of(request.user, area, on=clock.today())
    ):
        raise Http404
    refusal = None
    token = attempt.begin(request.user, area, at=clock.now())
    form = QuestionsForm(token=token)
    if request.method == "POST":
        try:
            sent = request.POST.get("attempt", "")
            attempt.require_running(sent, request.user, area, at=clock.now())
            form = QuestionsForm(request.POST, token=sent)
            if form.is_valid():
                return _confirmed(request, area, form)
        except Refusal as caught:
            refusal = caught
    context = {
        "area": area,
        "cards": CARDS,
        "form": form if asked else None,
        "next": _way_back(request, slug),
        "refusal": refusal,
        "standing": standing_of(request.user, area, on=clock.today()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participants/instruction.html", context, status=status)


def _confirmed(request: SignedInRequest, area: ShoppingArea, form: QuestionsForm) -> HttpResponse:
    confirm_instruction(area, answers=form.cleaned_data, by=request.user, at=clock.now())
    last_day = standing_of(request.user, area, on=clock.today()).last_day
    day = date_format(last_day, "j F Y") if last_day else ""
    messages.success(request, _("Klaar. De balie is voor u open tot en met %s.") % day)
    return HttpResponseRedirect(_way_back(request, area.slug))


def _ways_back(slug: str) -> list[str]:
    return [reverse(name, args=[slug]) for name in WAYS_BACK]


def _way_back(request: SignedInRequest, slug: str) -> str:
    """Never an address that the request itself makes up."""
    known, asked = _ways_back(slug), request.POST.get("next") or request.GET.get("next")
    return asked if asked in known else known[0]
