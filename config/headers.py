"""What every answer carries, whatever made it: a page, a file, a redirect, an error."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _

from participants.problems import MEDIA_TYPE, problem_body

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
# A photo is chosen as a file, for which a page needs no camera of its own; only a passkey needs leave.
OFF = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "storage-access", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
OWN = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([f"{name}=()" for name in OFF] + [f"{name}=(self)" for name in OWN])
# For a file that no page made: it is shown, and does nothing.
FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class HeadersMiddleware:
    """The outermost: nothing answers past it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refused = refusal(request)
        response = refused if refused is not None else self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("Content-Security-Policy", FILE_POLICY)
        if settings.CSP_REPORTS in response.headers["Content-Security-Policy"]:
            response.headers.setdefault("Reporting-Endpoints", f'csp="{settings.CSP_REPORTS}"')
        # Static files say themselves how long they keep; all else is kept by nobody unless its view says so.
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Why a request goes no further: a method that nothing here knows, or the API over plain HTTP.

    A program is not redirected to TLS, for its token would have gone over the line in clear each time, unnoticed.
    """
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if settings.HTTPS and request.path.startswith("/api/") and not request.is_secure():
        body = problem_body(403, code="https_required", detail=_("Gebruik https. Deze sleutel is nu onveilig."))
        return JsonResponse(body, status=403, content_type=MEDIA_TYPE)
    return None
