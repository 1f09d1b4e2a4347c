"""Around every request: the second lock is shut."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import area_lock


class AreaLockMiddleware:
    """No request begins or ends inside an area: what a pooled connection carried over is dropped."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        area_lock.leave()
        try:
            return self.get_response(request)
        finally:
            area_lock.leave()
