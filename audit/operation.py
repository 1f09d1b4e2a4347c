"""Which request, duty or command the lines of the log belong to, and by what door it came in (D29, D31).

Every line that one operation writes carries the same id. A door opens an operation; what runs outside one,
such as a command, gets an id for each line.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

API = "/api/"


@dataclass
class Operation:
    """One request or duty. `door` names the kind of device or session, never an address or a browser."""

    door: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


_current: ContextVar[Operation | None] = ContextVar("operation", default=None)


def current() -> Operation | None:
    return _current.get()


@contextmanager
def operation(door: str) -> Iterator[Operation]:
    """Everything that is logged inside belongs together."""
    token = _current.set(Operation(door))
    try:
        opened = _current.get()
        assert opened is not None
        yield opened
    finally:
        _current.reset(token)


def comes_from(door: str) -> None:
    """Say more precisely where the running operation comes from, such as `till:7` for an enrolled till."""
    opened = _current.get()
    if opened is not None:
        opened.door = door


class OperationMiddleware:
    """Each request is one operation, through a page or through the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with operation("api" if request.path.startswith(API) else "page"):
            return self.get_response(request)
