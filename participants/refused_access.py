"""What was asked for and not given stands in the log, for whoever tries many doors leaves a trace."""

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.log import record
from audit.purposes import Result

from . import clock, limits
from .models import ShoppingArea

REFUSED = (403, 404)
# A line for each would let somebody fill the log; after this many in a minute the rest goes unwritten.
A_MINUTE, MOST = dt.timedelta(minutes=1), 30


class RefusedAccessMiddleware:
    """Write down which page or endpoint was refused to whom. What does not exist is refused just the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in REFUSED and request.user.is_authenticated and request.resolver_match:
            _write(request, response.status_code)
        elif response.status_code == 401 and request.headers.get("Authorization"):
            _write_stranger(request)
        return response


def _write(request: HttpRequest, status: int) -> None:
    user, match = request.user, request.resolver_match
    if match is None or not limits.take(f"refused:{user.pk}", limit=MOST, window=A_MINUTE, at=clock.now()):
        return
    slug = match.kwargs.get("slug", "")
    # Only of an area that exists: what somebody typed does not belong in the log.
    area = ShoppingArea.objects.filter(slug=slug).first() if slug else None
    record(
        "access.refused",
        subject=f"page:{match.view_name}"[:80],
        by=user,
        area=area,
        result=Result.REFUSED,
        status=status,
        method=request.method if request.method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE") else "other",
    )


def _write_stranger(request: HttpRequest) -> None:
    """A key for the API that is not one."""
    if limits.take("refused:token", limit=MOST, window=A_MINUTE, at=clock.now()):
        record("access.refused", subject="page:api", by="visitor", result=Result.REFUSED, status=401)
