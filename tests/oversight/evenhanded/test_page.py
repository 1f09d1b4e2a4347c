"""The page that holds shops and reporters against the rest: a question and no name."""

import datetime as dt

import pytest

from audit.models import Event
from bans.actions.erasing import erase_ended
from oversight.evenhanded.gathering import cases, numbers, since, until
from tests.cast import Cast
from tests.factories import make_sanction
from tests.oversight.lines import proposed, write
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]


@pytest.fixture
def biased(cast: Cast) -> None:
    """Shop A asks for a ban nearly always, shop B hardly ever."""
    day = dt.date(2025, 6, 3)
    write(cast, day, [proposed("ban")] * 36 + [proposed()] * 4, by="manager_a", name="a")
    write(cast, day, [proposed("ban")] * 6 + [proposed()] * 34, by="manager_b", name="b")


def test_shop_that_differs_is_a_question_with_a_number_for_a_reporter(
    screens: Screens, cast: Cast, biased: None
) -> None:
    page = text(screens.of("municipality").get("oversight:even"))
    assert f"{cast.shop_a.name}: vaker een verbod dan de anderen" in page and "Hoe komt dat?" in page
    assert "Melder 1: vaker een verbod" in page and "geen oordeel" in page
    assert cast.manager_a.name not in page and cast.manager_b.name not in page


def test_r70_no_count_stands_on_the_page(screens: Screens, biased: None) -> None:
    page = text(screens.of("municipality").get("oversight:even"))
    assert "ongeveer 90" in page and "ongeveer 15" in page
    assert not {"36", "34", "40 ", "85"} & set(page.split())


def test_coordinator_who_can_ask_sees_whom(screens: Screens, cast: Cast, biased: None) -> None:
    assert f"Melder 1 ({cast.manager_a.name})" in text(screens.of("coordinator").get("oversight:even"))


def test_too_few_says_so_and_asks_nothing(screens: Screens, cast: Cast) -> None:
    write(cast, dt.date(2025, 6, 3), [proposed("ban")] * 4)
    page = text(screens.of("municipality").get("oversight:even"))
    assert "te weinig gevallen om iets te zeggen" in page and "Hoe komt dat?" not in page


def test_area_without_anything(screens: Screens, cast: Cast) -> None:
    assert "Er zijn geen maatregelen in deze tijd." in text(screens.of("municipality").get("oversight:even"))


def test_looking_is_logged(screens: Screens, biased: None) -> None:
    screens.of("municipality").get("oversight:even")
    assert Event.objects.get(action="evenhandedness.viewed").facts == {"questions": 4}


def test_only_quarters_that_are_over_count(cast: Cast) -> None:
    on = dt.date(2026, 3, 16)
    assert (since(cast.area, on), until(on)) == (dt.date(2026, 1, 1), dt.date(2026, 1, 1)), "the log is younger"
    write(cast, dt.date(2022, 5, 5), [("log.viewed", {})])
    assert since(cast.area, on) == dt.date(2023, 1, 1)
    assert until(dt.date(2026, 4, 1)) == dt.date(2026, 4, 1)
    write(cast, dt.date(2026, 1, 2), [proposed()])
    assert cases(cast.area, on=cast.today) == []


def test_case_keeps_what_the_log_knows_after_erasure(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    later = cast.today + dt.timedelta(days=100)
    (before,) = (one for one in cases(cast.area, on=later) if one.ban)
    assert (before.shop, before.nameless, before.evening) == (cast.shop_a.pk, False, False)
    ban.refresh_from_db()
    assert ban.last_day is not None
    gone = ban.last_day + dt.timedelta(days=60)
    erase_ended(on=gone, at=dt.datetime.combine(gone, dt.time(12), dt.UTC))
    (after,) = (one for one in cases(cast.area, on=later) if one.ban)
    assert (after.shop, after.nameless, after.evening) == (cast.shop_a.pk, None, None)
    assert (after.months, after.step) == (before.months, before.step)


def test_who_was_put_in_the_right_counts_after_erasure(cast: Cast) -> None:
    day = dt.date(2025, 6, 3)
    write(cast, day, [proposed()] * 2)
    write(
        cast, day, [("correction.made", {"kind": "withdrawn", "cause": cause}) for cause in ("wrong_fact", "changed")]
    )
    assert [one.overturned for one in cases(cast.area, on=cast.today)] == [True, False]


def test_rejected_and_annulled_are_overturned(cast: Cast) -> None:
    day = dt.date(2025, 6, 3)
    write(cast, day, [proposed()] * 3)
    write(cast, day, [("sanction.rejected", {}), ("sanction.annulled", {"flagged": 0}), ("sanction.lifted", {})])
    assert [one.overturned for one in cases(cast.area, on=cast.today)] == [True, True, False]


def test_reporters_are_numbered_as_they_come(cast: Cast) -> None:
    write(cast, dt.date(2025, 6, 3), [proposed()], by="manager_b", name="b")
    write(cast, dt.date(2025, 7, 3), [proposed()], by="manager_a", name="a")
    found = numbers(cases(cast.area, on=cast.today))
    assert found == {f"user:{cast.manager_b.pk}": 1, f"user:{cast.manager_a.pk}": 2}
