"""The cast, at the screen, with a small catalogue."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.screens import cast, screens

__all__ = ["cast", "screens"]


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield
