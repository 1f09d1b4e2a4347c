"""One world for each module; each question takes back what it changed."""

from collections.abc import Iterator
from typing import Any

import pytest

from .world import World, built


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), built() as made:
        yield made
