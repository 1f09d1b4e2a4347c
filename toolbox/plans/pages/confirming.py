"""A deed that asks nothing but whether one is sure."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from participants.doors import SignedInRequest
from participants.pages.answers import answer_form


class SureForm(forms.Form):
    """No fields: the button is the answer."""


def confirm(request: SignedInRequest, deed: Callable[[], Any], *, back: str, **context: Any) -> HttpResponse:
    """Asks, does it, and goes back."""
    form = SureForm(request.POST if request.method == "POST" else None)

    def done() -> str:
        deed()
        return back

    return answer_form(request, form, done, back=back, **context)
