"""What nobody foresaw: a plain page, and for the API a problem like any other."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Tell nothing of what went wrong; the log has it."""
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    body = {
        "type": "urn:drempel:problem:server_error",
        "title": _("Er ging iets mis"),
        "status": 500,
        "detail": _("Er ging iets mis"),
        "rule": "",
        "code": "server_error",
        "field": None,
    }
    return JsonResponse(body, status=500, content_type="application/problem+json")
