"""Somebody at their own page: no account and no cookie, so everything comes along in the body of each form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participants.visitors import visitor_of

from .voices import DUTCH, Voice, voice_for, voices

LONGEST_CODE = 60


@dataclass(frozen=True)
class Visit:
    """In which language and how large, from which address, and the code that came in the body."""

    request: HttpRequest
    voice: Voice
    large: bool
    visitor: str
    code: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Visit":
        """The code is read from the body alone: an address stands in histories, and in logs along the way."""
        words = request.POST if request.method == "POST" else request.GET
        return cls(
            request=request,
            voice=voice_for(words.get("taal", ""), request.headers.get("Accept-Language", "")),
            large=words.get("groot") == "1",
            visitor=visitor_of(request),
            code=request.POST.get("code", "").strip(),
        )

    @property
    def posted(self) -> bool:
        return self.request.method == "POST"

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of this room."""
        context |= {"voice": self.voice, "voices": voices().values(), "large": self.large, "code": self.code}
        return render(self.request, f"rights/own/{template}.html", context, status=status)


def for_everybody(view: Callable[[Visit], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A view without login, cookie or index. Nobody is logged in, so there is nothing to forge: whoever could send a
    form in somebody's name would need the code."""

    @login_not_required
    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        visit = Visit.of(request)
        # What no text of the page says, such as a label of a letter, is Dutch and marked so.
        with translation.override(DUTCH):
            response = view(visit)
        response["Content-Language"] = visit.voice.language.tag
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer
