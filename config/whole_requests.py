"""A request is taken in to its end, also when it was answered before that."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError

# Who sends more than this is cut off. A telephone's largest photo, or a film by mistake, is less.
MOST = 64 * 1024 * 1024
# Nor is anybody waited for longer than this, in seconds.
LONGEST = 20
PIECE = 8 * 1024


class WholeRequestsMiddleware:
    """A browser that is cut off while it still sends shows its own error and not our answer.

    What is left of the body is read and thrown away, so that the sentence that it was too large arrives.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400 and 0 < _length(request) <= MOST:
            _read_out(request)
        return response


def _length(request: HttpRequest) -> int:
    """How much the sender announced; nothing when that is no sensible number."""
    length = request.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() and len(length) < 16 else 0


def _read_out(request: HttpRequest) -> None:
    until = time.monotonic() + LONGEST
    try:
        while time.monotonic() < until and request.read(PIECE):
            pass
    except UnreadablePostError:
        pass  # The sender has gone; nobody waits for the answer.
