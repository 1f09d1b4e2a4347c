"""Pages for the name of one file: ask, decide, and see it for a day."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form

from .actions import names
from .doors import answers, auditors_area, item_or_404, overseen_area, sample_or_404
from .forms import ConfirmForm, NameForm, ReasonForm
from .models import NameRequest, SampleItem
from .pages import FORM_METHODS


@never_cache
@require_http_methods(FORM_METHODS)
def ask_name(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    area = auditors_area(request, slug)
    found = item_or_404(sample_or_404(area, token), number, on=clock.today())
    form = NameForm(request.POST or None)

    def deed() -> str:
        names.request_name(found, **form.cleaned_data, by=request.user, at=clock.now())
        return found.get_absolute_url()

    lead = _(
        "De vereniging beslist. U ziet dan één dag lang alleen de naam. Dat staat in het logboek, en de persoon"
        " kan het te weten komen."
    )
    title = _("Om de naam vragen bij dossier %d") % number
    return answer_form(request, form, deed, title=title, lead=lead, button=_("Vragen"), back=found.get_absolute_url())


@never_cache
@require_http_methods(FORM_METHODS)
def grant_name(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    found, asked = _asked(request, slug, token, number)

    def deed() -> str:
        names.grant_name(asked, by=request.user, at=clock.now())
        return found.get_absolute_url()

    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return answer_form(
        request, form, deed, title=_("De naam vrijgeven bij dossier %d") % number,
        lead=_("Het gaat om maatregel %(reference)s. Wie erom vroeg, ziet een dag lang alleen de naam. "
               "Reden: %(ground)s. %(words)s")
        % {"reference": found.sanction.reference if found.sanction else "", "ground": asked.get_ground_display(),
           "words": asked.words},
        button=_("Vrijgeven voor een dag"), back=found.get_absolute_url(),
    )  # fmt: skip


@never_cache
@require_http_methods(FORM_METHODS)
def refuse_name(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    found, asked = _asked(request, slug, token, number)
    form = ReasonForm(request.POST or None)

    def deed() -> str:
        names.refuse_name(asked, **form.cleaned_data, by=request.user, at=clock.now())
        return found.get_absolute_url()

    title = _("De naam weigeren bij dossier %d") % number
    return answer_form(request, form, deed, title=title, button=_("Weigeren"), back=found.get_absolute_url())


@never_cache
@require_safe
def name(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    """The name and nothing else of the file."""
    area = auditors_area(request, slug)
    found = item_or_404(sample_or_404(area, token), number, on=clock.today())
    shown = names.view_name(found, by=request.user, at=clock.now())
    if shown is None:
        raise Http404
    return render(request, "oversight/sampling/name.html", {"area": area, "item": found, "name": shown})


def _asked(request: SignedInRequest, slug: str, token: str, number: int) -> tuple[SampleItem, NameRequest]:
    """The request that waits, for who decides on it; for everybody else it is not there."""
    area, on = overseen_area(request, slug), clock.today()
    found = item_or_404(sample_or_404(area, token), number, on=on)
    asked = found.name_requests.filter(granted=None).first()
    if asked is None or not answers(request.user, area, on=on):
        raise Http404
    return found, asked
