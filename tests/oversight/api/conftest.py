"""An area with some figures, and a system that holds its key."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.core.cache import cache as kept
from rest_framework.test import APIClient

from oversight.api import keys
from oversight.api.models import OversightKey
from tests.cast import Cast, cast
from tests.oversight.lines import proposed, write
from tests.participants.api.scene import client

__all__ = ["cast"]
ROOMS = ("papers", "checks", "figures", "requests", "gaps", "evenhandedness", "samples", "heads")


@dataclass
class Wired:
    cast: Cast
    key: OversightKey
    token: str

    def get(self, room: str, *, token: str | None = None, slug: str = "", **query: str) -> Any:
        api = APIClient()
        api.credentials(HTTP_AUTHORIZATION=f"Oversight {self.token if token is None else token}")
        return api.get(self.address(room, slug), query)

    def as_user(self, who: str, room: str, **query: str) -> Any:
        """The same by the token of somebody."""
        return client(getattr(self.cast, who)).get(self.address(room), query)

    def address(self, room: str, slug: str = "") -> str:
        return f"/api/v1/areas/{slug or self.cast.area.slug}/oversight/{room}"


@pytest.fixture
def wired(cast: Cast) -> Iterator[Wired]:
    kept.clear()
    with time_machine.travel(cast.at, tick=False):
        for month in (2, 5, 8, 11):
            write(cast, dt.date(2025, month, 3), [proposed()] * 20)
        write(cast, dt.date(2025, 6, 3), [proposed("ban", "shop", 24)] * 3, name="y")
        key, token = keys.make(cast.area, name="dashboard", by=cast.municipality, at=cast.at)
        yield Wired(cast, key, token)
