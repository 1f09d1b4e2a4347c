"""The attack over time: an auditor who takes along all files of every month, while the log is pruned (R70, T36)."""

import csv
import datetime as dt
import io
import random

import pytest
import time_machine
from django.test import override_settings

from audit import pruning
from bans.rules.figures import SMALLEST_FIGURE
from oversight.figures.closing import close_area
from participants.clock import DUTCH_TIME
from tests.cast import Cast, build_cast
from tests.oversight.lines import proposed, signed, write
from tests.screens import Screens

from .attack import Key, fixed, narrowed, open_rows
from .test_downloads import read, sums

# Long, and nothing in it is the database's.
pytestmark = pytest.mark.once

YEARS = (2024, 2025)
# By then the log holds nothing of those years any more.
MONTHS = [(year, month) for year in (2024, 2025, 2026) for month in range(1, 13)][:32]


@pytest.fixture
def cast(db: None) -> Cast:
    with time_machine.travel(dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC), tick=False):
        return build_cast()


def of_the_month(cast: Cast, year: int, month: int, dice: random.Random) -> None:
    """A few measures, by one of three, in a third of the months none."""
    for number in range(dice.choice((0, 2, 4))):
        kind, scope = dice.choice((("warning", "shop"), ("ban", "shop"), ("ban", "area")))
        lines = [proposed(kind, scope, dice.choice((3, 6, 12, 24)))] * dice.randrange(1, 5)
        by = dice.choice(("manager_a", "manager_b", "coordinator"))
        write(cast, dt.date(year, month, 3 + number), lines, by=by, name=f"{year}-{month}-{number}")


def taken(cast: Cast) -> list[list[list[str]]]:
    """Every file that the municipality can get today."""
    screen = Screens(cast).of("municipality")
    answers = [screen.get("oversight:figures-file", jaar=str(year)) for year in YEARS]
    return [
        list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        for answer in answers
        if answer.status_code == 200
    ]


def test_r70_files_of_every_month_give_away_no_small_number(cast: Cast) -> None:
    """The log is kept for six months; a shop changes its kind, and then another."""
    dice = random.Random(70)
    cast.area.shops.filter(pk=cast.shop_b.pk).update(sector="leisure")
    seen: dict[Key, set[int]] = {}
    places: dict[Key, list[str]] = {}
    taken_along = 0
    for year, month in MONTHS:
        at = dt.datetime(year, month, 1, 0, 5, tzinfo=DUTCH_TIME)
        with time_machine.travel(at, tick=False), override_settings(LOG_MONTHS=6):
            # Before the night has closed anything; the next time after it. In 2024 no year is over.
            for rows in taken(cast) if (year, month) >= (2024, 12) else []:
                taken_along += 1
                _take(rows, seen, places)
            close_area(cast.area, on=at.date(), at=at)
            signed(cast, at.date())
            pruning.prune(cast.area.slug, at=at)
        if year in YEARS:
            of_the_month(cast, year, month, dice)
        cast.area.shops.filter(pk=cast.shop_c.pk).update(sector=dice.choice(("retail", "hospitality")))
    # Nothing ever became another number, so that there is nothing to take from one another.
    assert taken_along >= 28 and len(seen) >= 20
    assert {key: numbers for key, numbers in seen.items() if len(numbers) > 1} == {}
    known = {key: min(numbers) for key, numbers in seen.items()}
    for number in YEARS:
        rows = open_rows([one for one in sums(known, places) if next(iter(one))[1] == str(number)], known)
        bounds = narrowed(rows)
        assert bounds and not fixed(rows)
        assert min(high - low for low, high in bounds.values()) >= SMALLEST_FIGURE


def _take(rows: list[list[str]], seen: dict[Key, set[int]], places: dict[Key, list[str]]) -> None:
    numbers: dict[Key, int] = {}
    read(rows, numbers, places)
    for key, number in numbers.items():
        seen.setdefault(key, set()).add(number)
