"""The page with figures and its file: the same numbers, none below five, for whom they are."""

import csv
import datetime as dt
import io
import re
from html import unescape

import pytest

from audit.models import Event
from bans.actions.checks import check
from bans.rules.figures import SMALLEST_FIGURE
from oversight.figures import counting
from oversight.figures.charts import Point, bars, line
from oversight.figures.periods import Year, quarter_of, years
from tests.cast import Cast
from tests.factories import make_sanction
from tests.oversight.lines import SERVED, proposed, write
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]


@pytest.fixture
def year(cast: Cast) -> None:
    """2025: forty measures in every quarter, and three of another kind in the second."""
    for month in (2, 5, 8, 11):
        day = dt.date(2025, month, 3)
        write(cast, day, [proposed()] * 20 + [proposed("ban", "area", 12)] * 20)
    write(cast, dt.date(2025, 6, 3), [proposed("ban", "shop", 24)] * 3, name="y")


def rows_of(screens: Screens, who: str, **query: str) -> list[list[str]]:
    answer = screens.of(who).get("oversight:figures-file", **query)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def after(rows: list[list[str]], caption: str, label: str) -> list[str]:
    place = rows.index([caption])
    return next(row[1:] for row in rows[place:] if row and row[0] == label)


def test_r70_no_number_below_five_stands_in_the_file_or_on_the_page(screens: Screens, year: None) -> None:
    rows = rows_of(screens, "municipality")
    numbers = [int(cell) for row in rows[1:] for cell in row[1:] if cell.isdigit()]
    assert numbers and min(numbers) >= SMALLEST_FIGURE
    page = screens.of("municipality").get("oversight:figures").content.decode()
    told = [int(one) for one in re.findall(r'<td class="number"[^>]*>(\d+)</td>', page)]
    drawn = [int(one) for one in re.findall(r"chart__number[^>]*>(\d+)</text>", page)]
    assert min(told) >= SMALLEST_FIGURE and min(drawn) >= SMALLEST_FIGURE and "niet getoond" in page


def test_totals_and_kinds_of_a_year(screens: Screens, year: None) -> None:
    rows = rows_of(screens, "municipality")
    assert after(rows, "Voorgestelde maatregelen in 2025", "Heel het jaar") == ["163"]
    of_kinds = "Voorgestelde maatregelen in 2025, naar soort maatregel"
    assert after(rows, of_kinds, "Individueel winkelverbod")[-1] == "niet getoond"


def test_kind_of_shop_counts_where_there_are_more(screens: Screens, cast: Cast, year: None) -> None:
    caption = ["Voorgestelde maatregelen in 2025, naar branche van de winkel"]
    assert caption not in rows_of(screens, "municipality")
    cast.area.shops.filter(pk=cast.shop_b.pk).update(sector="leisure")
    for month in (2, 5, 8, 11):
        write(cast, dt.date(2025, month, 4), [proposed()] * 9, by="manager_b", name="b")
        write(cast, dt.date(2025, month, 4), [proposed()] * 8, by="coordinator", name="c")
    rows = rows_of(screens, "municipality")
    assert after(rows, *caption, "Winkel") == ["40", "43", "40", "40", "163"]
    assert after(rows, *caption, "Vrije tijd en cultuur") == ["9", "9", "9", "9", "36"]
    assert after(rows, *caption, "Niet bekend") == ["8", "8", "8", "8", "32"]


def test_page_and_file_tell_the_same(screens: Screens, year: None) -> None:
    page = text(screens.of("municipality").get("oversight:figures")).casefold()
    cells = [cell for row in rows_of(screens, "municipality")[1:] for cell in row if cell]
    assert [cell for cell in cells if cell.casefold() not in page] == []


def test_each_picture_has_its_words_and_its_table(screens: Screens, year: None) -> None:
    page = screens.of("municipality").get("oversight:figures").content.decode()
    pictures = re.findall(
        r'<svg class="chart".*?</svg>\s*<details[^>]*><summary>[^<]*</summary><table', page, re.DOTALL
    )
    assert len(pictures) == page.count('<svg class="chart"') >= 3
    for picture in pictures:
        (labels,) = re.findall(r'role="img" aria-labelledby="([^"]+)"', picture)
        assert (
            all(f'id="{label}"' in picture for label in labels.split()) and "<title" in picture and "<desc" in picture
        )
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_r70_municipality_sees_no_part_of_a_year(screens: Screens, cast: Cast, year: None) -> None:
    write(cast, dt.date(2026, 2, 3), [proposed()] * 30)
    page = screens.of("municipality").get("oversight:figures").content.decode()
    assert 'value="2025" selected' in page and 'value="2026"' not in page
    # What somebody may not see is not there when it is asked for by its number either.
    assert rows_of(screens, "municipality", jaar="2026")[0][1] == "2025"
    own = screens.of("coordinator").get("oversight:figures").content.decode()
    assert 'value="2026" selected' in own and "Geef het niet verder" in own


def test_area_without_a_year_that_is_over_says_so(screens: Screens, cast: Cast) -> None:
    make_sanction(cast)
    assert "2026" not in re.findall(
        r'value="(\d+)"', screens.of("municipality").get("oversight:figures").content.decode()
    )


def test_nobody_else_finds_them(screens: Screens, year: None) -> None:
    for who in ("manager_a", "counter_a", "approver", "stranger"):
        for name in ("oversight:figures", "oversight:figures-file", "oversight:even"):
            assert screens.of(who).get(name).status_code == 404


def test_looking_and_taking_along_are_logged_without_numbers(screens: Screens, year: None) -> None:
    rows_of(screens, "municipality")
    screens.of("municipality").get("oversight:figures")
    told = Event.objects.filter(action__startswith="register_figures.").order_by("pk")
    assert [(one.action, one.facts) for one in told] == [
        ("register_figures.exported", {"period": "2025"}), ("register_figures.viewed", {"period": "2025"}),
    ]  # fmt: skip


def test_pages_lead_to_them(screens: Screens, cast: Cast) -> None:
    town = screens.of("municipality")
    for page in ("bans:desk", "oversight:desk"):
        content = town.get(page).content.decode()
        assert town.address("oversight:figures") in content and town.address("oversight:even") in content


def test_what_the_register_writes_is_what_is_counted(cast: Cast, screens: Screens) -> None:
    """The lines of real deeds, with every fact that a figure asks for."""
    make_sanction(cast)
    check(shop=cast.shop_a, family_name="Onbekend", given_name="Iemand", by=cast.counter_a, at=cast.at)
    this = Year(2026)
    found = {one.code: one.count(cast.area, this) for one in counting.SUBJECTS}
    assert {case.values["step"] for case, _n in found["measures"]} == {"ban:area"}
    assert {case.values["sector"] for case, _n in found["measures"]} == {"retail"}
    assert [case.values["class"] for case, _n in found["incidents"]] == ["serious"]
    assert "sanction.served" in {case.values["deed"] for case, _n in found["deeds"]}
    assert [(case.quarter, case.values["outcome"], n) for case, n in found["questions"]] == [(1, "welcome", 1)]
    for subject in counting.SUBJECTS:
        for case, _n in found[subject.code]:
            assert all(case.values[name] in labels for name, (_title, labels) in subject.dimensions.items())


def test_middle_of_few_is_not_told(cast: Cast, screens: Screens) -> None:
    day = dt.date(2025, 3, 3)
    for name, count, told in (("nine", 9, None), ("one", 1, 4)):
        write(cast, day, [proposed()] * count, name=name)
        write(cast, day + dt.timedelta(days=4), [SERVED] * count, name=name)
        assert counting.middles(cast.area, Year(2025))[1].days == told


def test_hidden_number_has_no_height_in_a_picture() -> None:
    picture = str(bars([Point("Veel", 90), Point("Weinig", None)], code="c", title="Aantallen"))
    other = str(bars([Point("Veel", 900), Point("Weinig", None)], code="c", title="Aantallen"))
    boxes = [re.findall(r'<rect class="chart__hidden"[^>]*>', one) for one in (picture, other)]
    assert boxes[0] == boxes[1] and len(boxes[0]) == 1 and "Weinig: niet getoond" in picture


def test_line_breaks_where_a_number_is_not_shown() -> None:
    numbers = [10, 20, None, 30, 40]
    picture = str(line([Point(str(n), value) for n, value in enumerate(numbers)], code="c", title="Tijd"))
    assert picture.count("<polyline") == 2 and picture.count("<circle") == 4 and picture.count("chart__hidden") == 1


def test_words_in_a_picture_are_only_words() -> None:
    picture = str(bars([Point("<script>", 9)], code="c", title="a & b"))
    assert "<script>" not in picture and unescape(picture).count("a & b") == 1


def test_quarters_and_years() -> None:
    assert [quarter_of(dt.date(2025, month, 1)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
    assert Year(2025).ends == Year(2026).begins == Year(2025).end_of(4)
    assert [one.number for one in years(2024, on=dt.date(2026, 3, 1), running=False)] == [2025, 2024]
    assert [one.number for one in years(2024, on=dt.date(2026, 12, 31), running=True)] == [2026, 2025, 2024]
