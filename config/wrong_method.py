"""An address of a button, opened as a page: after a login that had expired, or from a bookmark."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader


class WrongMethodMiddleware:
    """Say in a page that nothing was done, where a browser would show one of its own.

    It stands inside CommonMiddleware, which tells the length of an answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content and not request.path.startswith("/api/"):
            response.content = loader.get_template("405.html").render({}, request)
            response["Content-Type"] = "text/html; charset=utf-8"
        return response
