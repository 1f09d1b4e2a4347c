"""What drf-spectacular cannot see by itself: the errors of every operation, and the form of addresses."""

from typing import Any

from ..problems import MEDIA_TYPE, TITLES

WRITING = {"post", "put", "patch", "delete"}
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `rule` names the rule of the protocol that refused.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "rule": {"type": "string"},
        "field": {"type": "string", "nullable": True},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status", "detail", "code", "rule", "field"],
}
TELLS = {
    400: "The body or a parameter is not what it should be.",
    401: "No login, or a wrong token.",
    403: "Your role may not do this.",
    404: "Not there, or not yours.",
    406: "Not in the form that was asked for.",
    409: "Somebody else, or the same click, was first.",
    413: "The body is too large; nothing was changed.",
    415: "Not a form of body that is read here.",
    422: "A rule refuses; nothing was changed.",
    429: "Too many requests.",
}


def describe_problems(result: dict[str, Any], generator: Any, **kwargs: Any) -> dict[str, Any]:
    """Give every operation its errors as application/problem+json, and within an area its own heading."""
    result.setdefault("components", {}).setdefault("schemas", {})["ProblemDetails"] = PROBLEM
    for path, operations in result.get("paths", {}).items():
        for method, operation in operations.items():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            inside = path.partition("{slug}/")[2]
            if inside:
                operation["tags"] = [inside.split("/")[0]]
            for status in sorted(_statuses(path, method, operation)):
                operation["responses"].setdefault(str(status), _response(status))
            for parameter in operation.get("parameters", []):
                _narrow(parameter)
    return result


def _narrow(parameter: dict[str, Any]) -> None:
    """Every text in an address is a slug: anything else leads nowhere."""
    if parameter.get("in") == "path" and parameter["schema"] == {"type": "string"}:
        parameter["schema"]["pattern"] = "^[-a-zA-Z0-9_]+$"


def _statuses(path: str, method: str, operation: dict[str, Any]) -> set[int]:
    statuses = {401, 403, 404, 406, 422, 429}
    if method in WRITING:
        statuses |= {400, 409, 413, 415}
    if any(parameter.get("in") == "query" for parameter in operation.get("parameters", [])):
        statuses.add(400)
    return statuses & TITLES.keys()


def _response(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {"description": TELLS[status], "content": content}
