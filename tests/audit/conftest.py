"""The fixed cast for the tests of the log."""

from tests.cast import cast

__all__ = ["cast"]
