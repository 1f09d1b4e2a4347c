"""Ask one question of one route as one viewer, and take back whatever it changed."""

import io
import json
import re
import zipfile
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test.client import RedirectCycleError

from .routes import Route
from .world import World

# What differs between two answers without telling anything: tokens of the form, the nonce, the address itself.
NOISE = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(r"nonce-[\w+/=-]+|nonce=\"[^\"]*\""),
    re.compile(r'name="submission_key"[^>]*value="[^"]*"|value="[0-9a-f]{32}"'),
)
# A limit on how often one may ask is no part of what is tested here.
FORGET_EVERY = 100
HEADERS_ASIDE = {"content-length", "content-security-policy"}


class Asker:
    """Counts what it asked."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.asked = 0

    def ask(
        self,
        viewer: str,
        route: Route,
        method: str,
        values: dict[str, Any],
        body: dict[str, Any] | None = None,
        *,
        more: str = "",
        follow: bool = False,
    ) -> HttpResponse:
        """The answer; the database and the browser's cookies are as they were before.

        `more` comes after the address; `follow` goes where the answer leads.
        """
        client = self.world.client(viewer)
        if values.get("shop", "").isdigit() and int(values["shop"]) in self.world.shops_with_files:
            values = self.world.spared(route, method, values)
        client.raise_request_exception = False
        if self.asked % FORGET_EVERY == 0:
            cache.clear()
        self.asked += 1
        cookies = client.cookies.copy()
        options: dict[str, Any] = {}
        if method != "GET":
            if route.is_api and not route.pattern.endswith("/import"):
                options = {"data": json.dumps(body or {}), "content_type": "application/json"}
            elif method == "POST":
                options = {"data": body or {}}
        elif route.pattern.endswith("/counter-state"):
            options = {"data": {"shop": (body or {}).get("shop", "")}}
        try:
            with transaction.atomic():
                answer = getattr(client, method.lower())(route.address(values) + more, follow=follow, **options)
                transaction.set_rollback(True)
        except RedirectCycleError as circle:
            # Somebody who may go nowhere is sent to where they came from.
            answer = circle.last_response
        finally:
            client.cookies = cookies
        return answer


def text_of(answer: HttpResponse) -> str:
    """Everything that came back: headers, and the body as words where it is a PDF."""
    body = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    if body.startswith(b"%PDF"):
        return headers + "\n" + words_of_pdf(body)
    if body.startswith(b"PK\x03\x04"):
        return headers + "\n" + words_of_zip(body)
    return headers + "\n" + body.decode("utf-8", "replace")


def words_of_zip(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def words_of_pdf(body: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def shape_of(answer: HttpResponse, values: dict[str, Any]) -> tuple[int, dict[str, str], str]:
    """What a stranger could compare: status, headers and body without the address and the tokens (G12)."""
    headers = {name.lower(): value for name, value in answer.headers.items() if name.lower() not in HEADERS_ASIDE}
    body = answer.content.decode("utf-8", "replace")
    for noise in NOISE:
        body = noise.sub("", body)
    # The longest first: a key of one digit stands in many places and is not looked for.
    for value in sorted((str(v) for v in values.values()), key=len, reverse=True):
        if len(value) >= 5:
            body = body.replace(value, "<it>")
            headers = {name: text.replace(value, "<it>") for name, text in headers.items()}
    if "location" in headers:
        # A key of few digits stands in the address alone; here it does not hide a date or a count.
        headers["location"] = re.sub(r"(/|%2F)\d+(?=/|%2F|\.)", r"\1<it>", headers["location"])
    return answer.status_code, headers, body
