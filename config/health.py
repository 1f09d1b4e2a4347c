"""Whether the process lives and whether it can work. Tells nothing else."""

import threading
import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse

from . import readiness

_lock = threading.Lock()
_kept: dict[str, bool] = {}
_until = 0.0


@login_not_required
def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    checks = _answers()
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "not ready", **checks}, status=200 if ready else 503)


def _answers() -> dict[str, bool]:
    """At most one asks at a time, and the others take what it found."""
    global _kept, _until
    with _lock:
        if time.monotonic() >= _until:
            _kept, _until = readiness.answers(), time.monotonic() + settings.READINESS_KEPT
        return dict(_kept)


def forget() -> None:
    """Ask anew at the next request."""
    global _until
    with _lock:
        _until = 0.0
