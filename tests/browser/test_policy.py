"""No page breaks the content policy in a real browser, and one that did would be heard of (G23, T28)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from config import csp_report
from notices.demo import cast, scene, story
from participants import clock

from .test_pages import PASSWORD, pages_of
from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTENER = """
document.addEventListener('securitypolicyviolation',
    e => window.broken(`${location.pathname} ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`));
"""


def listen(visitor: Visitor) -> list[str]:
    """What the browser stops from now on: page, rule, and what it was."""
    stopped: list[str] = []
    visitor.page.expose_function("broken", lambda told: stopped.append(told))
    visitor.page.add_init_script(LISTENER)
    return stopped


def test_no_page_breaks_the_content_policy(visit: Callable[..., Visitor]) -> None:
    """Every main page for each role, the pages to log in and out, and the description of the API."""
    at = clock.now()
    call_command("load_catalogue", verbosity=0)
    story.tell(scene.build(at=at, password=PASSWORD), at=at)
    found: list[str] = []
    for login in (None, *cast.LOGINS):
        visitor = visit()
        stopped = listen(visitor)
        if login is None:
            addresses = ["/", "/account/login/", "/account/password/reset/", "/maatregelen/", "/api/docs/", "/nergens/"]
        else:
            visitor.log_in(login.email, PASSWORD)
            addresses = [*pages_of(login.local), "/beveiliging/", "/account/password/change/", "/account/logout/"]
        for address in addresses:
            visitor.page.goto(address)
            visitor.page.wait_for_load_state("networkidle")
        found += stopped + [told for told in visitor.complaints if "Security Policy" in told]
    assert found == []


def test_page_that_breaks_the_policy_is_stopped_and_reported(
    visit: Callable[..., Visitor], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """As script would be that somebody smuggled in: it does not run, and the browser says so to the server.

    By the older of the two ways, at once; by the newer it would wait for a minute.
    """
    rules = dict(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
    del rules["report-to"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": rules}
    csp_report._told.clear()
    visitor = visit()
    stopped = listen(visitor)
    visitor.open("account_login")
    ran = visitor.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.smuggled = 1';"
        " document.body.append(s); return window.smuggled }"
    )
    assert ran is None
    for _moment in range(100):
        if stopped and "content policy" in caplog.text:
            break
        visitor.page.wait_for_timeout(100)
    assert "content policy: script-src-elem stopped inline on account_login" in caplog.text
    assert stopped and all("script-src" in told for told in stopped)


def test_page_keeps_nothing_in_the_browser(visit: Callable[..., Visitor]) -> None:
    """After a visit the browser's storage is empty: no words, no files, no worker."""
    visitor = visit()
    visitor.open("account_login")
    kept = visitor.page.evaluate(
        "async () => ({ local: localStorage.length, session: sessionStorage.length,"
        " databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,"
        " workers: (await navigator.serviceWorker.getRegistrations()).length })"
    )
    assert set(kept.values()) == {0}
    assert visitor.page.evaluate("document.cookie") == ""
