"""A ban that runs, and somebody who asks something about it."""

import pytest

from bans.models import Sanction
from tests.cast import Cast, cast
from tests.factories import make_sanction

__all__ = ["cast"]


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    """A collective ban of shop A, approved by the approver."""
    return make_sanction(cast)
