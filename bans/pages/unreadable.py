"""What somebody sees who asks for a value that cannot be opened; everything else keeps working."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from participants.problems import MEDIA_TYPE, problem_body

from ..encryption import Unreadable
from ..keyring import KeyringError

log = logging.getLogger(__name__)


class UnreadableMiddleware:
    """Turns an unreadable value or a broken key ring into one clear sentence, in pages and API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Unreadable | KeyringError):
            return None
        log.error("%s", exception)
        if not request.path.startswith("/api/"):
            return render(request, "bans/unreadable.html", status=503)
        detail = _("Deze gegevens kunnen nu niet gelezen worden. Er is niets veranderd.")
        return JsonResponse(problem_body(503, code="unreadable", detail=detail), status=503, content_type=MEDIA_TYPE)
