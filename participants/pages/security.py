"""The page from which somebody looks after their own ways in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.log import record

from .. import clock, second_factor
from ..accounts import tills
from ..actions import people
from ..doors import SignedInRequest
from ..models.user import LANGUAGES
from .answers import answer_form


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("taal van e-mail"), choices=LANGUAGES, widget=forms.RadioSelect)


@never_cache
@require_safe
def security(request: SignedInRequest) -> HttpResponse:
    user, on = request.user, clock.today()
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    roles = second_factor.roles_of(user, on=on)
    device = tills.device_of(request, on=on)
    context = {
        "missing": second_factor.is_missing(request, roles),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_recovery": Authenticator.Type.RECOVERY_CODES in kinds,
        "has_password": user.has_usable_password(),
        "sessions": len(UserSession.objects.purge_and_list(user)),
        "language": user.get_language_display(),
        "till": device if device and tills.works_at(user, device, roles, on=on) else None,
    }
    return render(request, "participants/security.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: SignedInRequest) -> HttpResponse:
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    back = reverse("participants:security")

    def deed() -> str:
        people.choose_language(request.user, language=form.cleaned_data["language"], at=clock.now())
        return back

    lead = _("De taal van de bladzijden zelf kiest u met de knop in het menu.")
    return answer_form(request, form, deed, title=_("Taal van e-mail"), lead=lead, button=_("Opslaan"), back=back)


@never_cache
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions, wherever it is."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    record("session.ended", subject=f"user:{request.user.pk}", by=request.user, reason="by_owner")
    return redirect("usersessions_list")
