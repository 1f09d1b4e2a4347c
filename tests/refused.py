"""How a test says that the register must refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from participants.refusals import Refusal


@contextmanager
def refused(code: str, rule: str | None = None) -> Iterator[None]:
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code
    assert rule is None or caught.value.rule == rule
