"""The cast on a day on which nothing is due yet."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from participants.actions.evaluations import record_evaluation
from tests.cast import Cast
from tests.screens import cast, screens

__all__ = ["cast", "quiet", "screens"]


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """A page that was asked in English leaves that language behind for who comes after it."""
    with translation.override("nl"):
        yield


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    """An evaluation was held just now, in both areas; instructions are fresh, the permit has no end."""
    record_evaluation(cast.area, held_on=cast.today, by=cast.coordinator, at=cast.at)
    record_evaluation(cast.elsewhere, held_on=cast.today, by=cast.stranger, at=cast.at)
    return cast
