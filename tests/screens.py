"""Somebody at the screen: signed in as one of the cast, on the day on which the tests play."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import User
from tests.cast import Cast, cast
from tests.signed_in import sign_in

__all__ = ["cast", "screens"]


@dataclass
class Screens:
    """`screens.of("manager_a")` is that person's browser; `None` is a visitor who did not sign in."""

    cast: Cast

    def of(self, who: str | User | None) -> "Screen":
        client = Client()
        user = getattr(self.cast, who) if isinstance(who, str) else who
        if user is not None:
            sign_in(client, user)
        return Screen(client, self.cast.area.slug)


@dataclass
class Screen:
    client: Client
    slug: str

    def get(self, name: str, *args: Any, **query: str) -> HttpResponse:
        return self.client.get(self.address(name, *args), query)

    def head(self, name: str, *args: Any) -> HttpResponse:
        return self.client.head(self.address(name, *args))

    def post(self, page: str, /, *args: Any, **fields: Any) -> HttpResponse:
        return self.client.post(self.address(page, *args), fields)

    def address(self, name: str, *args: Any) -> str:
        """Every page lies in the area, so that its slug comes first."""
        return reverse(name, args=[self.slug, *args])

    def queries(self, name: str, *args: Any) -> int:
        """How many questions the page asks of the database, when nothing is new to it."""
        self.get(name, *args)
        with CaptureQueriesContext(connection) as asked:
            assert self.get(name, *args).status_code == 200
        return len(asked)


def text(answer: HttpResponse) -> str:
    """The words of the page's own content."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def screens(cast: Cast) -> Iterator[Screens]:
    with time_machine.travel(cast.at, tick=False):
        yield Screens(cast)
