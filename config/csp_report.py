"""Where a browser tells that a page broke the content policy. A line in the log of the process, never a row.

Anybody can send anything here, so of a report only words are kept that we chose: which rule, on which of our
pages, and what kind of thing was stopped. Each combination is told once an hour, and no more than `MOST` of them.
"""

import json
import logging
import re
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger(__name__)
LONGEST = 16 * 1024
MOST = 100
HOUR = 3600
KINDS = {"inline", "eval", "wasm-eval", "data", "blob", "self"}
_lock = threading.Lock()
_told: dict[tuple[str, str, str], float] = {}


@login_not_required
@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Take a report in either form that browsers send; what is not one is thrown away without a word."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST:
        return HttpResponse(status=413)
    for report in _reports(request.body):
        _tell(_directive(report), _page(report), _kind(report))
    return HttpResponse(status=204)


def _reports(body: bytes) -> list[dict[str, Any]]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if isinstance(told, dict):
        told = [told.get("csp-report")]
    else:
        told = [report.get("body") for report in told if isinstance(report, dict)] if isinstance(told, list) else []
    return [report for report in told[:20] if isinstance(report, dict)]


def _word(report: dict[str, Any], *names: str) -> str:
    return next((report[name] for name in names if isinstance(report.get(name), str)), "")


def _directive(report: dict[str, Any]) -> str:
    said = _word(report, "effectiveDirective", "effective-directive", "violated-directive").split(" ")[0]
    return said if re.fullmatch(r"[a-z-]{3,40}", said) else "unknown"


def _page(report: dict[str, Any]) -> str:
    """The name of the page and not its address, in which a reference may stand."""
    try:
        return resolve(urlsplit(_word(report, "documentURL", "document-uri")).path).view_name or "unnamed"
    except (Resolver404, ValueError):
        return "elsewhere"


def _kind(report: dict[str, Any]) -> str:
    blocked = _word(report, "blockedURL", "blocked-uri").split(":")[0]
    return blocked if blocked in KINDS else "address"


def _tell(directive: str, page: str, kind: str) -> None:
    now = time.monotonic()
    with _lock:
        for key in [key for key, at in _told.items() if now - at >= HOUR]:
            del _told[key]
        if (directive, page, kind) in _told or len(_told) >= MOST:
            return
        _told[directive, page, kind] = now
    logger.warning("content policy: %s stopped %s on %s", directive, kind, page)
