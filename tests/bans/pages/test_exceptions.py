"""Exceptions at the screens: the coordinator's pages, and what a counter reads."""

import datetime as dt

import pytest
import time_machine

from bans.actions import exceptions
from bans.models import CounterCheck, EntryException, Photo, Sanction
from participants.models import Protocol
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_sanction
from tests.screens import Screen, Screens, text

KEES = {"family_name": "de Vries", "given_name": "Kees"}


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    ban = make_sanction(cast, at=cast.at - DAY)
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    return ban


def granted(cast: Cast, ban: Sanction) -> EntryException:
    return exceptions.grant(
        ban, shop=cast.shop_b, for_what="goods", weekdays=[0, 1], starts_at=dt.time(9), ends_at=dt.time(12),
        last_day=dt.date(2026, 5, 3), by=cast.coordinator, at=cast.at - DAY,
    )  # fmt: skip


def ask(screen: Screen, cast: Cast) -> str:
    return text(screen.post("bans:counter", shop=cast.shop_b.pk, **KEES))


def opened(screen: Screen) -> str:
    return text(screen.post("bans:counter-open", CounterCheck.objects.latest("pk").token, reason="at_the_door"))


def test_coordinator_grants_one_and_ends_it(screens: Screens, cast: Cast, ban: Sanction) -> None:
    screen = screens.of("coordinator")
    assert "Er is nu geen uitzondering" in text(screen.get("bans:exceptions", ban.reference))
    chosen = {"shop": cast.shop_b.pk, "for_what": "goods", "weekdays": ["0", "1"], "starts_at": "09:00"}
    half = screen.post("bans:exception-new", ban.reference, **chosen, last_day="2026-05-03")
    assert half.status_code == 422 and "beide tijden" in text(half)
    done = screen.post("bans:exception-new", ban.reference, **chosen, ends_at="12:00", last_day="2026-05-03")
    assert done.status_code == 302
    page = text(screen.get("bans:exceptions", ban.reference))
    assert "voor boodschappen, maandag en dinsdag van 9 tot 12 uur, tot en met 3 mei 2026" in page
    assert "Gegeven door coordinator" in page
    token = EntryException.objects.get().token
    assert screen.post("bans:exceptions", ban.reference, token=token).status_code == 302
    again = screen.post("bans:exceptions", ban.reference, token=token)
    assert again.status_code == 422 and "al beëindigd" in text(again)
    assert "beëindigd op 16 maart 2026" in text(screen.get("bans:exceptions", ban.reference))


def test_exception_of_another_ban_is_not_ended_here(screens: Screens, cast: Cast, ban: Sanction) -> None:
    other = make_sanction(cast, family_name="Jansen")
    screen, token = screens.of("coordinator"), granted(cast, ban).token
    assert screen.post("bans:exceptions", other.reference, token=token).status_code == 404
    assert screen.post("bans:exceptions", other.reference, token="\x00").status_code == 404


@pytest.mark.parametrize("who", ["manager_a", "manager_b", "counter_b", "approver", "municipality", "stranger"])
def test_nobody_else_sees_them(screens: Screens, cast: Cast, ban: Sanction, who: str) -> None:
    screen = screens.of(who)
    for page in ("bans:exceptions", "bans:exception-new"):
        assert screen.get(page, ban.reference).status_code == 404
        assert screen.post(page, ban.reference).status_code == 404
    assert screen.post("notices:exception-letter", ban.reference).status_code == 404


def test_counter_reads_that_somebody_may_come_in_and_cannot_report(screens: Screens, cast: Cast, ban: Sanction) -> None:
    granted(cast, ban)
    screen = screens.of("counter_b")
    sentence = "Uitzondering: mag hier naar binnen voor boodschappen, maandag en dinsdag van 9 tot 12 uur"
    first = ask(screen, cast)
    assert "Mag naar binnen" in first and sentence in first
    assert "waarschuwing" not in first and "verlaten" not in first
    page = opened(screen)
    assert sentence in page and "verlaten" not in page and "meld overtreding" not in page
    report = {
        "shop": cast.shop_b.pk, "happened_at": "2026-03-16T10:00", "place": "ingang", "observed_by": "R.",
        "observer_function": "verkoper", "submission_key": "x" * 32,
    }  # fmt: skip
    refused = screen.post("bans:breach-new", ban.reference, **report)
    assert refused.status_code == 422 and "mocht deze persoon hier naar binnen" in text(refused)


def test_counter_reads_when_it_would_be_allowed(screens: Screens, cast: Cast, ban: Sanction) -> None:
    granted(cast, ban)
    with time_machine.travel(cast.at + dt.timedelta(hours=4), tick=False):
        screen = screens.of("counter_b")
        first = ask(screen, cast)
        assert "Winkelverbod" in first and "Nu niet naar binnen. Uitzondering:" in first
        page = opened(screen)
        assert "Nu niet naar binnen." in page and "meld overtreding" in page


def test_faces_of_this_week_say_it(screens: Screens, cast: Cast, ban: Sanction) -> None:
    granted(cast, ban)
    Protocol.objects.update(values={"photo_brief": "brief"})
    assert "Uitzondering: mag hier naar binnen" in text(screens.of("counter_b").post("bans:brief", shop=cast.shop_b.pk))


def test_api_says_it_too(screens: Screens, cast: Cast, ban: Sanction) -> None:
    granted(cast, ban)
    client, root = screens.of("counter_b").client, f"/api/v1/areas/{cast.area.slug}/checks"
    question = {"shop": cast.shop_b.pk, **KEES}
    answer = client.post(root, question, content_type="application/json").json()
    assert (answer["outcome"], answer["label"]) == ("warned", "uitzondering: mag naar binnen")
    assert answer["exception"].startswith("Uitzondering: mag hier naar binnen")
    details = client.post(
        f"{root}/{answer['token']}/open", {"reason": "at_the_door"}, content_type="application/json"
    ).json()
    (row,) = details["sanctions"]
    assert row["may_enter"] is True and row["exception"] == answer["exception"]
