"""No address of ours has a NUL in it, and a database may refuse to look for one."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from participants.problems import MEDIA_TYPE, problem_body


class NulBytesMiddleware:
    """A path or query with a NUL is of a page that does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" not in request.path and "\0" not in query and "%00" not in query:
            return self.get_response(request)
        if not request.path.startswith("/api/"):
            raise Http404
        body = problem_body(404, code="not_found", detail=_("Dit bestaat niet."))
        return JsonResponse(body, status=404, content_type=MEDIA_TYPE)
