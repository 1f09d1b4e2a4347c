"""The same cast as the register's tests."""

from tests.cast import cast

__all__ = ["cast"]
