"""The overview and the paper that nothing is held, for who handles requests and for nobody else."""

import datetime as dt
import json

import pytest
import time_machine

from audit.models import Event
from bans.models import Sanction
from notices.requests import Right
from rights.requests.actions import receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Channel, Request
from tests.cast import Cast
from tests.screens import Screens, screens

__all__ = ["screens"]
NAMES = ("rights:export-pdf", "rights:export-json", "rights:nothing")


@pytest.fixture
def requests(cast: Cast, ban: Sanction) -> tuple[Request, Request]:
    """One of somebody we know, one of nobody."""
    known = receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Graag."), at=cast.at)
    unknown = receiving.register(cast.area, Asking(Right.ACCESS, words="Graag."), channel=Channel.EMAIL,
                                 received_on=cast.today, by=cast.coordinator, at=cast.at)  # fmt: skip
    return known, unknown


def test_coordinator_gets_both_forms_and_each_look_is_a_line(screens: Screens, requests: tuple) -> None:
    known, _unknown = requests
    desk = screens.of("coordinator")
    paper, file = (desk.get(name, known.number) for name in NAMES[:2])
    assert paper.status_code == file.status_code == 200
    assert paper.content.startswith(b"%PDF") and json.loads(file.content)["request"]["number"] == known.number
    assert paper["Content-Type"] == "application/pdf" and "no-store" in paper["Cache-Control"]
    assert file["Content-Disposition"] == f'attachment; filename="gegevens-{known.number}.json"'
    assert Event.objects.filter(action="access.viewed", subject=f"request:{known.number}").count() == 2


def test_paper_that_nothing_is_held_is_for_a_request_of_nobody(screens: Screens, requests: tuple) -> None:
    known, unknown = requests
    desk = screens.of("coordinator")
    assert desk.get("rights:nothing", unknown.number).content.startswith(b"%PDF")
    assert desk.get("rights:nothing", known.number).status_code == 404
    assert desk.get("rights:export-pdf", unknown.number).status_code == 404


@pytest.mark.parametrize("who", ["manager_a", "counter_a", "approver", "municipality", "stranger"])
def test_nobody_else_finds_it(screens: Screens, requests: tuple, who: str) -> None:
    for name in NAMES:
        for request in requests:
            assert screens.of(who).get(name, request.number).status_code == 404
    assert not Event.objects.filter(action="access.viewed").exists()


def test_request_for_something_else_has_no_overview(screens: Screens, cast: Cast, ban: Sanction) -> None:
    other = receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Weg."), at=cast.at)
    for name in NAMES:
        assert screens.of("coordinator").get(name, other.number).status_code == 404


def test_overview_opens_only_after_a_recent_proof(screens: Screens, cast: Cast, requests: tuple) -> None:
    desk = screens.of("coordinator")
    with time_machine.travel(cast.at + dt.timedelta(minutes=16), tick=False):
        answer = desk.get("rights:export-pdf", requests[0].number)
    assert answer.status_code == 302 and "/account/" in answer["Location"]
    assert not Event.objects.filter(action="access.viewed").exists()
