"""The counter: the question, the answer, the details for a reason, "somebody else", the breach."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.access import shops_of
from participants.doors import SignedInRequest, area_or_404
from participants.instruction.gate import require_instruction, standing_of
from participants.models import Shop, ShoppingArea
from participants.pages.instruction import opens_after_instruction
from participants.refusals import Refusal
from participants.roles import Permission

from .. import excepted, photo_views, reach
from ..actions import checks
from ..actions.breaches import report_breach
from ..appearance import describe
from ..models import CounterCheck, Sanction
from .forms import BreachForm, CheckForm, OpenForm

FORM_METHODS = ["GET", "HEAD", "POST"]


def own_shops(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, list[Shop]]:
    """The area, and the shops at whose counter one works; a stranger to the counter finds nothing."""
    area = area_or_404(request.user, slug)
    shops = shops_of(request.user, area, on=clock.today(), permission=Permission.CHECK_AT_COUNTER)
    if not shops:
        raise Http404
    for shop in shops:
        # One row for all of them: what was asked of it once is known.
        shop.area = area
    return area, shops


def open_counter(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, list[Shop]]:
    """The same, for who did the instruction; a breach is reported without it (R51)."""
    area, shops = own_shops(request, slug)
    require_instruction(request.user, area, on=clock.today())
    return area, shops


def state_of(shops: list[Shop]) -> str:
    """What an open screen compares itself with, for all shops that one works for."""
    return "-".join(reach.counter_state(shop, clock.now()) for shop in shops)


@never_cache
@require_http_methods(FORM_METHODS)
@opens_after_instruction
def counter(request: SignedInRequest, slug: str) -> HttpResponse:
    area, shops = open_counter(request, slug)
    form = CheckForm(request.POST or None, shops=shops)
    context: dict[str, Any] = {"form": form, "open_form": OpenForm()}
    if request.method == "POST" and form.is_valid():
        try:
            answer = checks.check(**form.cleaned_data, by=request.user, at=clock.now())
            # A fresh form: the next customer does not see whom the last question was about.
            context.update(answer=answer, form=CheckForm(shops=shops, initial={"shop": form.cleaned_data["shop"]}))
            return _screen(request, area, shops, context)
        except Refusal as refusal:
            context["refusal"] = refusal
    return _screen(request, area, shops, context, status=422 if request.method == "POST" else 200)


def _screen(
    request: SignedInRequest, area: ShoppingArea, shops: list[Shop], context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    on = clock.today()
    shared = {"area": area, "shops": shops, "state": state_of(shops), "permit": area.permit_on(on)}
    shared["instruction"] = standing_of(request.user, area, on=on)
    return render(request, "bans/counter.html", {**shared, **context}, status=status)


@never_cache
@require_safe
def state(request: SignedInRequest, slug: str) -> HttpResponse:
    """Asked every few seconds by an open screen: whether what it shows still holds."""
    _area, shops = own_shops(request, slug)
    return JsonResponse({"state": state_of(shops)})


def refused(request: SignedInRequest, area: ShoppingArea, shops: list[Shop], refusal: Refusal) -> HttpResponse:
    """Back at the question, with the sentence of what went wrong."""
    context = {"form": CheckForm(shops=shops), "refusal": refusal}
    return _screen(request, area, shops, context, status=422)


def _own_check(request: SignedInRequest, shops: list[Shop], token: str) -> CounterCheck:
    rows = CounterCheck.objects.select_related("shop", "shop__area")
    return get_object_or_404(rows, token=token, shop__in=shops, asked_by=request.user)


@never_cache
@require_http_methods(["POST"])
@opens_after_instruction
def open_check(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area, shops = open_counter(request, slug)
    check = _own_check(request, shops, token)
    form = OpenForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        sanctions = checks.open_details(check, reason=reason, by=request.user, at=clock.now())
    except Refusal as refusal:
        return refused(request, area, shops, refusal)
    return details(request, area, shops, check, sanctions)


def details(
    request: SignedInRequest, area: ShoppingArea, shops: list[Shop], check: CounterCheck, sanctions: list[Sanction]
) -> HttpResponse:
    """The photo and the description to compare with, for half a minute."""
    if not sanctions:
        return redirect("bans:counter", area.slug)
    person = sanctions[0].person
    photo = getattr(person, "photo", None)
    entry = excepted.at_counter(check.shop, person.token, at=clock.now())
    context = {
        "area": area,
        "shop": check.shop,
        "check": check,
        "person": person,
        "why": checks.why(check),
        "description": describe(person.appearance),
        "photo_address": photo_address(request, area, photo) if photo else "",
        "sanctions": sanctions,
        "entry": entry,
        "banned": any(sanction.is_ban for sanction in sanctions) and not (entry and entry.allowed),
        "certain": check.outcome != "unknown",
        "viewer": request.user.name,
        "at": clock.now(),
        "shown": photo_views.SHOWN,
        "state": state_of(shops),
    }
    return render(request, "bans/counter_details.html", context)


def photo_address(request: SignedInRequest, area: ShoppingArea, photo: Any, *, seconds: int = photo_views.SHOWN) -> str:
    """An address of this photo that opens for this viewer and soon no more."""
    ticket = photo_views.ticket(photo, user=request.user, seconds=seconds)
    return reverse("bans:photo", args=[area.slug, photo.token]) + f"?kaart={ticket}"


@never_cache
@require_http_methods(["POST"])
@opens_after_instruction
def other_person(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """It is somebody else: one tap, and back to the question."""
    area, shops = open_counter(request, slug)
    check = _own_check(request, shops, token)
    try:
        checks.say_other_person(check, by=request.user, at=clock.now())
    except Refusal as refusal:
        return refused(request, area, shops, refusal)
    sentence = _("Dank u, dat is onthouden. Deze klant is welkom.")
    return _screen(request, area, shops, {"form": CheckForm(shops=shops), "done": sentence})


def chosen(shops: list[Shop], key: str) -> Shop:
    """The shop named in the request, if it is one's own; else the first."""
    return next((shop for shop in shops if str(shop.pk) == key), shops[0])


@never_cache
@require_http_methods(FORM_METHODS)
def breach(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area, shops = own_shops(request, slug)
    rows = Sanction.objects.filter(pk__in=[s.pk for shop in shops for s in _at_counter(shop)])
    sanction = get_object_or_404(rows.select_related("area", "shop", "person", "protocol"), reference=reference)
    now = clock.now()
    initial = {"happened_at": now.astimezone(clock.DUTCH_TIME), "submission_key": secrets.token_hex(16)}
    form = BreachForm(request.POST or None, shops=shops, initial=initial)
    context = {"area": area, "sanction": sanction, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            incident = report_breach(sanction, **form.cleaned_data, by=request.user, at=now)
            return render(request, "bans/breach_done.html", {**context, "incident": incident})
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "bans/breach.html", context, status=422 if request.method == "POST" else 200)


def _at_counter(shop: Shop) -> list[Sanction]:
    return list(Sanction.objects.visible_at_counter_of(shop, clock.today()).only("pk"))
