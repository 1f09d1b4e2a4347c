"""Recording how a letter reached the person: handed over with a phone in the hand, or by post (R32, R33, R36)."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bans.models import Sanction
from bans.signatures import accept_signature, from_screen
from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.models import User
from participants.pages.answers import answer_form

from .. import reach
from ..actions import serving
from ..models.notice import LetterKind
from ..models.service import Receipt
from .forms import ON_SCREEN, DeliveryForm, HandedOverForm, RepresentativeForm, SendForm

FORM_METHODS = ["GET", "HEAD", "POST"]


def _handed_over(form: forms.Form, by: User) -> serving.HandedOver:
    """What the form says. A drawing that was left behind by another choice is not kept."""
    facts = dict(form.cleaned_data)
    drawn = facts.pop("signature")
    if facts["receipt"] != ON_SCREEN:
        return serving.HandedOver(**facts)
    signature = accept_signature(from_screen(drawn), by=by, at=clock.now())
    return serving.HandedOver(**{**facts, "receipt": Receipt.SIGNED, "signature": signature})


def _places(sanction: Sanction) -> list[str]:
    """Where letters are handed over: the shop itself first, then the others of the same business."""
    shops = sanction.area.shops.filter(business=sanction.shop.business_id).order_by("name", "pk")
    return [f"{shop.name}, {shop.address}" for shop in sorted(shops, key=lambda shop: shop.pk != sanction.shop_id)]


@never_cache
@require_http_methods(FORM_METHODS)
def serve(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = area_or_404(request.user, slug)
    now = clock.now()
    notice = reach.letter_to_serve(request.user, area, clock.dutch_date(now), pk)
    initial = {
        "handed_at": now.astimezone(clock.DUTCH_TIME),
        "server_name": request.user.name,
        "language": notice.sheet_language or notice.language,
    }
    form = HandedOverForm(request.POST or None, initial=initial)
    reference = notice.sanction.reference

    def deed() -> str:
        supplementary = notice.kind == LetterKind.SUPPLEMENTARY
        serve_it = serving.serve_supplement if supplementary else serving.serve_in_person
        serve_it(notice, facts=_handed_over(form, request.user), by=request.user, at=clock.now())
        return reverse("bans:sanction", args=[slug, reference])

    return answer_form(
        request,
        form,
        deed,
        template="notices/serve.html",
        area=area,
        notice=notice,
        places=_places(notice.sanction),
        back=reverse("notices:prepare", args=[slug, reference]),
    )


@never_cache
@require_http_methods(FORM_METHODS)
def send(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = area_or_404(request.user, slug)
    notice = reach.letter_to_serve(request.user, area, clock.today(), pk)
    form = SendForm(request.POST or None, initial={"sent_on": clock.today()})
    back = reverse("notices:prepare", args=[slug, notice.sanction.reference])

    lead = _("De maatregel geldt pas vanaf de dag waarop de brief is bezorgd.")
    deed = partial(serving.send_registered, notice)
    return _record(request, form, deed, back=back, title=_("Aangetekend verstuurd"), lead=lead)


@never_cache
@require_http_methods(FORM_METHODS)
def delivery(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = area_or_404(request.user, slug)
    service = reach.service_of(request.user, area, clock.today(), pk)
    form = DeliveryForm(request.POST or None, initial={"delivered_on": clock.today()})
    back = reverse("notices:prepare", args=[slug, service.sanction.reference])

    return _record(request, form, partial(serving.record_delivery, service), back=back, title=_("Bezorging"))


@never_cache
@require_http_methods(FORM_METHODS)
def representative(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    sanction = reach.served_file(request.user, area, clock.today(), reference)
    form = RepresentativeForm(request.POST if request.method == "POST" else None)
    back = reverse("notices:prepare", args=[slug, reference])

    deed = partial(serving.settle_representative_letter, sanction)
    return _record(request, form, deed, back=back, title=_("Brief aan ouder of voogd"))


def _record(
    request: SignedInRequest, form: forms.Form, deed: Callable[..., object], *, back: str, **words: str
) -> HttpResponse:
    """A form of facts about a letter: the deed records them, and one is back at the letters."""

    def recorded() -> str:
        deed(**form.cleaned_data, by=request.user, at=clock.now())
        return back

    return answer_form(request, form, recorded, button=_("Vastleggen"), back=back, **words)
