"""The cast, for those tests that play in the register."""

from tests.cast import cast

__all__ = ["cast"]
