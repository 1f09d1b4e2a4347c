"""The fixed cast for the tests of participation."""

from tests.cast import cast

__all__ = ["cast"]
