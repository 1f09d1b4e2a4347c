"""The cast at their screens."""

from tests.screens import cast, screens

__all__ = ["cast", "screens"]
