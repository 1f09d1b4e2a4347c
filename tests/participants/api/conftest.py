"""The scene of the API's tests; the rate limit starts afresh with each of them."""

import pytest
from django.core.cache import cache

from .scene import Scene, a_hundred_days_old


@pytest.fixture(autouse=True)
def fresh_rate_limit() -> None:
    cache.clear()


@pytest.fixture
def scene(db: None) -> Scene:
    return a_hundred_days_old()
