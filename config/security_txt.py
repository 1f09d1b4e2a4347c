"""Where to report a weakness (RFC 9116)."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

LONGEST = dt.timedelta(days=365)


def expires() -> dt.datetime:
    """Until when the text may be trusted: as configured, or a year less a day after the release."""
    if settings.SECURITY_TXT_EXPIRES:
        return dt.datetime.fromisoformat(settings.SECURITY_TXT_EXPIRES).replace(tzinfo=dt.UTC)
    released = dt.datetime.fromisoformat(settings.RELEASED).replace(tzinfo=dt.UTC)
    return released + LONGEST - dt.timedelta(days=1)


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACT]
    lines.append(f"Expires: {expires():%Y-%m-%dT%H:%M:%SZ}")
    lines.append("Preferred-Languages: nl, en")
    if settings.HTTPS:
        lines.append(f"Canonical: https://{request.get_host()}/.well-known/security.txt")
    if settings.SECURITY_POLICY:
        lines.append(f"Policy: {settings.SECURITY_POLICY}")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"
    return response
