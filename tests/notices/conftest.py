"""The same cast and scene as the register's tests."""

from tests.bans.conftest import scene
from tests.cast import cast

__all__ = ["cast", "scene"]
