"""Every error of the API as application/problem+json (RFC 9457), in the user's language."""

import math
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from .refusals import Refusal

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("Er ontbreekt iets of er klopt iets niet"),
    401: gettext_lazy("Niet ingelogd"),
    403: gettext_lazy("Niet toegestaan"),
    404: gettext_lazy("Niet gevonden"),
    405: gettext_lazy("Dat kan hier niet"),
    406: gettext_lazy("Deze vorm is er niet"),
    409: gettext_lazy("Al gebeurd"),
    413: gettext_lazy("Te groot"),
    415: gettext_lazy("Deze vorm lezen wij niet"),
    422: gettext_lazy("Een regel staat dit niet toe"),
    429: gettext_lazy("Te veel verzoeken"),
    500: gettext_lazy("Er ging iets mis"),
    503: gettext_lazy("Nu niet te lezen"),
}
TOO_LARGE = "too_large"
CODES = {
    400: "invalid",
    401: "not_authenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    415: "unsupported_media_type",
    429: "throttled",
}


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Tell what went wrong; None for what nobody foresaw, which Django then reports as its own fault."""
    if isinstance(exc, Refusal):
        set_rollback()
        status, detail = _status_of(exc), str(exc.message)
        return problem(status, code=exc.code, detail=detail, rule=exc.rule, field=exc.field, headers=_headers(exc))
    if isinstance(exc, RequestDataTooBig):
        set_rollback()
        return problem(413, code=TOO_LARGE, detail=too_large())
    exc = _as_api_exception(exc)
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    headers = _headers(exc)
    if isinstance(exc, exceptions.ValidationError):
        errors = dict(_flat(exc.detail))
        field = next((name for name in errors if name), None)
        return problem(400, code="invalid", detail=next(iter(errors.values()))[0], field=field, errors=errors)
    # What is not yours and what is not there get one answer, whatever was looked for (R8).
    detail = _("Dit bestaat niet.") if exc.status_code == 404 else str(exc.detail)
    code = CODES.get(exc.status_code, exc.default_code)
    return problem(exc.status_code, code=code, detail=detail, headers=headers)


def problem(
    status: int,
    *,
    code: str,
    detail: str,
    rule: str = "",
    field: str | None = None,
    errors: dict[str, list[str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """One problem. `errors` holds all messages by field, where there is more than one sentence to say."""
    body = problem_body(status, code=code, detail=detail, rule=rule, field=field)
    if errors is not None:
        body["errors"] = errors
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


def problem_body(status: int, *, code: str, detail: str, rule: str = "", field: str | None = None) -> dict[str, Any]:
    """What every problem says, also one outside the API's own machinery."""
    return {
        "type": f"urn:drempel:problem:{code}",
        "title": str(TITLES.get(status, code)),
        "status": status,
        "detail": detail,
        "code": code,
        "rule": rule,
        "field": field,
    }


def too_large() -> str:
    """Why a body was not read to its end."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return _("Wat u stuurt is te groot: hoogstens %(most)s MB. Er is niets opgeslagen.") % {"most": most}


def _status_of(refusal: Refusal) -> int:
    if refusal.code == "not_allowed":
        return 403
    if refusal.code in ("budget_spent", "wait", "too_fast"):
        return 429
    # Somebody else, or the same click, was first.
    return 409 if refusal.code.startswith("already_") else 422


def _as_api_exception(exc: Exception) -> Exception:
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, SuspiciousOperation):
        return exceptions.ParseError(_("Dit verzoek is te groot of klopt niet."))
    return exc


def _headers(exc: Exception) -> dict[str, str]:
    headers = {}
    if auth_header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(math.ceil(wait))
    return headers


def _flat(detail: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Messages by field; a field inside another is written with a point: "boundary.0"."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            part = "" if key == "non_field_errors" else str(key)
            yield from _flat(value, f"{name}.{part}".strip("."))
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for index, item in enumerate(detail):
            yield from _flat(item, f"{name}.{index}".strip("."))
    else:
        yield name, [str(item) for item in (detail if isinstance(detail, list) else [detail])]
