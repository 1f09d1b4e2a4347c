"""The document is judged as every other paper: by the validator, its tree and its tables."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from pdfua import validate

from audit.log import record
from bans.models import CounterCheck, Sanction
from notices.requests import Right
from rights.access import paper
from rights.access.nothing import nothing_held
from rights.access.overview import overview_of
from rights.access.paper import pdf_of
from rights.requests.actions import receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Channel, Request, Statement
from tests.cast import Cast
from tests.notices.pdf.tagged import ARTIFACT, Element, Tagged

from .marks import Filler

HEADINGS = ("H1", "H2", "H3")


def judged(data: bytes, folder: Path) -> Tagged:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    assert [f"{found.rule_id} {found.message}" for found in validate(str(path)).findings] == []
    tagged = Tagged(data)
    hanging = list(tagged.root.marks())
    assert len(hanging) == len(set(hanging))
    assert not {mark for mark in tagged.words if mark[1] != ARTIFACT} - set(hanging)
    levels = [int(heading.role[1]) for heading in tagged.elements(*HEADINGS)]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    for table in tagged.elements("Table"):
        rows = [element for element in table.walk() if element.role == "TR"]
        assert len({sum(e.role in ("TH", "TD") for e in row.children if isinstance(e, Element)) for row in rows}) == 1
        assert {heading.scope for heading in table.walk() if heading.role == "TH"} <= {"Row", "Column"}
    assert all(figure.alt.strip() for figure in tagged.elements("Figure"))
    assert str(tagged.pdf.Root.Lang) == "nl"
    return tagged


def test_document_with_something_in_every_table_passes_the_validator(cast: Cast, tmp_path: Path) -> None:
    filled = Filler(cast).fill()
    tagged = judged(pdf_of(overview_of(filled.request, filled.person, at=cast.at)), tmp_path)
    assert len(tagged.elements("Figure")) >= 2
    text = tagged.text(tagged.root)
    for expected in ("Waarom houden wij dit bij?", "Wie kreeg iets over u te zien?", "Wat kunt u doen?"):
        assert expected in text


def test_long_document_has_parts_and_a_table_of_contents(
    cast: Cast, ban: Sanction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "LINES_OF_A_PART", 60)
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Graag."), at=cast.at)
    for _turn in range(80):
        record("person.viewed", subject=f"person:{ban.person.token}", by=cast.manager_a, area=cast.area, page="x")
    tagged = judged(pdf_of(overview_of(request, ban.person, at=cast.at)), tmp_path)
    text = tagged.text(tagged.root)
    assert "Inhoud" in text and "deel 2" in text
    assert text.count("Wie keek, wanneer en waarvoor?") >= 2


def test_many_rows_of_a_table_are_told_in_lines_and_none_is_left_out(cast: Cast, ban: Sanction, tmp_path: Path) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Graag."), at=cast.at)
    about = {"area": cast.area, "shop": cast.shop_b, "asked_by": cast.counter_b, "outcome": "banned"}
    checks = [
        CounterCheck.objects.create(**about, asked_at=cast.at - dt.timedelta(hours=7 * n),
                                    person_token=ban.person.token)
        for n in range(40)
    ]  # fmt: skip
    said = [
        Statement.objects.create(area=cast.area, request=request, person=ban.person, side="person",
                                 words=f"Zin nummer q{n}q.", said_at=cast.at)
        for n in range(30)
    ]  # fmt: skip
    tagged = judged(pdf_of(overview_of(request, ban.person, at=cast.at)), tmp_path)
    text = re.sub(r"\s", "", tagged.text(tagged.root))
    assert [check for check in checks if check.token not in text] == []
    assert [row for row in said if re.sub(r"\s", "", row.words) not in text] == []


def test_same_overview_gives_the_same_document(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Graag."), at=cast.at)
    overview = overview_of(request, ban.person, at=cast.at)
    assert pdf_of(overview) == pdf_of(overview)


def test_looks_of_one_day_that_are_alike_keep_every_time(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Graag."), at=cast.at)
    overview = overview_of(request, ban.person, at=cast.at)
    days = paper.by_day(overview.looks)
    assert sum(len(day.times.split(", ")) for day in days) == len(overview.looks) >= len(days)


def test_paper_that_nothing_is_held_passes_the_validator(cast: Cast, tmp_path: Path) -> None:
    request = Request.objects.get(pk=receiving.register(
        cast.area, Asking(Right.ACCESS, words="Graag."), channel=Channel.EMAIL,
        received_on=cast.today - dt.timedelta(days=1), by=cast.coordinator, at=cast.at,
    ).pk)  # fmt: skip
    judged(nothing_held(request, by=cast.coordinator, at=cast.at), tmp_path)
