"""Putting a reminder off: with a reason, not for long, and never past the day after which it is too late."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from audit.models import Event
from bans.actions.erasing import erase_ended
from notices.actions.reminders import snooze, wake
from notices.models import Snooze
from notices.reminders.due import everything, find
from participants.actions.shops import update_shop
from participants.models import User
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.refused import refused

from .waiting import kinds_for, only


def put_off(cast: Cast, who: User, *, days: int, until: int, **facts: Any) -> Snooze:
    """By somebody, so many days on, until so many days on: their only reminder."""
    given = {"reason": "Wacht op de post.", "for_everybody": False, **facts}
    until_day = cast.today + until * DAY
    return snooze(cast.area, only(cast, who, days=days), until=until_day, **given, by=who, at=cast.at + days * DAY)


@pytest.fixture
def letter(quiet: Cast) -> Cast:
    make_sanction(quiet, served=False)
    return quiet


def test_it_is_quiet_until_its_day_and_only_for_who_put_it_off(letter: Cast) -> None:
    put_off(letter, letter.manager_a, days=0, until=10)
    assert [kinds_for(letter, letter.manager_a, days=n) for n in (0, 9, 10)] == [[], [], ["serve_by"]]
    assert kinds_for(letter, letter.coordinator, days=5) == ["serve_by"]
    assert only(letter, letter.manager_a).snooze.why == "Wacht op de post."


def test_coordinator_puts_it_off_for_everybody(letter: Cast) -> None:
    put_off(letter, letter.coordinator, days=0, until=10, for_everybody=True)
    assert kinds_for(letter, letter.manager_a, days=5) == kinds_for(letter, letter.coordinator, days=5) == []
    with refused("not_allowed", "R30"):
        wake(letter.area, only(letter, letter.manager_a), by=letter.manager_a, at=letter.at)
    wake(letter.area, only(letter, letter.manager_a), by=letter.coordinator, at=letter.at)
    assert kinds_for(letter, letter.manager_a) == ["serve_by"]


def test_shop_puts_nothing_off_for_others(letter: Cast) -> None:
    with refused("not_allowed", "R30"):
        put_off(letter, letter.manager_a, days=0, until=3, for_everybody=True)
    assert not Snooze.objects.exists()


@pytest.mark.parametrize(
    ("days", "until", "code"),
    [
        (0, 15, "too_long"),
        (0, 0, "not_ahead"),
        (5, 4, "not_ahead"),
        (20, 31, "past_the_deadline"),
        (29, 40, "past_the_deadline"),
        (30, 31, "too_late"),
    ],
)
def test_not_for_long_and_not_past_the_last_day(letter: Cast, days: int, until: int, code: str) -> None:
    """The letter must be served within thirty days."""
    with refused(code):
        put_off(letter, letter.manager_a, days=days, until=until)
    assert not Snooze.objects.exists()


@pytest.mark.parametrize(("days", "until"), [(0, 14), (20, 30), (29, 30)])
def test_up_to_the_last_day_it_may_wait(letter: Cast, days: int, until: int) -> None:
    put_off(letter, letter.manager_a, days=days, until=until)
    assert kinds_for(letter, letter.manager_a, days=until) == ["serve_by"]


def test_what_is_late_but_not_fixed_may_wait(quiet: Cast) -> None:
    """An agreement that ended: late, and yet the coordinator may wait for an answer."""
    by = {"by": quiet.coordinator, "at": quiet.at}
    update_shop(quiet.shop_b, fields={"agreement_ends_on": quiet.today + DAY}, **by)
    row = put_off(quiet, quiet.coordinator, days=5, until=15, reason="Contract is op de post.")
    assert (row.sanction, row.plain_reason, row.why) == (None, "Contract is op de post.", "Contract is op de post.")


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_missing"),
        ("  ", "reason_missing"),
        ("x" * 201, "reason_too_long"),
        ("bsn 111222333", "citizen_number"),
    ],
)
def test_r68_reason_is_short_and_screened(letter: Cast, reason: str, code: str) -> None:
    with refused(code):
        put_off(letter, letter.manager_a, days=0, until=3, reason=reason)
    assert not Snooze.objects.exists()


def test_reason_about_a_file_is_sealed_with_it(letter: Cast) -> None:
    """In the table stands nothing readable."""
    put_off(letter, letter.manager_a, days=0, until=3, reason="Wacht op Zwmerk.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_snooze")
        row = cursor.fetchone()
    assert not any("Zwmerk" in str(bytes(part) if isinstance(part, memoryview) else part) for part in row)
    assert only(letter, letter.manager_a).snooze.why == "Wacht op Zwmerk."


def test_put_off_again_is_one_row_with_the_newest_day(letter: Cast) -> None:
    put_off(letter, letter.manager_a, days=0, until=3)
    put_off(letter, letter.manager_a, days=1, until=8)
    assert Snooze.objects.get().until == letter.today + 8 * DAY


def test_it_is_written_in_the_log_without_the_reason(letter: Cast) -> None:
    put_off(letter, letter.manager_a, days=0, until=3)
    wake(letter.area, only(letter, letter.manager_a), by=letter.manager_a, at=letter.at)
    first, second = Event.objects.filter(action__startswith="reminder.").order_by("pk")
    assert (first.action, second.action) == ("reminder.snoozed", "reminder.woken")
    assert first.subject.startswith("sanction:2026-") and "post" not in str(first.facts)
    assert first.facts["until"] == (letter.today + 3 * DAY).isoformat()


def test_what_is_not_put_off_cannot_be_taken_back(letter: Cast) -> None:
    with refused("not_snoozed"):
        wake(letter.area, only(letter, letter.manager_a), by=letter.manager_a, at=letter.at)


def test_another_day_makes_it_another_reminder(quiet: Cast) -> None:
    """A term that was moved is spoken of again, although the old one was put off."""
    by = {"by": quiet.coordinator, "at": quiet.at}
    update_shop(quiet.shop_b, fields={"agreement_ends_on": quiet.today + 20 * DAY}, **by)
    put_off(quiet, quiet.coordinator, days=0, until=10)
    update_shop(quiet.shop_b, fields={"agreement_ends_on": quiet.today + 30 * DAY}, **by)
    assert kinds_for(quiet, quiet.coordinator) == ["agreement_ends"]


def test_reminder_is_found_by_who_has_it(letter: Cast) -> None:
    key = only(letter, letter.manager_a).key
    for who in ("manager_a", "coordinator"):
        assert find(letter.area, user=getattr(letter, who), on=letter.today, key=key)
    for who in ("manager_b", "approver", "counter_a", "municipality", "stranger"):
        assert find(letter.area, user=getattr(letter, who), on=letter.today, key=key) is None
    assert find(letter.area, user=letter.manager_a, on=letter.today, key="serve_by.x") is None


def test_news_is_not_put_off(quiet: Cast) -> None:
    make_sanction(quiet, months=1)
    on = quiet.today + 32 * DAY
    erase_ended(on=on)
    (news,) = everything(quiet.area, user=quiet.coordinator, on=on)
    with refused("too_late"):
        snooze(
            quiet.area, news, until=on + DAY, reason="Later.", for_everybody=False,
            by=quiet.coordinator, at=quiet.at + dt.timedelta(days=32),
        )  # fmt: skip
