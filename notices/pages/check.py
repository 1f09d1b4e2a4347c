"""Is this letter genuine? For anybody who holds one, without an account, a cookie or a name."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participants import clock
from participants.refusals import Refusal
from participants.visitors import visitor_of

from ..actions.checking import check_letter
from ..law.quoting import law_facts

LANGUAGES = dict(settings.LANGUAGES)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("code van de brief"),
        max_length=60,
        help_text=_("Vier groepjes van vier tekens. De code staat naast de blokjescode."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "autocorrect": "off", "spellcheck": "false"}
        ),
    )


# Nothing is changed and nobody is logged in, so there is nothing to forge; a token would need a cookie.
@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The code comes in the body alone: an address stands in histories, and in logs along the way."""
    asked = request.POST.get("taal") or request.GET.get("taal", "")
    with translation.override(asked if asked in LANGUAGES else get_language()):
        response = _answer(request)
        response["Content-Language"] = get_language()
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "languages": settings.LANGUAGES}
    if not form.is_valid():
        return render(request, "notices/check/form.html", context, status=422 if form.is_bound else 200)
    try:
        now = clock.now()
        told = check_letter(form.cleaned_data["code"], visitor=visitor_of(request), at=now)
    except Refusal as refusal:
        return _refused(request, context, refusal)
    if told is None:
        return render(request, "notices/check/form.html", {**context, "unknown": True}, status=404)
    context |= law_facts(told.area, clock.dutch_date(now))
    return render(request, "notices/check/letter.html", {**context, "told": told})


def _refused(request: HttpRequest, context: dict[str, Any], refusal: Refusal) -> HttpResponse:
    status = 422 if refusal.wait is None else 429
    response = render(request, "notices/check/form.html", {**context, "refusal": refusal}, status=status)
    if refusal.wait is not None:
        response["Retry-After"] = str(round(refusal.wait))
    return response
