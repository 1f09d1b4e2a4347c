"""The same scene as the register's tests."""

from tests.bans.conftest import scene

__all__ = ["scene"]
