"""Deeds on one sanction: one page for each, with a reason where one is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.models import User
from participants.pages.answers import answer_form

from .. import reach
from ..actions import decisions, endings
from ..models import Sanction
from .forms import HoldForm, ReasonForm

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Deed:
    """A page for one deed: its words, its form, the action, and whether the file is still there after it."""

    title: Any
    button: Any
    act: Callable[[Sanction, User, dict[str, Any]], Any]
    form: type[forms.Form] = forms.Form
    lead: Any = ""
    danger: bool = False
    file_stays: bool = True


DEEDS: dict[str, Deed] = {
    "goedkeuren": Deed(
        _("Goedkeuren"),
        _("Ik keur dit goed"),
        lambda s, user, data: decisions.approve(s, by=user, at=clock.now()),
        lead=_("U beslist als tweede persoon. Uw naam komt bij dit besluit te staan."),
    ),
    "afwijzen": Deed(
        _("Afwijzen"),
        _("Afwijzen"),
        lambda s, user, data: decisions.reject(s, **data, by=user, at=clock.now()),
        form=ReasonForm,
        lead=_("Het voorstel verdwijnt dan bij alle winkels."),
        danger=True,
        file_stays=False,
    ),
    "verbergen": Deed(
        _("Verbergen voor de balies"),
        _("Verbergen"),
        lambda s, user, data: endings.restrict(s, by=user, at=clock.now()),
        lead=_("Zolang er verschil van mening is, ziet geen balie deze maatregel."),
    ),
    "tonen": Deed(
        _("Weer tonen aan de balies"),
        _("Weer tonen"),
        lambda s, user, data: endings.unrestrict(s, by=user, at=clock.now()),
    ),
    "houden": Deed(
        _("Houden na herziening"),
        _("De maatregel blijft"),
        lambda s, user, data: decisions.settle_review(s, **data, by=user, at=clock.now()),
        form=ReasonForm,
        lead=_("Iets waarop deze maatregel rustte is veranderd. Leg uit waarom hij toch blijft."),
    ),
    "bewaren": Deed(
        _("Bewaren voor een rechtszaak"),
        _("Bewaren"),
        lambda s, user, data: endings.hold(s.person, **data, by=user, at=clock.now()),
        form=HoldForm,
        lead=_("Alleen u ziet het dossier dan nog, ook na de laatste dag."),
    ),
    "vrijgeven": Deed(
        _("Niet langer bewaren"),
        _("Niet langer bewaren"),
        lambda s, user, data: endings.release(s.person, by=user, at=clock.now()),
        lead=_("Wat al is afgelopen, wordt bij de volgende opruiming verwijderd."),
    ),
    "jonger": Deed(
        _("Jonger dan 18 bevestigen"),
        _("Ja, deze persoon lijkt jonger dan 18"),
        lambda s, user, data: decisions.confirm_minor(s.person, minor=True, by=user, at=clock.now()),
    ),
    "volwassen": Deed(
        _("Volwassen"),
        _("Nee, deze persoon is volwassen"),
        lambda s, user, data: decisions.confirm_minor(s.person, minor=False, by=user, at=clock.now()),
    ),
}


@never_cache
@require_http_methods(FORM_METHODS)
def decide(request: SignedInRequest, slug: str, reference: str, deed: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    page = DEEDS.get(deed)
    if page is None:
        raise Http404
    sanction = reach.proposal_or_404(request.user, area, clock.today(), reference)
    form = page.form(request.POST if request.method == "POST" else None)

    def act() -> str:
        page.act(sanction, request.user, form.cleaned_data)
        if page.file_stays and reach.files(request.user, area, clock.today()).filter(pk=sanction.pk).exists():
            return sanction.get_absolute_url()
        return reverse("bans:desk", args=[slug])

    return answer_form(
        request,
        form,
        act,
        title=f"{page.title} – {sanction.label} {sanction.reference}",
        lead=page.lead,
        button=page.button,
        button_class="button--danger" if page.danger else "",
        back=sanction.get_absolute_url(),
    )
