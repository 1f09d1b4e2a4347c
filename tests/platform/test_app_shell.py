"""Drempel as an app: a manifest that can be installed, a worker for the frame, a page for without network."""

import json
import re
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from config import app_shell
from tests.test_design import schemes

# Nobody collected static files for a test; the embedded default serves them from where they are.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
STATIC = Path(settings.BASE_DIR) / "static"


def body(client: Client, address: str) -> bytes:
    with closing(client.get(address)) as answer:
        assert answer.status_code == 200, address
        return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_manifest_can_be_installed(client: Client) -> None:
    """What browsers ask of an app: a name, where it begins, on its own, icons of 192 and 512 and a maskable one."""
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json" and answer["Cache-Control"] == "no-cache"
    told = json.loads(answer.content)
    assert (told["name"], told["lang"], told["display"]) == ("Drempel", "nl", "standalone")
    assert client.get(told["start_url"]).status_code == 200 and told["scope"] == "/"
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in told["icons"]:
        image = Image.open(BytesIO(body(client, icon["src"])))
        assert (image.format, f"{image.width}x{image.height}") == ("PNG", icon["sizes"])


def test_colours_of_the_app_are_those_of_the_tokens() -> None:
    light, dark = schemes()["light"], schemes()["dark"]
    assert (light["band"], light["paper"], dark["band"]) == (app_shell.BAND, app_shell.PAPER, app_shell.BAND_DARK)
    head = (Path(settings.BASE_DIR) / "templates/components/app_head.html").read_text()
    assert re.findall(r'content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"', head) == [
        (light["band"], "light"),
        (dark["band"], "dark"),
    ]


def test_worker_keeps_static_files_and_one_page(client: Client) -> None:
    """Each of its addresses is there, and none of them is a page of the register."""
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8" and answer["Cache-Control"] == "no-cache"
    assert answer["Service-Worker-Allowed"] == "/"
    told = json.loads(re.search(r"SHELL = (\{.*\});", answer.content.decode())[1])
    assert told["offline"] == "/zonder-verbinding/"
    assert len(told["files"]) > 20 and all(address.startswith("/static/") for address in told["files"])
    assert {"/static/css/counter.css", "/static/js/counter.js", "/static/icons/mark.svg"} <= set(told["files"])
    for address in told["files"]:
        assert body(client, address)


def test_another_file_makes_another_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a phone would keep the old frame for ever."""
    before = app_shell.shell.__wrapped__()["version"]
    monkeypatch.setattr(app_shell, "FRAME", app_shell.FRAME[:2])
    assert app_shell.shell.__wrapped__()["version"] != before


def test_page_without_network_says_it_in_both_languages(client: Client) -> None:
    """Calmly: let people in, when to call, and that nothing is kept here. It knows nobody."""
    page = body(client, "/zonder-verbinding/").decode()
    for words in ("Laat iedereen binnen", "Let everyone in", "112", 'lang="nl"', 'lang="en"'):
        assert words in page
    assert "csrf" not in page
