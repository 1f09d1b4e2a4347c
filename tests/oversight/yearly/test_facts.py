"""What a report says of a year: the numbers of the page with figures, and no judgement."""

import datetime as dt
import json

import pytest

from bans.models import Sanction
from bans.rules.figures import SMALLEST_FIGURE
from notices.requests import Right
from oversight.figures.held import known_since
from oversight.figures.periods import Year, years
from oversight.figures.tables import durations, lines, sections
from oversight.sampling.models import Sample
from oversight.yearly.facts import Facts, report_facts, years_to_report
from participants.models import Permit, ShoppingArea
from participants.refusals import Refusal
from rights.models import Request
from tests.cast import Cast
from tests.factories import make_protocol, make_sanction
from tests.oversight.lines import write

from .conftest import YEAR


def facts_of(cast: Cast, year: int = YEAR) -> Facts:
    return report_facts(cast.area, year, on=cast.today)


def chapter(facts: Facts, code: str) -> dict:
    return next(one for one in facts.plain()["chapters"] if one["code"] == code)


def test_r70_the_figures_are_those_of_the_page_cell_by_cell(cast: Cast) -> None:
    """The same words "niet getoond" in the same cells, in the same order, and nothing beside them."""
    since = known_since(cast.area)
    assert since is not None
    page = sections(cast.area, Year(YEAR), years(since.year, on=cast.today, running=False))
    shown = lines(page, durations(cast.area, Year(YEAR)))
    plain = facts_of(cast).plain()["chapters"]
    own = [one for one in plain if one["code"].startswith("figures-") or one["code"] == "durations"]
    told = []
    for table in (table for one in own for table in one["tables"]):
        told += [[], [table["caption"]], [table["nothing"]] if table["nothing"] else table["head"], *table["rows"]]
    assert told == shown and any("niet getoond" in row for row in told)


def test_r70_no_small_number_stands_in_a_table_about_people(cast: Cast) -> None:
    not_people = {"permit", "protocol", "participants", "log", "durations"}
    rows = [
        row
        for one in facts_of(cast).plain()["chapters"]
        if one["code"] not in not_people
        for table in one["tables"]
        for row in table["rows"]
    ]
    numbers = [int(cell) for row in rows for cell in row[1:] if cell.isdigit()]
    assert numbers and min(numbers) >= SMALLEST_FIGURE


def test_r74_summary_says_what_happened(cast: Cast) -> None:
    said = facts_of(cast).summary
    assert said[0] == "Voorgestelde maatregelen in 2025: 163."
    assert "Het hele jaar was er een vergunning van de Autoriteit Persoonsgegevens." in said
    assert "In dit jaar golden 2 versies van het protocol." in said
    assert "Op 31 december 2025 deden 3 winkels mee." in said
    assert any(one.startswith("Wat er met maatregelen gebeurde in 2025. Goedgekeurd (niet getoond)") for one in said)


def test_r74_protocol_says_what_changed(cast: Cast) -> None:
    _versions, changes = chapter(facts_of(cast), "protocol")["tables"]
    assert [row[1:] for row in changes["rows"]] == [["2", "30", "20"]]


def test_r74_setting_that_is_a_choice_is_told_in_words(cast: Cast) -> None:
    cast.area.protocols.order_by("number").last().delete()
    at = dt.datetime(YEAR, 7, 1, 9, tzinfo=dt.UTC)
    make_protocol(cast.area, by=cast.coordinator, at=at, photo_brief="off", objection_meanwhile="hidden")
    _versions, changes = chapter(facts_of(cast), "protocol")["tables"]
    assert [row[2:] for row in changes["rows"]] == [
        ["hoogstens acht, van deze week", "geen"],
        ["loopt door tot iemand beslist", "is meteen verborgen voor de balies"],
    ]


def test_r74_days_without_a_permit_are_counted(cast: Cast) -> None:
    Permit.objects.filter(area=cast.area).update(valid_until=dt.date(YEAR, 12, 21))
    assert "Op 10 dagen" in chapter(facts_of(cast), "permit")["says"][0]
    Permit.objects.filter(area=cast.area).delete()
    assert chapter(facts_of(cast), "permit")["says"] == [
        "Het hele jaar was er geen vergunning van de Autoriteit Persoonsgegevens."
    ]


def test_r70_how_often_a_rule_failed_is_told_from_five_on(cast: Cast) -> None:
    """And for each a point to judge, without a reference."""
    bans = [make_sanction(cast).reference for _n in range(6)]
    for count, outcome in ((1, "klopt niet, minder dan 5 keer"), (6, "klopt niet, 6 keer")):
        Sanction.objects.filter(reference__in=bans[:count]).update(months=5)
        facts = facts_of(cast)
        outcomes = {row[2].partition(";")[0] for row in chapter(facts, "rules")["tables"][0]["rows"]}
        assert outcome in outcomes
        assert any(point.startswith("Klopt niet overal") for point in facts.points)
        assert not [one for one in bans if one in json.dumps(facts.plain())]


def test_r74_samples_say_what_was_found_and_no_counts(cast: Cast) -> None:
    Sample.objects.create(
        area=cast.area, drawn_on=dt.date(YEAR, 4, 1), drawn_at=cast.at, drawn_by=cast.municipality, seed="x|y",
        head_serial=1, confidence=95, share=5, population_digest="0" * 64, drawn={"registration": 40, "check": 19},
        verdicts={"1": "good", "2": "wrong"},
    )  # fmt: skip
    facts = facts_of(cast)
    (row,) = chapter(facts, "samples")["tables"][0]["rows"]
    assert row[1:] == ["59", "er was iets niet in orde", "nee"]
    assert any("steekproef van" in point for point in facts.points)


def test_r74_log_and_gaps_say_when_it_was_silent(cast: Cast) -> None:
    facts = facts_of(cast)
    assert "zweeg 3 keer" in chapter(facts, "log")["says"][0], "before, between and after the heads"
    gaps = chapter(facts, "gaps")
    assert "Daaruit volgt niets" in gaps["says"][0] and any("zweeg" in row[0] for row in gaps["tables"][0]["rows"])


def test_r70_requests_are_those_of_their_own_page(cast: Cast) -> None:
    protocol = cast.area.protocol_on(cast.today)
    for _n in range(7):
        Request.objects.create(
            area=cast.area, right=Right.ACCESS, channel="page", received_on=dt.date(YEAR, 5, 5),
            registered_at=cast.at, protocol=protocol,
        )  # fmt: skip
    received, *others = chapter(facts_of(cast), "requests")["tables"]
    assert received["rows"][-1] == ["Samen", "7"] and all(one["nothing"] for one in others)
    assert {row[1] for row in received["rows"]} <= {"7", "minder dan 5", "niet getoond"}


def test_r74_empty_year_says_so_and_concludes_nothing(cast: Cast) -> None:
    """2023 lies between the first line of the log and the first measure."""
    write(cast, dt.date(2022, 3, 3), [("evaluation.recorded", {})])
    facts = facts_of(cast, 2023)
    assert "Daaruit volgt niets" in facts.summary[0] and not any(": 0" in one for one in facts.summary)


@pytest.mark.parametrize(
    ("year", "code"),
    [(2026, "year_not_over"), (9999, "year_not_over"), (2024, "before_register"), (0, "before_register")],
)
def test_r74_year_that_cannot_be_told_is_refused(cast: Cast, year: int, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        facts_of(cast, year)
    assert caught.value.code == code
    assert YEAR in [one.number for one in years_to_report(cast.area, on=cast.today)]


def test_r75_area_without_a_protocol_is_refused(cast: Cast) -> None:
    cast.area.protocols.update(valid_from=cast.today)
    with pytest.raises(Refusal) as caught:
        facts_of(cast)
    assert caught.value.code == "no_protocol"
    assert years_to_report(cast.area, on=cast.today) == []


def test_area_without_a_log_has_no_year(cast: Cast) -> None:
    area = ShoppingArea.objects.create(slug="leeg", name="leeg", municipality=cast.area.municipality)
    assert known_since(area) is None
    with pytest.raises(Refusal) as caught:
        report_facts(area, YEAR, on=cast.today)
    assert caught.value.code == "before_register"
