"""A certificate on the screen and on paper. The paper is made when asked for and kept nowhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from notices.letters import load, to_pdf
from notices.models import LetterDesign
from notices.own_words.look import look_of
from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.roles import Permission

from .attendance import close_certificate
from .doors import area_for, certificate_or_404
from .forms import ReasonForm
from .models import Certificate

TEMPLATE = "toolbox/trainings/documents/certificate.html"


@never_cache
@require_safe
def certificate(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    certificate = certificate_or_404(request, slug, number)
    on = clock.today()
    manages = has_permission(request.user, Permission.MANAGE_AREA, area=certificate.area, on=on)
    context = {
        "area": certificate.area,
        "certificate": certificate,
        "valid": certificate.is_valid(on),
        "can_close": manages and certificate.closed_at is None,
    }
    return render(request, "toolbox/trainings/certificate.html", context)


@never_cache
@require_safe
def paper(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    """The certificate as PDF, or a page that says why there is none."""
    certificate = certificate_or_404(request, slug, number)
    try:
        pdf = certificate_pdf(certificate)
    except Refusal as refusal:
        context = {"title": _("Geen document"), "refusal": refusal, "back": certificate.get_absolute_url()}
        return render(request, "notices/no_document.html", context, status=422)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificaat-{certificate.number}.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@never_cache
@require_http_methods(FORM_METHODS)
def close(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    area_for(request, slug, Permission.MANAGE_AREA)
    certificate = certificate_or_404(request, slug, number)
    form = ReasonForm(request.POST or None)
    back = certificate.get_absolute_url()

    def deed() -> str:
        close_certificate(certificate, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    lead = _("Het certificaat telt dan niet meer en is niet meer te printen.")
    if certificate.training.opens_counter:
        lead += " " + _("Ook de instructie voor de balie van die dag telt dan niet meer.")
    return answer_form(
        request, form, deed, title=_("Certificaat intrekken"), lead=lead, button=_("Intrekken"),
        button_class="button--danger", back=back,
    )  # fmt: skip


def certificate_pdf(certificate: Certificate) -> bytes:
    """One page in Dutch, with the face that the area's papers had on the day of the training. Refuses a closed one."""
    if certificate.closed_at:
        raise Refusal("closed", _("Dit certificaat is ingetrokken. Er is geen papier meer van."))
    design = LetterDesign.objects.holding(certificate.area, certificate.session.held_on)
    facts = {
        "area": certificate.area,
        "certificate": certificate,
        "look": look_of(design, area=certificate.area),
    }
    with translation.override("nl"):
        html = load(TEMPLATE).render(Context(facts))
    return to_pdf(html, identifier=f"{certificate.area.slug}-certificate-{certificate.number}")
