"""One of everything, and everybody who might look (tests.access.world)."""

from tests.access.conftest import world

__all__ = ["world"]
