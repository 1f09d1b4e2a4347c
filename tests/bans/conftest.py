"""The cast and the scene of the register's own tests."""

import pytest

from tests.cast import cast
from tests.participants.api.scene import Scene, a_hundred_days_old

__all__ = ["cast", "scene"]


@pytest.fixture
def scene(db: None) -> Scene:
    """A small area a hundred days old, with its people."""
    return a_hundred_days_old()
