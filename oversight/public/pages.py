"""The public page of an area, and where the association switches it on.

It is made without the request: nothing of who reads it can come into it, and everybody gets the same bytes.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import area_lock, clock
from participants.actions.public_page import hide, show
from participants.doors import SignedInRequest
from participants.models import ShoppingArea
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS, managed_area

from ..figures.periods import Year
from .content import content, years_to_show

# Between the reader and the server, and on the server: counting a year takes work, and anybody may ask.
KEPT = 300
LANGUAGES = ("nl", "en")


@login_not_required
@require_safe
def public(request: HttpRequest, area: str, language: str = "nl") -> HttpResponse:
    """The page of an area that is public. One that is not is not there."""
    found = get_object_or_404(
        ShoppingArea.objects.select_related("municipality"), slug=area, public_since__isnull=False
    )
    area_lock.enter(found)
    response = HttpResponse(_page(found, request.GET.get("jaar", ""), language, on=clock.today()))
    response["Cache-Control"] = f"public, max-age={KEPT}"
    response["Content-Language"] = language
    return response


def _page(area: ShoppingArea, asked: str, language: str, *, on: dt.date) -> str:
    """The whole page, made once in some minutes for each year that there is."""
    known = years_to_show(area, on=on)
    chosen = next((year for year in known if str(year.number) == asked), None)
    if asked and chosen is None:
        raise Http404
    chosen = chosen or (known[0] if known else None)
    key = f"public:{area.pk}:{area.public_since}:{language}:{on}:{chosen.number if chosen else 0}"
    made = cache.get(key)
    if made is None:
        made = _made(area, chosen, known, language, on=on)
        cache.set(key, made, KEPT)
    return made


def _made(area: ShoppingArea, chosen: Year | None, known: list[Year], language: str, *, on: dt.date) -> str:
    with translation.override(language):
        context = content(area, chosen=chosen, known=known, on=on) | {"language": language}
        return render_to_string("oversight/public/page.html", context)


def address_of(area: ShoppingArea) -> str:
    """Where anybody finds the page, as a letter names it."""
    return settings.SITE_URL + reverse("oversight:public", args=[area.slug])


@never_cache
@require_http_methods(FORM_METHODS)
def switch(request: SignedInRequest, slug: str) -> HttpResponse:
    """Switch the page on or off; its preview is a page of its own."""
    area = managed_area(request, slug)
    form = Form(request.POST or None)

    def deed() -> str:
        change = hide if request.POST.get("public") == "no" else show
        change(area, address=address_of(area), by=request.user, at=clock.now())
        return reverse("oversight:public-switch", args=[slug])

    return answer_form(
        request, form, deed, template="oversight/public/switch.html", area=area, address=address_of(area)
    )


@never_cache
@require_safe
def preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page as it would be, for who may switch it on."""
    area, on = managed_area(request, slug), clock.today()
    known = years_to_show(area, on=on)
    return HttpResponse(_made(area, known[0] if known else None, known, translation.get_language()[:2], on=on))
