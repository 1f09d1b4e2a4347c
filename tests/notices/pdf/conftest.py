"""The letters that the tests of this folder look at."""

from tests.cast import cast
from tests.notices.pdf.made import made

__all__ = ["cast", "made"]
