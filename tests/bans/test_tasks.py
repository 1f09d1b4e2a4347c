"""The nightly duty and its command delete what has ended, and only that."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from bans.models import Person, Sanction
from bans.rules.status import ENDED, Status
from bans.tasks import erase_ended
from notices.demo import scene, story
from participants.clock import DUTCH_TIME
from tests.told import undone_afterwards

AT = dt.datetime(2026, 11, 25, 10, 0, tzinfo=DUTCH_TIME)
TODAY = AT.date()


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration's year, told as on a fixed day."""
    with undone_afterwards(django_db_blocker):
        story.tell(scene.build(at=AT, password="a password of no account"), at=AT)
        yield


@pytest.fixture
def year(told: None, db: None) -> None:
    """The year as it was told, whatever another test erased."""


def statuses(on: dt.date) -> dict[str, Status]:
    return {s.reference: s.status(on) for s in Sanction.objects.select_related("protocol")}


def test_r53_erases_ended_and_keeps_what_runs(year: None) -> None:
    """R34, R53: the expired, the lapsed, the withdrawn and the annulled go; the rejected waits (R29)."""
    before = statuses(TODAY)
    with time_machine.travel(AT, tick=False):
        counts = erase_ended()
    after = statuses(TODAY)
    kept = {ref for ref, status in before.items() if status not in ENDED or status is Status.REJECTED}
    # The annulled warning belongs to somebody whose file is held for a complaint (R54).
    held = set(Sanction.objects.filter(person__hold_until__isnull=False).values_list("reference", flat=True))
    assert {Status.EXPIRED, Status.LAPSED, Status.WITHDRAWN, Status.ANNULLED} <= set(before.values())
    assert set(after) == kept | held
    assert counts["sanctions"] == len(before) - len(after) == 3


def test_second_run_finds_nothing(year: None) -> None:
    with time_machine.travel(AT, tick=False):
        erase_ended()
        assert erase_ended().get("sanctions", 0) == 0


def test_person_without_file_goes_too(year: None) -> None:
    """After two years of nothing new the register is empty, people and photos included."""
    with time_machine.travel(AT + dt.timedelta(days=800), tick=False):
        erase_ended()
    assert not Sanction.objects.exists() and not Person.objects.exists()


def test_commands(year: None, capsys: pytest.CaptureFixture[str]) -> None:
    """`due` tells the numbers that `purge` then acts upon."""
    with time_machine.travel(AT, tick=False):
        call_command("due")
        assert "4 to decide, 3 to serve, 13 in force, 5 to purge" in capsys.readouterr().out
        call_command("purge")
        assert "3 sanctions" in capsys.readouterr().out
