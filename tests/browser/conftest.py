"""A real browser against a real server, on whatever database the run has."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from .visitor import DESKTOP, PHONE, Visitor

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The distribution's Chromium; the tests fail plainly where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "The browser tests need Chromium: apt-get install chromium"
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=FLAGS)) as it,
    ):
        yield it


@pytest.fixture
def plain_static_files(settings) -> None:
    """Nobody collected static files for a test, so the names carry no hash."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, plain_static_files: None) -> Iterator[Callable[..., Visitor]]:
    """Makes a visitor with a browser window of their own: `visit(phone=True)`.

    The worker that keeps the frame of the app is for the tests that are about it: `visit(app=True)`.
    """
    contexts = []

    def make(*, phone: bool = False, app: bool = False) -> Visitor:
        context = chromium.new_context(
            service_workers="allow" if app else "block",
            viewport=PHONE if phone else DESKTOP,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            base_url=live_server.url,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(context.new_page())

    yield make
    for context in contexts:
        context.close()
