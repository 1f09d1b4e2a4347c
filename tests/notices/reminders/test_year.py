"""A year, day by day: each thing is told on the days of the timetable, none twice and none missed (G3, T10).

What should be told stands here as numbers of days, written out by hand, and is compared with what was mailed. Twice a
day the duty runs, at night the purge.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from bans.actions.decisions import approve
from bans.actions.endings import hold
from bans.actions.erasing import erase_ended
from bans.models import Sanction
from notices.actions.digests import forget_sent, send_digests
from notices.actions.reminders import keep_running, snooze
from notices.models import ReminderSent
from notices.reminders.due import due
from participants.actions.areas import grant_permit
from participants.actions.evaluations import record_evaluation
from participants.actions.shops import update_shop
from participants.models import Evaluation, Membership, Permit
from tests.cast import Cast
from tests.factories import DAY, instruct, make_sanction
from tests.size import FULL

pytestmark = pytest.mark.once
DAYS = 366
BOTH = ("coordinator", "manager_a")
# Who is told what, on which days counted from 16 March 2026.
EXPECTED: dict[tuple[str, tuple[str, ...]], list[int]] = {
    # Proposed on day 0, and nobody decides within thirty days.
    ("approve_by", ("coordinator", "approver")): [0, 23, 28, 30],
    # To be served within thirty days, and nobody does. The manager puts it off on day 24 until day 27.
    ("serve_by", ("coordinator",)): [0, 23, 28, 30],
    ("serve_by", ("manager_a",)): [0, 23, 27, 28, 30],
    # Both are gone on the day after; and so are the ban of six months and the two warnings.
    ("lapsed", ("coordinator",)): [31],
    ("ended", ("coordinator",)): [184, 365],
    # Served unchecked on a Monday: the next Monday is the last day; checked on day 20.
    ("unchecked", ("coordinator",)): [0, 7, 8, 15],
    # The warning of twelve months has its last day on day 364, the ban of six months on day 183.
    ("ending", BOTH): [153, 176, 183, 334, 357, 364],
    # Half-way through that ban, every thirty days, until it is decided on day 130 that it goes on.
    ("early_review", ("coordinator",)): [92, 122],
    # Held until day 100; on day 95 held until day 200.
    ("hold_review", ("coordinator",)): [70, 93, 170, 193, 200],
    # The permit ends on day 300; the next one is recorded on day 295.
    ("permit_ends", ("coordinator",)): [120, 210, 270, 293],
    # The agreement of shop B ended on day 100; it is renewed on day 140.
    ("agreement_ends", ("coordinator",)): [40, 70, 93, 100, 101, 131],
    # The instruction holds until day 274; the manager does it again on day 250.
    ("instruction", ("manager_a",)): [244],
    # The evaluation is due on day 60 and is held on day 100.
    ("evaluation", ("coordinator",)): [30, 60, 90],
}


@pytest.fixture
def year(cast: Cast) -> dict[int, Callable[[dt.datetime], object]]:
    """What happens on which day; the rest of the cast has no role any more."""
    coordinator, area = cast.coordinator, cast.area
    keep = (coordinator, cast.manager_a, cast.approver)
    Membership.objects.filter(area=area).exclude(user__in=keep).update(ended_at=cast.at)
    Permit.objects.filter(area=area).update(valid_until=cast.today + 300 * DAY)
    day_60 = cast.today + 60 * DAY
    held_on = day_60.replace(year=day_60.year - 1)
    Evaluation.objects.create(area=area, held_on=held_on, recorded_by=coordinator, recorded_at=cast.at)
    update_shop(cast.shop_b, fields={"agreement_ends_on": cast.today + 100 * DAY}, by=coordinator, at=cast.at)
    make_sanction(cast, approved=False, served=False, family_name="Een")
    make_sanction(cast, "ban", "shop", served=False, family_name="Twee")
    warning = make_sanction(cast, "warning", "area", approved=False, family_name="Drie")
    ban = make_sanction(cast, months=6, family_name="Vier")

    def put_off(at: dt.datetime) -> None:
        (letter,) = due(area, user=cast.manager_a, on=at.date())
        facts = {"reason": "Wacht.", "for_everybody": False, "by": cast.manager_a, "at": at}
        snooze(area, letter, until=at.date() + 3 * DAY, **facts)

    def held(until: int) -> Callable[[dt.datetime], object]:
        day = cast.today + until * DAY
        return lambda at: hold(warning.person, reason="Rechtszaak.", until=day, by=coordinator, at=at)

    def new_permit(at: dt.datetime) -> None:
        days = {"granted_on": at.date(), "valid_from": cast.today + 301 * DAY, "valid_until": None}
        businesses = [shop.business for shop in (cast.shop_a, cast.shop_b, cast.shop_c)]
        grant_permit(area, number="AP-2", **days, businesses=businesses, by=coordinator, at=at)

    fresh = Sanction.objects.select_related("area", "person", "protocol")
    return {
        10: held(100),
        20: lambda at: approve(fresh.get(pk=warning.pk), by=coordinator, at=at),
        24: put_off,
        95: held(200),
        100: lambda at: record_evaluation(area, held_on=at.date(), by=coordinator, at=at),
        130: lambda at: keep_running(fresh.get(pk=ban.pk), reason="Te kort geleden.", by=coordinator, at=at),
        140: lambda at: update_shop(cast.shop_b, fields={"agreement_ends_on": None}, by=coordinator, at=at),
        250: lambda at: instruct(area, cast.manager_a, at=at),
        295: new_permit,
    }


def days_to_play(year: dict[int, Callable[[dt.datetime], object]]) -> list[int]:
    """All of them; or each day on which something is told or done, those beside it, and one in each week."""
    if FULL:
        return [*range(DAYS)]
    known = {*year, *(day for days in EXPECTED.values() for day in days)}
    return [day for day in range(DAYS) if day % 7 == 0 or known & {day - 1, day, day + 1}]


def test_a_year_day_by_day_tells_what_the_timetable_says(
    cast: Cast, year: dict[int, Callable[[dt.datetime], object]], mailoutbox: list
) -> None:
    users = {getattr(cast, who).pk: who for who in ("coordinator", "manager_a", "approver")}
    told: list[tuple[str, str, int]] = []
    mails = 0
    for number in days_to_play(year):
        at = cast.at + number * DAY
        erase_ended(on=at.date())
        forget_sent(on=at.date())
        for _run in ("in the morning", "an hour later"):
            send_digests(at=at)
        rows = ReminderSent.objects.filter(area=cast.area, digest__on=at.date())
        new = [(users[user], key.partition(".")[0], number) for user, key in rows.values_list("user", "key")]
        told += new
        to = [message.to[0] for message in mailoutbox[mails:] if not message.to[0].startswith("stranger")]
        assert sorted(to) == sorted({getattr(cast, who).email for who, _kind, _day in new}), number
        mails = len(mailoutbox)
        if number in year:
            year[number](at)
    expected = [
        (who, kind, day) for (kind, readers), days in EXPECTED.items() for who in readers for day in days
    ]  # fmt: skip
    assert sorted(told) == sorted(expected)
