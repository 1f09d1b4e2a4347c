"""The counter: the question, the answer, the faces, the breach."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from participants import clock
from participants.access import shops_of
from participants.doors import SignedInRequest, area_or_404
from participants.instruction.gate import require_instruction, standing_of
from participants.models import Shop, ShoppingArea
from participants.pages.instruction import opens_after_instruction
from participants.refusals import Refusal
from participants.roles import Permission

from .. import matching, reach
from ..actions.breaches import report_breach
from ..appearance import describe
from ..models import CounterCheck, Sanction
from .forms import BreachForm, CheckForm, OpenForm

FORM_METHODS = ["GET", "HEAD", "POST"]


def _own_shops(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, list[Shop]]:
    area = area_or_404(request.user, slug)
    shops = shops_of(request.user, area, on=clock.today(), permission=Permission.CHECK_AT_COUNTER)
    if not shops:
        raise Http404
    return area, shops


def _open_counter(request: SignedInRequest, slug: str) -> tuple[ShoppingArea, list[Shop]]:
    """The same, for who did the instruction; a breach is reported without it (R51)."""
    area, shops = _own_shops(request, slug)
    require_instruction(request.user, area, on=clock.today())
    return area, shops


@never_cache
@require_http_methods(FORM_METHODS)
@opens_after_instruction
def counter(request: SignedInRequest, slug: str) -> HttpResponse:
    area, shops = _open_counter(request, slug)
    form = CheckForm(request.POST or None, shops=shops)
    standing = standing_of(request.user, area, on=clock.today())
    context: dict[str, Any] = {"area": area, "form": form, "open_form": OpenForm(), "instruction": standing}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer = matching.check(**form.cleaned_data, by=request.user, at=clock.now())
                # A fresh form: the next customer does not see whom the last question was about.
                context.update(answer=answer, form=CheckForm(shops=shops))
                status = 200
            except Refusal as refusal:
                context["refusal"] = refusal
    return render(request, "bans/counter.html", context, status=status)


@never_cache
@require_http_methods(["POST"])
@opens_after_instruction
def open_check(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area, shops = _open_counter(request, slug)
    check = get_object_or_404(
        CounterCheck.objects.select_related("shop", "shop__area"),
        token=token,
        shop__in=shops,
        asked_by=request.user,
    )
    form = OpenForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        sanctions = matching.open_details(check, reason=reason, by=request.user, at=clock.now())
    except Refusal as refusal:
        context = {"area": area, "form": CheckForm(shops=shops), "refusal": refusal}
        return render(request, "bans/counter.html", context, status=422)
    return _details(request, area, check.shop, sanctions)


def _details(request: SignedInRequest, area: ShoppingArea, shop: Shop, sanctions: list[Sanction]) -> HttpResponse:
    if not sanctions:
        return redirect("bans:counter", area.slug)
    person = sanctions[0].person
    context = {
        "area": area,
        "shop": shop,
        "person": person,
        "description": describe(person.appearance),
        "photo": getattr(person, "photo", None),
        "sanctions": sanctions,
        "banned": any(sanction.is_ban for sanction in sanctions),
        "viewer": request.user.name,
        "at": clock.now(),
    }
    return render(request, "bans/counter_details.html", context)


def _chosen(shops: list[Shop], key: str) -> Shop:
    """The shop named in the request, if it is one's own; else the first."""
    return next((shop for shop in shops if str(shop.pk) == key), shops[0])


@never_cache
@require_safe
@opens_after_instruction
def brief(request: SignedInRequest, slug: str) -> HttpResponse:
    area, shops = _open_counter(request, slug)
    shop = _chosen(shops, request.GET.get("shop", ""))
    context: dict[str, Any] = {"area": area, "shops": shops, "shop": shop}
    try:
        context["faces"] = matching.brief(shop, by=request.user, at=clock.now())
    except Refusal as refusal:
        context["refusal"] = refusal
    return render(request, "bans/brief.html", context, status=422 if "refusal" in context else 200)


@never_cache
@require_http_methods(["POST"])
@opens_after_instruction
def open_face(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area, shops = _open_counter(request, slug)
    shop = _chosen(shops, request.POST.get("shop", ""))
    sanction = reach.at_counter_or_404(shop, clock.today(), reference)
    form = OpenForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        seen = matching.open_from_brief(sanction, shop=shop, reason=reason, by=request.user, at=clock.now())
    except Refusal as refusal:
        context = {"area": area, "form": CheckForm(shops=shops), "refusal": refusal}
        return render(request, "bans/counter.html", context, status=422)
    return _details(request, area, shop, seen)


@never_cache
@require_safe
def photo(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    photo = reach.photo_or_404(token, user=request.user, area=area, on=clock.today())
    record("photo.viewed", subject=f"person:{photo.person.token}", by=request.user, area=area)
    response = HttpResponse(bytes(photo.jpeg), content_type="image/jpeg")
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_http_methods(FORM_METHODS)
def breach(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area, shops = _own_shops(request, slug)
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
