"""How a page answers a form: do the deed and go on, or show the same page with the reason at 422."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ..refusals import Refusal

FORM_PAGE = "components/form_page.html"


def answer_form(
    request: HttpRequest,
    form: BaseForm,
    deed: Callable[[], str],
    *,
    template: str = FORM_PAGE,
    **context: Any,
) -> HttpResponse:
    """On POST call `deed`, which returns the address to go to. A refusal keeps what was typed."""
    refusal = None
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return HttpResponseRedirect(deed())
            except Refusal as caught:
                refusal = caught
    return render(request, template, {"form": form, "refusal": refusal, **context}, status=status)
