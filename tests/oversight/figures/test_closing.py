"""What was shown of a year stays, whatever the log lets go of afterwards (R70)."""

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction

from audit.cells import csv_table
from audit.models import Event
from bans.models import Sanction
from oversight.figures import closing
from oversight.figures.composing import told
from oversight.figures.held import Held, known_since, known_years, lost_years
from oversight.figures.models import ClosedYear, QuarterCounts
from oversight.figures.periods import Quarter, Year
from oversight.figures.tables import durations, lines, sections
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea
from tests.cast import Cast, build_cast
from tests.factories import make_sanction
from tests.oversight.lines import SERVED, proposed, pruned, signed, write
from tests.screens import Screens, text

BEGAN = dt.date(2024, 1, 3)
NEW_YEAR = dt.date(2025, 1, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    """The log begins when the area does."""
    with time_machine.travel(dt.datetime.combine(BEGAN, dt.time(12), dt.UTC), tick=False):
        return build_cast()


def months_of(cast: Cast, year: int) -> None:
    """Eighteen measures in the middle of every quarter, most of them served, under a head of the next month."""
    for month in (2, 5, 8, 11):
        day = dt.date(year, month, 3)
        for by, few in (("manager_a", 7), ("manager_b", 6), ("coordinator", 5)):
            write(cast, day, [proposed()] * few, by=by, name=f"{year}-{month}-{by}")
        write(cast, day + dt.timedelta(days=month), [SERVED] * 6, name=f"{year}-{month}-manager_a")
        signed(cast, day + dt.timedelta(days=27))


@pytest.fixture
def year(cast: Cast) -> None:
    """2024, in an area with shops of two kinds."""
    cast.area.shops.filter(pk=cast.shop_b.pk).update(sector="leisure")
    months_of(cast, 2024)


def night(cast: Cast, day: dt.date, *, months: int = 12) -> dict[str, int]:
    """What the night of that day does: close, and drop the oldest of the log."""
    at = dt.datetime.combine(day, dt.time(0, 5), DUTCH_TIME)
    with time_machine.travel(at, tick=False):
        done = closing.close_area(cast.area, on=day, at=at)
    signed(cast, day)
    pruned(cast, day, months=months)
    return done


def shown(cast: Cast, number: int = 2024) -> tuple[bytes, str]:
    """As a file and as data, byte for byte."""
    year, area = Year(number), ShoppingArea.objects.get(pk=cast.area.pk)
    found = told(area, [year])[year]
    parts, extra = sections(area, year, [year]), durations(area, year)
    name = found.name if found else area.name
    return csv_table([[name], *lines(parts, extra)]), json.dumps([asdict(one) for one in [*parts, extra]], default=str)


def everything_changes(cast: Cast) -> None:
    """A shop changes its sector, the area its name, and all that is in the register goes."""
    cast.area.shops.filter(pk=cast.shop_a.pk).update(sector="hospitality")
    ShoppingArea.objects.filter(pk=cast.area.pk).update(name="Nieuwe naam")
    Sanction.objects.filter(area=cast.area).delete()


def test_r70_year_does_not_shrink_when_half_of_its_log_is_gone(cast: Cast, year: None) -> None:
    """Without closing, each month that goes leaves less of it, and who kept last month's subtracts."""
    before = shown(cast)
    night(cast, NEW_YEAR)
    night(cast, dt.date(2025, 7, 1))
    assert Event.objects.filter(action="sanction.proposed").count() < 72
    assert shown(cast) == before


def test_r70_what_was_shown_on_the_first_day_stays_byte_for_byte(cast: Cast, year: None) -> None:
    """Whatever happens in the three years after it; the first day is before the night has closed it."""
    with time_machine.travel(dt.datetime(2024, 12, 1, 12, tzinfo=dt.UTC), tick=False):
        make_sanction(cast)
    before = shown(cast)
    assert b"Vrije tijd" in before[0] and "18" in before[1]
    assert night(cast, NEW_YEAR) == {"quarters": 4, "years": 1}
    assert shown(cast) == before
    everything_changes(cast)
    assert shown(cast) == before
    months_of(cast, 2025)
    for day in (dt.date(2025, 12, 1), dt.date(2026, 1, 2), dt.date(2027, 6, 1)):
        night(cast, day)
        assert shown(cast) == before
    assert not Event.objects.filter(area=cast.area.slug, at__year=2024).exists()


def test_quarter_is_counted_when_it_is_over_and_goes_with_its_year(cast: Cast, year: None) -> None:
    assert night(cast, dt.date(2024, 3, 31)) == {"quarters": 0, "years": 0}
    assert night(cast, dt.date(2024, 4, 1)) == {"quarters": 1, "years": 0}
    kept = QuarterCounts.objects.get()
    assert sum(number for _values, number in kept.cases["measures"]) == 18
    assert night(cast, dt.date(2024, 10, 5)) == {"quarters": 2, "years": 0}
    assert night(cast, NEW_YEAR) == {"quarters": 1, "years": 1}
    assert not QuarterCounts.objects.exists()
    assert night(cast, NEW_YEAR) == night(cast, dt.date(2025, 1, 2)) == {"quarters": 0, "years": 0}


def test_closing_quarter_by_quarter_is_closing_at_once(cast: Cast, year: None) -> None:
    before = shown(cast)
    for month in (4, 7, 10):
        night(cast, dt.date(2024, month, 1))
        assert shown(cast) == before
    night(cast, NEW_YEAR)
    assert shown(cast) == before


def test_quarter_that_was_counted_keeps_the_kind_of_shop_of_then(cast: Cast, year: None) -> None:
    """Though no shop of that kind is left in the area when the year is over."""
    before = shown(cast)
    night(cast, dt.date(2024, 12, 31))
    cast.area.shops.filter(pk=cast.shop_b.pk).update(sector="retail")
    night(cast, NEW_YEAR)
    assert b"Vrije tijd" in shown(cast)[0] and b"Vrije tijd" in before[0]


def test_kept_are_codes_and_numbers_and_nothing_of_anybody(cast: Cast, year: None) -> None:
    make_sanction(cast, family_name="Zwartkruis")
    night(cast, dt.date(2024, 12, 31))
    quarters = list(QuarterCounts.objects.values())
    night(cast, NEW_YEAR)
    words = json.dumps([quarters, list(ClosedYear.objects.values())], default=str)
    for line in Event.objects.exclude(subject=f"area:{cast.area.slug}"):
        assert f'"{line.subject}"' not in words and line.actor not in words
    assert "Zwartkruis" not in words and "shop:" not in words and cast.shop_a.name not in words
    # What is kept for ever holds no number below five.
    numbers = [n for one in ClosedYear.objects.get().subjects.values() for n in numbers_in(one)]
    assert numbers and min(numbers) >= 5


def numbers_in(kept: Any) -> list[int]:
    cells = [kept["totals"], *(row for _n, _q, rows in kept["tables"] for _value, row in rows)]
    return [number for row in cells for number in row.values() if number is not None]


def test_r70_year_of_which_a_part_went_is_not_told(cast: Cast, year: None) -> None:
    """Nobody closed it in time: the page says so, instead of telling the rest of it."""
    pruned(cast, dt.date(2025, 7, 1))
    months_of(cast, 2025)
    held = Held(cast.area)
    on = dt.date(2026, 1, 1)
    assert known_years(held, on=on, running=False) == [Year(2025)]
    assert lost_years(held, on=on, running=False) == [Year(2024)]
    file, _data = shown(cast)
    assert "Dit is niet meer na te gaan. Het logboek tot en met 30 mei 2024 is gewist" in file.decode("utf-8-sig")
    assert not any(cell.isdigit() for cell in file.decode().split(";"))
    assert known_since(cast.area) == NEW_YEAR
    assert night(cast, on) == {"quarters": 4, "years": 1} and not QuarterCounts.objects.exists()
    assert list(ClosedYear.objects.values_list("year", flat=True)) == [2025]


def test_r70_quarters_of_a_year_that_is_lost_are_let_go(cast: Cast, year: None) -> None:
    """One was counted, and then no night came for so long that the log of the next went."""
    night(cast, dt.date(2024, 4, 1))
    pruned(cast, dt.date(2025, 9, 1))
    night(cast, dt.date(2025, 9, 1))
    assert not QuarterCounts.objects.filter(year=2024).exists() and not ClosedYear.objects.exists()


def test_known_since_stays_what_it_was(cast: Cast, year: None) -> None:
    assert known_since(cast.area) == BEGAN
    night(cast, NEW_YEAR)
    for day in (dt.date(2025, 3, 1), dt.date(2025, 9, 1)):
        night(cast, day, months=6)
        assert known_since(cast.area) == BEGAN
    assert known_years(Held(cast.area), on=dt.date(2025, 9, 1), running=True) == [Year(2025), Year(2024)]


def test_area_without_a_log_has_no_years(cast: Cast) -> None:
    area = ShoppingArea.objects.get(pk=cast.area.pk)
    area.slug = "zonder-log"
    held = Held(area)
    assert held.known_since is None and known_years(held, on=NEW_YEAR, running=True) == []


def test_year_that_runs_is_live_upon_its_quarters(cast: Cast, year: None) -> None:
    night(cast, dt.date(2024, 10, 5))
    before = shown(cast)
    write(cast, dt.date(2024, 12, 5), [proposed()] * 9, name="more")
    assert shown(cast) != before and b'"27"' in shown(cast)[0]


def test_code_that_no_version_knows_any_more_has_a_word(cast: Cast, year: None) -> None:
    night(cast, NEW_YEAR)
    row = ClosedYear.objects.get()
    for table in row.subjects["measures"]["tables"]:
        for cells in table[2]:
            cells[0] = "fee" if cells[0] == "warning:shop" else cells[0]
        table[0] = "colour" if table[0] == "term" else table[0]
    del row.subjects["incidents"]
    row.save()
    file = shown(cast)[0].decode()
    assert "Soort van vroeger (fee)" in file and "naar Soort van vroeger (colour)" in file
    assert "telden wij dit nog niet" in file


def test_killed_between_two_quarters_the_next_night_goes_on(
    cast: Cast, year: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counts of a quarter and its line in the log are one; the year and the going of its counts too."""
    before = shown(cast)

    def dies(action: str, **about: Any) -> None:
        if about.get("quarter") == 3 or action == "register_figures.closed":
            raise KeyboardInterrupt

    for expected in (2, 4):
        with monkeypatch.context() as patched:
            patched.setattr(closing, "record", dies)
            with pytest.raises(KeyboardInterrupt):
                night(cast, NEW_YEAR)
        assert QuarterCounts.objects.count() == expected and not ClosedYear.objects.exists()
        closing.count_quarter(cast.area, Quarter(2024, 3), at=cast.at)
    night(cast, NEW_YEAR)
    assert not QuarterCounts.objects.exists() and shown(cast) == before


def test_there_is_one_of_each(cast: Cast, year: None) -> None:
    """Who comes second finds it done; past that the database refuses."""
    assert closing.count_quarter(cast.area, Quarter(2024, 1), at=cast.at)
    assert not closing.count_quarter(cast.area, Quarter(2024, 1), at=cast.at)
    assert not closing.close_year(cast.area, Year(2024), at=cast.at)
    row = QuarterCounts.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    night(cast, NEW_YEAR)
    assert not closing.close_year(cast.area, Year(2024), at=cast.at)
    done = Event.objects.filter(action__startswith="register_figures.").order_by("pk")
    assert [(one.action, one.facts) for one in done] == [
        *(("register_figures.counted", {"year": 2024, "quarter": quarter}) for quarter in (1, 2, 3, 4)),
        ("register_figures.closed", {"year": 2024}),
    ]


def test_command_does_what_the_night_does(cast: Cast, year: None, capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel(dt.datetime(2025, 1, 1, 0, 5, tzinfo=DUTCH_TIME), tick=False):
        call_command("close_figures")
        call_command("close_figures")
    # The second area of the cast has a log of its own.
    assert capsys.readouterr().out == "8 quarters counted, 2 years closed\n0 quarters counted, 0 years closed\n"


def test_page_says_what_was_closed_and_what_is_lost(cast: Cast, year: None) -> None:
    """And not that nothing at all happened in a year, which is a number below five (R70)."""
    pruned(cast, dt.date(2025, 7, 1))
    with time_machine.travel(dt.datetime(2025, 8, 1, 12, tzinfo=dt.UTC), tick=False):
        page = text(Screens(cast).of("municipality").get("oversight:figures"))
    assert "nog geen afgesloten jaar" in page and "Van dit jaar zijn geen cijfers: 2024. Dit is niet meer" in page
    night(cast, dt.date(2026, 1, 1))
    with time_machine.travel(dt.datetime(2026, 8, 1, 12, tzinfo=dt.UTC), tick=False):
        page = text(Screens(cast).of("municipality").get("oversight:figures"))
    assert "De cijfers van 2025 zijn vastgelegd op 1 januari 2026" in page
    assert "Minder dan 5 in dit jaar" in page and "niets gemeld" not in page
