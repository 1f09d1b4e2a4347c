"""Pages of the till itself: the lock screen, opening it with a code, choosing that code."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import clock
from ..accounts import tills
from ..actions import devices as actions
from ..doors import SignedInRequest
from ..models import Device, TillCode
from ..refusals import Refusal
from ..second_factor import confirmed, roles_of
from .answers import answer_form
from .areas import FORM_METHODS

SIX_DIGITS = {
    "inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "pattern": "[0-9]{6}", "class": "code-input",
}  # fmt: skip


class CodeField(forms.CharField):
    widget = forms.PasswordInput(attrs=SIX_DIGITS)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=6, **kwargs)


class UnlockForm(forms.Form):
    person = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    code = CodeField(label=gettext_lazy("uw code van zes cijfers"))


class ChooseForm(forms.Form):
    code = CodeField(
        label=gettext_lazy("uw nieuwe code"),
        help_text=gettext_lazy("Zes cijfers. Geen datum, rij of herhaling. De code werkt alleen op deze kassa."),
    )
    again = CodeField(label=gettext_lazy("nog een keer"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("code") != values.get("again"):
            self.add_error("again", _("Typ twee keer dezelfde code."))
        return values


def codes_of(device: Device) -> list[TillCode]:
    """Who may tap a name on this till now."""
    on = clock.today()
    codes = device.codes.select_related("user", "device", "device__shop", "device__shop__area").order_by("user__name")
    return [code for code in codes if tills.works_at(code.user, device, roles_of(code.user, on=on), on=on)]


@login_not_required
@never_cache
@require_safe
def till(request: HttpRequest) -> HttpResponse:
    """The lock screen. Whoever opened the till with a code is logged out by coming here."""
    if request.session.get("till"):
        logout(request)
    return _lock_screen(request)


def _lock_screen(
    request: HttpRequest, *, form: UnlockForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    device = tills.device_of(request, on=clock.today())
    chosen = request.GET.get("wie", "") or (str(form["person"].value()) if form else "")
    codes = codes_of(device) if device else []
    person = next((code for code in codes if str(code.pk) == chosen), None)
    if form is None and person:
        form = UnlockForm(initial={"person": person.pk})
    context = {"device": device, "codes": codes, "person": person, "form": form, "refusal": refusal}
    return render(request, "participants/till.html", context, status=422 if request.method == "POST" else 200)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the till with one's own code. Without this till's cookie there is nobody to open it for."""
    device = tills.device_of(request, on=clock.today())
    form = UnlockForm(request.POST)
    if device is None or not form.is_valid():
        return _lock_screen(request, form=form if device else None)
    codes = TillCode.objects.select_related("user", "device", "device__shop", "device__shop__area")
    chosen = get_object_or_404(codes, pk=form.cleaned_data["person"], device=device)
    try:
        actions.unlock(chosen, code=form.cleaned_data["code"], at=clock.now())
    except Refusal as refusal:
        return _lock_screen(request, form=form, refusal=refusal)
    if request.user.is_authenticated:
        logout(request)
    get_adapter(request).login(request, chosen.user)
    request.session["till"] = {"code": chosen.pk}
    request.session.set_expiry(0)
    UserSession.objects.create_from_request(request)
    return redirect("participants:home")


@never_cache
@require_safe
def awake(request: SignedInRequest) -> HttpResponse:
    """Somebody is typing: the till stays open a little longer. What counts is that the request came."""
    return HttpResponse(status=204)


@never_cache
@sensitive_post_parameters("code", "again")
@require_http_methods(FORM_METHODS)
@confirmed
def choose_code(request: SignedInRequest) -> HttpResponse:
    """After a full log-in on the till: choose one's own code for it."""
    device = tills.device_of(request, on=clock.today())
    if device is None:
        return redirect("participants:till")
    form = ChooseForm(request.POST or None)

    def deed() -> str:
        actions.choose_code(device, code=form.cleaned_data["code"], by=request.user, at=clock.now())
        # From here on the till asks for the code; the session of the password ends.
        logout(request)
        return reverse("participants:till")

    lead = _("Met deze code opent u voortaan de kassa “%s”. Deel hem met niemand.") % device.name
    title, button = _("Uw code voor deze kassa"), _("Code bewaren")
    back = reverse("participants:home")
    return answer_form(request, form, deed, title=title, lead=lead, button=button, back=back)
