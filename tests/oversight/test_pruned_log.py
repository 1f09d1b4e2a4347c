"""Lines of the log go after their term, as they must. Nothing may be concluded from a line that went (R71, R72)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from audit import heads, pruning
from audit.models import Event, HeadReason
from bans.actions import erasing
from bans.models import Sanction
from oversight.checks.running import report_of
from oversight.checks.verdict import Verdict
from participants import clock
from participants.actions.shops import join, leave
from participants.models import Shop, ShoppingArea
from tests.told import undone_afterwards

from .register import Register, build

pytestmark = pytest.mark.once

BUILT = dt.datetime(2024, 11, 1, 9, tzinfo=dt.UTC)
PRUNED = dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC)
OF_LINES = {
    "decided_by_another", "decided_by_those_who_may", "every_deed_has_its_line", "hidden_with_a_reason",
    "looked_at_again", "questions_are_on_record", "request_has_its_lines", "transfer_was_recorded",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Register]:
    """A register of a year old."""
    with undone_afterwards(django_db_blocker):
        with time_machine.travel(BUILT, tick=True):
            made = build()
        yield made


@pytest.fixture
def register(built: Register, db: None) -> Register:
    return built


def prune(register: Register) -> None:
    """What the nights of a year leave: every line of the first day is gone."""
    with time_machine.travel(BUILT + dt.timedelta(hours=1), tick=True):
        heads.publish(register.area.slug, at=clock.now(), reason=HeadReason.HOUR)
    with time_machine.travel(PRUNED, tick=True):
        erasing.erase_ended(on=clock.today(), at=clock.now())
        assert pruning.prune(register.area.slug, at=clock.now())


def outcomes(register: Register, code: str) -> set[Verdict]:
    with time_machine.travel(PRUNED, tick=True):
        report = report_of(ShoppingArea.objects.get(pk=register.area.pk), on=clock.today())
    return {Verdict(verdict) for verdict in report.counts[code]} - {Verdict.NOT_APPLICABLE}


def test_r72_no_line_that_went_is_missed(register: Register) -> None:
    prune(register)
    with time_machine.travel(PRUNED, tick=True):
        report = report_of(ShoppingArea.objects.get(pk=register.area.pk), on=clock.today())
    assert {one.check.code for one in report.findings} & OF_LINES == set()
    assert {one.check.code for one in report.missing} >= {"every_deed_has_its_line", "request_has_its_lines"}


def test_r72_no_line_that_went_is_taken_for_a_good_one(register: Register) -> None:
    """Who decided is of the same side. With the line it is seen; without it nobody can say that it was another."""
    row = register.area.sanctions.get(months=18)
    line = Event.objects.filter(subject=f"sanction:{row.reference}", action="sanction.approved").latest("pk")
    Sanction.objects.filter(area=register.area).exclude(pk=row.pk).delete()
    Sanction.objects.filter(pk=row.pk).update(proposed_for=line.organisation.split())
    assert outcomes(register, "decided_by_another") == {Verdict.FAIL}
    prune(register)
    assert outcomes(register, "decided_by_another") == {Verdict.MISSING}


def test_shop_that_left_and_came_back_has_done_nothing_wrong(register: Register) -> None:
    with time_machine.travel(BUILT + dt.timedelta(hours=1), tick=True):
        shop = Shop.objects.get(pk=register.one().shop_id)
        leave(shop, on=clock.today(), by=register.coordinator, at=clock.now())
    with time_machine.travel(BUILT + dt.timedelta(days=3), tick=True):
        shop.refresh_from_db()
        join(shop, on=clock.today(), by=register.coordinator, at=clock.now())
        report = report_of(ShoppingArea.objects.get(pk=register.area.pk), on=clock.today())
    assert "shop_took_part" not in {one.check.code for one in report.findings}
