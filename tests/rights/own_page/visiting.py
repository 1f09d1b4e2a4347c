"""What somebody types and reads at the page."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

OWN, ASK = "/brief/", "/brief/vragen/"


def look(code: str, *, address: str = OWN, visitor: str = "192.0.2.1", **more: str) -> HttpResponse:
    """Open the page with this code, from this address."""
    return Client(REMOTE_ADDR=visitor).post(address, {"code": code, **more})


def send(code: str, *, visitor: str = "192.0.2.1", **fields: str) -> HttpResponse:
    """Send the form of a request."""
    typed = {"right": "objection", "dispute": "", "words": "Ik was er niet.", "way": "post", "send": "1"}
    return look(code, address=ASK, visitor=visitor, **{**typed, **fields})


def words_in(answer: HttpResponse) -> str:
    """What stands in the large field of the form."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", answer.content.decode(), re.S)
    return unescape(found[1]) if found else ""


def hidden(answer: HttpResponse, name: str) -> str:
    """The last hidden value of that name."""
    found: Any = re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', answer.content.decode())
    return found[-1]
