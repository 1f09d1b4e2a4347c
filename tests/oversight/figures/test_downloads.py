"""The attack upon what somebody really holds: every file of every year, read as text (R70, T36)."""

import csv
import datetime as dt
import io
import random
import re

import pytest

from audit.models import Event
from bans.rules.figures import SMALLEST_FIGURE
from tests.cast import Cast
from tests.oversight.lines import proposed, write
from tests.screens import Screens, cast, screens
from tests.size import size

from .attack import Equation, Key, exactly, open_rows

# Long, and nothing in it is the database's.
pytestmark = pytest.mark.once

__all__ = ["cast", "screens"]
YEAR = re.compile(r"^(?P<what>.+) in (?P<year>\d{4})(?P<by>, naar .+)?$")
OVER = re.compile(r"^(?P<what>.+), over de jaren$")
QUARTERS = ["Kwartaal 1", "Kwartaal 2", "Kwartaal 3", "Kwartaal 4"]
WHOLE = "Heel het jaar"


def some_years(cast: Cast, dice: random.Random) -> None:
    for year in (2023, 2024, 2025):
        for day in range(dice.choice((6, 14, 26))):
            lines = []
            for _number in range(dice.randrange(1, 6)):
                kind, scope = dice.choice((("warning", "shop"), ("ban", "shop"), ("ban", "area")))
                lines.append(proposed(kind, scope, dice.choice((3, 6, 12, 24))))
            month = dice.choice((1, 2, 4, 7, 9, 10, 12))
            write(cast, dt.date(year, month, day + 1), lines, by=dice.choice(("manager_a", "manager_b", "coordinator")))


def files(screens: Screens) -> list[list[list[str]]]:
    found = []
    for year in ("2025", "2024", "2023"):
        answer = screens.of("municipality").get("oversight:figures-file", jaar=year)
        found.append(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")))
    return found


def read(rows: list[list[str]], seen: dict[Key, int], places: dict[Key, list[str]]) -> None:
    """Every number by subject, year, table, row and column. What one file hides and another shows is shown."""
    caption, head = "", []
    for before, row in zip([[], *rows], rows, strict=False):
        if not before and len(row) == 1:
            caption, head = row[0], []
        elif not head and len(row) > 1:
            head = [cell[:1].upper() + cell[1:] for cell in row[1:]]
        elif len(row) > 1:
            _line(caption, head, row, seen, places)


def _line(caption: str, head: list[str], row: list[str], seen: dict[Key, int], places: dict[Key, list[str]]) -> None:
    dated, over = YEAR.match(caption), OVER.match(caption)
    for column, cell in zip(head, row[1:], strict=True):
        if dated and dated["by"]:
            table = (dated["what"], dated["year"], dated["by"])
            places.setdefault(table, []).append(row[0])
            key: Key = (*table, row[0], column)
        elif dated:
            key = (dated["what"], dated["year"], row[0])
        elif over:
            key = (over["what"], row[0], column)
        else:
            continue
        if cell.isdigit():
            seen[key] = int(cell)


def sums(seen: dict[Key, int], places: dict[Key, list[str]]) -> list[Equation]:
    found: list[Equation] = []
    for what, year in {key[:2] for key in [*seen, *places]}:  # type: ignore[index]
        found.append({(what, year, WHOLE): -1, **{(what, year, quarter): 1 for quarter in QUARTERS}})
    for (what, year, by), labels in places.items():  # type: ignore[misc]
        rows = sorted(set(labels))
        for column in [*QUARTERS, WHOLE]:
            found.append({(what, year, column): -1, **{(what, year, by, row, column): 1 for row in rows}})
        found += [
            {(what, year, by, row, WHOLE): -1, **{(what, year, by, row, quarter): 1 for quarter in QUARTERS}}
            for row in rows
        ]
    return found


@pytest.mark.parametrize("seed", range(size(1, 3)))
def test_r70_nothing_is_computed_from_all_files_of_all_years(screens: Screens, cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    cast.area.shops.filter(pk=cast.shop_b.pk).update(sector="leisure")
    some_years(cast, dice)
    seen: dict[Key, int] = {}
    places: dict[Key, list[str]] = {}
    for rows in files(screens):
        read(rows, seen, places)
    whole = {key[1]: number for key, number in seen.items() if key[0] == "Voorgestelde maatregelen" and key[2] == WHOLE}
    for year, number in whole.items():
        lines = Event.objects.filter(action="sanction.proposed", at__year=year)
        assert lines.count() == number
    assert whole and len(seen) >= 10
    equations = sums(seen, places)
    for year in ("2023", "2024", "2025")[: size(1, 3)]:
        # Years share no equation, so that each is solved by itself.
        rows = open_rows([one for one in equations if next(iter(one))[1] == year], seen)
        for key in {key for row, _right in rows for key in row}:
            low, high = exactly(rows, key)
            assert high - low >= SMALLEST_FIGURE, (key, low, high)
