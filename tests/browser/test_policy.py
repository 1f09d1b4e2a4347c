"""A page that broke the content policy would be heard of, and pages keep nothing (G23, T28).

That no page breaks it is seen while all of them are walked, in test_pages.
"""

from collections.abc import Callable
from typing import Any

import pytest

from config import csp_report

from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


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
    visitor.open("account_login")
    ran = visitor.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.smuggled = 1';"
        " document.body.append(s); return window.smuggled }"
    )
    assert ran is None
    for _moment in range(100):
        if visitor.stopped and "content policy" in caplog.text:
            break
        visitor.page.wait_for_timeout(100)
    assert "content policy: script-src-elem stopped inline on account_login" in caplog.text
    assert visitor.stopped and all("script-src" in told for told in visitor.stopped)
