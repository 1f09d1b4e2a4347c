"""What nobody foresaw: a plain page, and for the API a problem like any other."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults

from participants.problems import MEDIA_TYPE, problem_body


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Tell nothing of what went wrong; the log has it."""
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    body = problem_body(500, code="server_error", detail=_("Er ging iets mis"))
    return JsonResponse(body, status=500, content_type=MEDIA_TYPE)
