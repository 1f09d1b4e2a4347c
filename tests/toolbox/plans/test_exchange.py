"""A plan as a file for another municipality, and a file as a plan: whole, or with every mistake named."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from odfdo import Document
from pdfua import validate

from participants.actions.municipalities import merge
from participants.models import Municipality
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.refused import refused
from toolbox.plans import opendocument, papers
from toolbox.plans.actions.figures import add_own_figures, count_in_register
from toolbox.plans.actions.importing import import_plan
from toolbox.plans.agenda import as_calendar, board, months, rows_of
from toolbox.plans.baseline import months_before
from toolbox.plans.exchange import PlanUnreadable, as_file
from toolbox.plans.models import Indicator, Plan, PlanPart, Stage, State

from .making import DAY, add_part, approve, make_evaluation, make_plan, running_part

pytestmark = pytest.mark.django_db


def whole_plan(cast: Cast) -> Plan:
    plan = make_plan(cast)
    counted = dict.fromkeys(months_before(cast.today, 3), 14)
    about = {"name": "Meldingen", "unit": "meldingen", "months": counted}
    indicator = add_own_figures(plan, by=cast.municipality, at=cast.at, **about)
    add_part(cast, plan, indicator=indicator, note="Begin met de grootste winkels.")
    add_part(cast, plan, "individual-shop-ban", starts_on=cast.today + DAY)
    return plan


def taken_in(cast: Cast, content: Any) -> Plan:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return import_plan(cast.area, data=data, by=cast.municipality, at=cast.at)


def wrong(cast: Cast, content: Any) -> list[str]:
    with pytest.raises(PlanUnreadable) as caught:
        taken_in(cast, content)
    return [complaint.place for complaint in caught.value.complaints]


def test_plan_comes_back_as_a_draft(cast: Cast) -> None:
    """The same words and measures, without a figure, a decision or anybody."""
    plan = approve(cast, whole_plan(cast))
    copy = import_plan(cast.area, data=as_file(plan).encode(), by=cast.coordinator, at=cast.at)
    assert copy.state is State.DRAFT and as_file(copy) == as_file(plan)
    assert copy.indicators.get().months() == {}
    assert cast.municipality.name not in as_file(plan) and "Dat is al geregeld" not in as_file(plan)


def test_every_mistake_is_told_with_its_place_and_nothing_is_kept(cast: Cast) -> None:
    """A list of places, as they stand in the file."""
    content = json.loads(as_file(whole_plan(cast)))
    before = (Plan.objects.count(), PlanPart.objects.count(), Indicator.objects.count())
    content |= {"budget": "veel", "colour": "red"}
    del content["goal"]
    content["parts"][0] |= {"starts_on": "1 maart", "partners": "police"}
    content["parts"][1] = 5
    assert sorted(wrong(cast, content)) == [
        "budget", "colour", "goal", "parts[0].partners", "parts[0].starts_on", "parts[1]",
    ]  # fmt: skip
    assert (Plan.objects.count(), PlanPart.objects.count(), Indicator.objects.count()) == before


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x07b"])
@pytest.mark.parametrize("place", ["title", "measure", "indicator", "key"])
def test_sign_that_cannot_be_kept_is_a_complaint(cast: Cast, text: str, place: str) -> None:
    """In a name, a code or a key: told with its place, on every database."""
    content = json.loads(as_file(whole_plan(cast)))
    if place == "title":
        content["title"] = text
    elif place == "measure":
        content["parts"][0]["measure"] = text
    elif place == "indicator":
        content["indicators"][0]["name"] = text
    else:
        content[f"key{text}"] = 1
    assert wrong(cast, json.dumps(content).encode())


def test_counts_of_the_register_stay_at_home(cast: Cast) -> None:
    """Who reads the plan in counts in a register of its own."""
    plan = make_plan(cast)
    add_part(cast, plan, indicator=count_in_register(plan, by=cast.municipality, at=cast.at))
    copy = import_plan(cast.area, data=as_file(plan).encode(), by=cast.coordinator, at=cast.at)
    assert not copy.indicators.exists() and copy.parts.get().indicator is None
    assert count_in_register(copy, by=cast.coordinator, at=cast.at)


def test_import_obeys_the_rules_of_a_plan_that_is_typed(cast: Cast) -> None:
    """Unknown measures and parties, days the wrong way round, figures that are not there, texts that are refused."""
    content = json.loads(as_file(whole_plan(cast)))
    one, other = content["parts"]
    one |= {"measure": "toverstaf"}
    other |= {"last_day": "2020-01-01", "indicator": "Gevoel"}
    assert wrong(cast, content) == ["parts[0].measure", "parts[1].indicator", "parts[1].last_day"]
    assert wrong(cast, json.loads(as_file(whole_plan(cast))) | {"problem": "gezichtsherkenning"}) == ["problem"]
    assert wrong(cast, json.loads(as_file(whole_plan(cast))) | {"ends_on": "2000-01-01"}) == ["ends_on"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b'"plan"', b"\xff\xfe", b"[" * 100_000, b'{"format": "plan-9"}', b" " * 300_000]
)
def test_what_is_no_plan_is_refused(cast: Cast, data: bytes) -> None:
    """Whatever it is instead."""
    with refused("plan_unreadable"):
        taken_in(cast, data)


def test_pdf_holds_the_whole_plan(cast: Cast, tmp_path: Path) -> None:
    """Problem, figures, measures, reasons and the sum, in a file that the checks of pdfua find nothing in."""
    plan = approve(cast, whole_plan(cast))
    pdf = papers.as_pdf(plan, on=cast.today)
    (tmp_path / "plan.pdf").write_bytes(pdf)
    assert not validate(str(tmp_path / "plan.pdf")).findings
    words = " ".join(words_of_pdf(pdf).split())
    for part in (plan.title, plan.problem, plan.goal, "Weerbaarheidstraining", "Dat is al geregeld.", "€ 2.000", "42"):
        assert part in words, part
    assert cast.municipality.name not in words and cast.coordinator.name not in words


@pytest.mark.parametrize("make", [opendocument.as_text, opendocument.as_annex])
def test_text_to_work_on_has_headings_and_tables(cast: Cast, make) -> None:
    """Real ones, in a file that a word processor opens."""
    plan = whole_plan(cast)
    paper = Document(io.BytesIO(make(plan, on=cast.today)))
    headings = [heading.text_recursive for heading in paper.body.headers]
    assert {"Probleem", "Doel", "Cijfers", "Maatregelen"} < set(headings)
    assert all(table.get_element("table:table-header-rows") for table in paper.body.tables)
    rows = [row for table in paper.body.tables for row in table.get_values()]
    assert ["Samen", "42"] in [row[:2] for row in rows]
    assert ["Weerbaarheidstraining", "Winkeliersvereniging, coördinator"] in [row[:2] for row in rows]


def test_annex_is_asked_for_by_what_the_municipality_became(cast: Cast) -> None:
    """From the day of the merger; a plan of before that day says the old name."""
    plan = whole_plan(cast)
    new = Municipality.objects.create(name="Nieuwstad")
    merge(plan.area.municipality, new, on=cast.today, by="merge_municipality", at=cast.at)
    plan = Plan.objects.get(pk=plan.pk)
    for on, name in ((cast.today, "Nieuwstad"), (cast.today - DAY, "Voorbeeldstad")):
        paper = Document(io.BytesIO(opendocument.as_annex(plan, on=on)))
        assert any(one.text_recursive.endswith(f"markt, {name}") for one in paper.body.paragraphs)


def test_board_has_a_column_for_each_stage(cast: Cast) -> None:
    """From approved plans alone."""
    add_part(cast, make_plan(cast))
    running_part(cast, "shop-house-rules")
    running_part(cast, "business-liaison", starts_on=cast.today + 40 * DAY, last_day=cast.today + 50 * DAY)
    make_evaluation(cast, running_part(cast))
    shown = {
        stage: [row.title for row in rows] for stage, rows in board(rows_of(cast.area, on=cast.today), on=cast.today)
    }
    assert shown == {
        Stage.AHEAD: ["Contactpersoon"],
        Stage.RUNNING: ["Huisregels"],
        Stage.ENDED: [],
        Stage.EVALUATED: ["Weerbaarheidstraining"],
    }
    on = cast.today + 31 * DAY
    assert [row.title for row in dict(board(rows_of(cast.area, on=on), on=on))[Stage.ENDED]] == ["Huisregels"]
    assert rows_of(cast.elsewhere, on=cast.today) == []


def test_month_shows_what_runs_on_one_of_its_days(cast: Cast) -> None:
    """From the middle of March to the middle of April is in both."""
    running_part(cast)
    shown = months(rows_of(cast.area, on=cast.today), since=cast.today)
    assert [len(rows) for _month, rows in shown] == [1, 1] + [0] * 10


def test_calendar_file_is_as_rfc_5545_asks(cast: Cast) -> None:
    """Whole days with the end on the day after, short lines, and signs that are escaped."""
    part = running_part(cast)
    Plan.objects.filter(pk=part.plan_id).update(title="Één plan, met een lange naam; " + "ë" * 80)
    data = as_calendar(rows_of(cast.area, on=cast.today), at=cast.at)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    assert b"DTSTART;VALUE=DATE:20260316\r\nDTEND;VALUE=DATE:20260416\r\n" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert "plan\\, met een lange naam\\; " + "ë" * 80 in data.replace(b"\r\n ", b"").decode()
