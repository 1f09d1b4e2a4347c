"""The faces of this week, the gallery, and the photo itself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.pages.instruction import opens_after_instruction
from participants.refusals import Refusal

from .. import photo_views, reach
from ..actions import shift_brief
from ..models import Sanction
from .counter import FORM_METHODS, chosen, details, open_counter, photo_address, refused, state_of
from .forms import OpenForm


@never_cache
@require_http_methods(FORM_METHODS)
@opens_after_instruction
def brief(request: SignedInRequest, slug: str) -> HttpResponse:
    """First the question whether to open them; then the faces, for two minutes."""
    area, shops = open_counter(request, slug)
    shop = chosen(shops, request.POST.get("shop", "") or request.GET.get("shop", ""))
    at, on = clock.now(), clock.today()
    context: dict[str, Any] = {"area": area, "shops": shops, "shop": shop, "shown": photo_views.SHOWN_IN_BRIEF}
    context["state"] = state_of(shops)
    try:
        context["mode"] = area.protocol_on(on).parameters.photo_brief
        context["gallery_open"] = shift_brief.may_see_gallery(shop, by=request.user, on=on)
        if request.method == "POST":
            gallery = request.POST.get("gallery") == "yes"
            seen = shift_brief.brief(shop, by=request.user, at=at, gallery=gallery)
            context["faces"] = [(face, _address(request, area, face)) for face in seen]
            context |= {"opened": True, "gallery": gallery, "ended": shift_brief.ended_this_week(shop, at=at)}
    except Refusal as refusal:
        context["refusal"] = refusal
    return render(request, "bans/brief.html", context, status=422 if "refusal" in context else 200)


def _address(request: SignedInRequest, area: Any, face: shift_brief.Face) -> str:
    photo = face.sanction.person.photo  # type: ignore[attr-defined]
    return photo_address(request, area, photo, seconds=photo_views.SHOWN_IN_BRIEF)


@never_cache
@require_http_methods(["POST"])
@opens_after_instruction
def open_face(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area, shops = open_counter(request, slug)
    shop = chosen(shops, request.POST.get("shop", ""))
    sanction = reach.at_counter_or_404(shop, clock.today(), reference)
    form = OpenForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        check = shift_brief.open_face(sanction, shop=shop, reason=reason, by=request.user, at=clock.now())
    except Refusal as refusal:
        return refused(request, area, shops, refusal)
    rows = Sanction.objects.visible_at_counter_of(shop, clock.today()).filter(person=sanction.person_id)
    seen = rows.select_related("person", "person__photo", "incident", "protocol", "shop")
    return details(request, area, shops, check, list(seen))


@never_cache
@require_safe
def photo(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """A photo with the viewer's mark: with a fresh ticket at the counter, without one for who holds the file."""
    area, at = area_or_404(request.user, slug), clock.now()
    opens = photo_views.opens(request.GET.get("kaart", ""), photo_token=token, user=request.user)
    found = reach.photo_or_404(token, user=request.user, area=area, on=clock.dutch_date(at), at_counter=opens)
    response = HttpResponse(photo_views.shown(found, viewer=request.user, at=at), content_type="image/jpeg")
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
