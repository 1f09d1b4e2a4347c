"""A screen that stands open asks by itself whether something changed; that makes nobody present."""

import datetime as dt

import time_machine

from tests.cast import Cast
from tests.screens import Screens, cast, screens

__all__ = ["cast", "screens"]


def test_question_of_an_open_screen_does_not_keep_a_session(screens: Screens, cast: Cast) -> None:
    """After half an hour without a touch the session ends, however often the page itself asked."""
    with time_machine.travel(cast.at, tick=False) as clock:
        screen = screens.of("counter_b")
        assert screen.get("bans:counter").status_code == 200
        for _ in range(2):
            clock.shift(dt.timedelta(minutes=14))
            assert screen.get("bans:counter-state").status_code == 200
        clock.shift(dt.timedelta(minutes=3))
        assert screen.get("bans:counter").status_code == 302
