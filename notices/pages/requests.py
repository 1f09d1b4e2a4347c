"""A request or an objection of the person in a file: its letters, from facts that the coordinator fills in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bans.models import Sanction
from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.pages.answers import answer_form
from participants.pages.inputs import DateInput

from .. import reach
from ..actions import requests as actions
from ..requests import Change, Outcome, Request, Right
from ..rules import REQUEST_LETTERS

FORM_METHODS = ["GET", "HEAD", "POST"]


class RequestForm(forms.Form):
    right = forms.ChoiceField(label=gettext_lazy("waar gaat het om?"), choices=Right.choices, widget=forms.RadioSelect)
    received_on = forms.DateField(
        label=gettext_lazy("ontvangen op"),
        widget=DateInput(),
        help_text=gettext_lazy("De dag waarop het ons bereikte, op welke manier ook. Vanaf die dag telt de termijn."),
    )

    def request(self) -> Request:
        return Request(Right(self.cleaned_data["right"]), self.cleaned_data["received_on"])


class ExtensionForm(RequestForm):
    reasons = forms.CharField(
        label=gettext_lazy("waarom komt het antwoord later?"),
        max_length=actions.MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Deze tekst staat zo in de brief."),
    )


class DecisionForm(RequestForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("wat is besloten?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=gettext_lazy("waarom?"),
        max_length=actions.MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Deze tekst staat zo in de brief. Ga in op wat de persoon zegt."),
    )


class ChangeForm(forms.Form):
    change = forms.ChoiceField(
        label=gettext_lazy("wat is er veranderd?"), choices=Change.choices, widget=forms.RadioSelect
    )


@never_cache
@require_safe
def overview(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    sanction = reach.file_with_request(request.user, area, on, reference)
    letters = reach.letters_about(sanction, user=request.user, on=on).filter(kind__in=REQUEST_LETTERS)
    context = {
        "area": area,
        "sanction": sanction,
        "ended": bool(sanction.lifted_at or sanction.annulled_at),
        "notices": letters.select_related("addressed_to"),
        "shops": actions.shops_that_saw(sanction),
    }
    return render(request, "notices/requests.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def receipt(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    lead = _("Drempel rekent uit wanneer het antwoord er moet zijn: binnen 28 dagen, uiterlijk na een maand.")

    def print_it(sanction: Sanction, form: RequestForm) -> None:
        actions.print_receipt(sanction, request=form.request(), by=request.user, at=clock.now())

    return _page(request, slug, reference, RequestForm, print_it, title=_("Ontvangstbevestiging"), lead=lead)


@never_cache
@require_http_methods(FORM_METHODS)
def extension(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    lead = _(
        "Alleen in de eerste maand, als het antwoord echt meer tijd vraagt. Dan is er drie maanden vanaf ontvangst."
    )

    def print_it(sanction: Sanction, form: ExtensionForm) -> None:
        reasons = form.cleaned_data["reasons"]
        actions.print_extension(sanction, request=form.request(), reasons=reasons, by=request.user, at=clock.now())

    return _page(request, slug, reference, ExtensionForm, print_it, title=_("Het antwoord komt later"), lead=lead)


@never_cache
@require_http_methods(FORM_METHODS)
def decision(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    lead = _("De brief zegt ook waar de persoon kan klagen en dat de rechter kan meekijken.")

    def print_it(sanction: Sanction, form: DecisionForm) -> None:
        actions.print_decision(
            sanction,
            request=form.request(),
            outcome=Outcome(form.cleaned_data["outcome"]),
            reasons=form.cleaned_data["reasons"],
            by=request.user,
            at=clock.now(),
        )

    return _page(request, slug, reference, DecisionForm, print_it, title=_("Antwoord"), lead=lead)


@never_cache
@require_http_methods(FORM_METHODS)
def recipients(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    lead = _("Elke winkel die de gegevens zag krijgt een eigen brief. Daarin staat niet om wie het gaat.")

    def print_it(sanction: Sanction, form: ChangeForm) -> None:
        change = Change(form.cleaned_data["change"])
        actions.print_to_recipients(sanction, change=change, by=request.user, at=clock.now())

    return _page(request, slug, reference, ChangeForm, print_it, title=_("Bericht aan de winkels"), lead=lead)


def _page(
    request: SignedInRequest,
    slug: str,
    reference: str,
    form_class: type[Any],
    print_it: Callable[[Sanction, Any], None],
    **words: Any,
) -> HttpResponse:
    """One letter from one form; from there back to the letters of this request."""
    area = area_or_404(request.user, slug)
    sanction = reach.file_with_request(request.user, area, clock.today(), reference)
    form = form_class(request.POST if request.method == "POST" else None)
    back = reverse("notices:requests", args=[slug, reference])

    def deed() -> str:
        print_it(sanction, form)
        return back

    return answer_form(request, form, deed, button=_("Brief maken"), back=back, **words)
