"""What is left of a refused body is read to its end, and nobody can make the house wait by it."""

import io

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config import whole_requests
from config.whole_requests import MOST, WholeRequestsMiddleware


class Body(io.BytesIO):
    def left(self) -> int:
        return len(self.getbuffer()) - self.tell()


def left_of(body: bytes, *, status: int = 413, **about: object) -> int:
    """How much of this body nobody read, after an answer of this status."""
    stream = Body(body)
    announced = {"CONTENT_LENGTH": str(len(body)), **about}
    request = RequestFactory().generic("POST", "/", **announced)  # type: ignore[arg-type]
    request = type(request)({**request.environ, "wsgi.input": stream})
    WholeRequestsMiddleware(lambda _request: HttpResponse(status=status))(request)
    return stream.left()


def test_refused_body_is_read_to_its_end() -> None:
    assert left_of(b"x" * 300_000) == 0


def test_body_that_was_not_refused_is_left_alone() -> None:
    assert left_of(b"x" * 300_000, status=200) == 300_000


@pytest.mark.parametrize("length", ["", "0", "veel", "9" * 5000, str(MOST + 1)])
def test_what_was_not_announced_or_is_too_much_is_not_waited_for(length: str) -> None:
    assert left_of(b"x" * 1000, CONTENT_LENGTH=length) == 1000


def test_slow_sender_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the time is over nothing more is read."""
    monkeypatch.setattr(whole_requests, "LONGEST", 0)
    assert left_of(b"x" * 300_000) == 300_000
