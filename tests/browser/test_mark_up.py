"""What one role types as mark-up does nothing in the browser of another (T25, G20)."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import build_cast
from tests.fairness.mark_up import MARK, strings
from tests.fairness.test_mark_up import Supply, story
from tests.signed_in import sign_in

from .visitor import Visitor


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_g20_no_script_runs_in_a_browser(visit: Callable[..., Visitor]) -> None:
    """A handful in a real browser, with the coordinator signed in: no dialog, no script, no request to elsewhere."""
    cast, dialogs = build_cast(), []
    with time_machine.travel(cast.at, tick=True):
        made = [story(cast, Supply(strings(120)))]
        cookie = sign_in(Client(), cast.coordinator).cookies
        visitor = visit()
        visitor.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url))
        visitor.open("participants:home")
        host = visitor.page.url.split("/")[2]
        visitor.page.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": f"http://{host}"} for name, morsel in cookie.items()]
        )
        for sanction in made:
            for name, key in (("bans:incident", sanction.incident.reference), ("bans:sanction", sanction.reference)):
                response = visitor.page.goto(reverse(name, args=[cast.area.slug, key]))
                assert response and response.status == 200
                assert MARK in visitor.text
        visitor.page.wait_for_timeout(300)
    assert dialogs == [] and [url for url in asked if host not in url and not url.startswith("data:")] == []
    assert visitor.complaints == []
