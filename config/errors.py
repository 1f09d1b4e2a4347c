"""What nobody foresaw: a plain page, and for the API a problem like any other."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import defaults

from participants.problems import MEDIA_TYPE, TOO_LARGE, problem_body, too_large

from .trouble import Trouble, trouble_in

WORDS = {
    Trouble.FULL: gettext_lazy("De schijf is vol. Er is niets opgeslagen, en wat er al stond is er nog."),
    Trouble.CLOSED: gettext_lazy("Er kan nu niets worden opgeslagen. Wat er al stond is er nog."),
    Trouble.AWAY: gettext_lazy("De gegevens zijn even niet te bereiken. Er is niets half opgeslagen."),
}


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Tell nothing of what went wrong but what somebody can do; the log has the rest."""
    trouble = trouble_in(sys.exc_info()[1])
    status, code = (503, str(trouble)) if trouble else (500, "server_error")
    detail = str(WORDS[trouble]) if trouble else _("Er ging iets mis")
    if request.path.startswith("/api/"):
        return JsonResponse(problem_body(status, code=code, detail=detail), status=status, content_type=MEDIA_TYPE)
    if not trouble:
        return defaults.server_error(request)
    return HttpResponse(loader.get_template("503.html").render({"detail": detail}), status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say of a body above the limit that it is too large; whatever else is wrong with a request gets a plain page."""
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    if request.path.startswith("/api/"):
        body = problem_body(413, code=TOO_LARGE, detail=too_large())
        return JsonResponse(body, status=413, content_type=MEDIA_TYPE)
    return HttpResponse(loader.get_template("413.html").render({"detail": too_large()}), status=413)
