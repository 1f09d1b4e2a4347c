"""The pages of the report: for who runs the area to judge, for who oversees it to read once it is adopted."""

import hashlib
import re

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from oversight.yearly.models import YearlyReport
from tests.cast import Cast
from tests.screens import Screens, text

from .conftest import FILLED, YEAR, saved

FIELDS = {**FILLED.texts, "held_on": "2026-02-10", "revision": "0"}


@pytest.fixture
def screens(cast: Cast) -> Screens:
    return Screens(cast)


def test_r74_coordinator_judges_and_adopts_and_the_municipality_reads(screens: Screens) -> None:
    head, town = screens.of("coordinator"), screens.of("municipality")
    page = text(head.get("oversight:yearly-report", YEAR))
    assert "Voorgestelde maatregelen in 2025: 163." in page and "Hier hoort een conclusie bij" in page
    assert head.post("oversight:yearly-report", YEAR, **FIELDS).status_code == 302
    assert "Er is nog geen verslag vastgesteld" in text(town.get("oversight:yearly"))
    assert FILLED.needed in text(head.get("oversight:yearly-adopt", YEAR))
    assert head.post("oversight:yearly-adopt", YEAR, revision="1").status_code == 302
    report = YearlyReport.objects.get()
    read = town.get("oversight:yearly-adopted", YEAR, 1)
    assert read.content == bytes(report.pdf) and read["Content-Type"] == "application/pdf"
    listed = town.get("oversight:yearly").content.decode()
    assert report.sha256 in listed and report.get_absolute_url() in listed and "coordinator" not in listed
    assert "Versie 1 is vastgesteld" in text(head.get("oversight:yearly-report", YEAR))
    YearlyReport.objects.filter(pk=report.pk).update(pdf=b"%PDF-other")
    broken = town.get("oversight:yearly-adopted", YEAR, 1)
    assert broken.status_code == 500 and b"%PDF" not in broken.content
    seen = set(Event.objects.filter(action__startswith="yearly_report.").values_list("action", flat=True))
    assert seen == {"yearly_report.saved", "yearly_report.viewed", "yearly_report.adopted"}


def test_refusal_keeps_what_was_typed(screens: Screens) -> None:
    head = screens.of("coordinator")
    rubbish = {**FIELDS, "held_on": "31-31-2026", "revision": "-1", "went_well": "<b>\x00"}
    for fields in (rubbish, {}):
        answer = head.post("oversight:yearly-report", YEAR, **fields)
        assert answer.status_code == 422 and not YearlyReport.objects.exists()
    answer = head.post("oversight:yearly-report", YEAR, **{**FIELDS, "agreed": "Het was 123456782."})
    assert "Sneller antwoorden" in text(answer) and "burgerservicenummer" in text(answer)


def test_who_saves_over_another_is_told_and_may_do_so_knowingly(screens: Screens, cast: Cast) -> None:
    saved(cast)
    head = screens.of("coordinator")
    answer = head.post("oversight:yearly-report", YEAR, **FIELDS)
    assert answer.status_code == 422 and "Iemand anders heeft dit intussen" in text(answer)
    (now,) = re.findall(r'name="revision" value="(\d+)"', answer.content.decode())
    assert now == "1" and head.post("oversight:yearly-report", YEAR, **{**FIELDS, "revision": now}).status_code == 302


def test_what_a_colleague_saved_meanwhile_is_shown_and_not_lost(screens: Screens) -> None:
    head = screens.of("coordinator")
    empty = dict.fromkeys(FILLED.texts, "")
    theirs = {**empty, "held_on": "", "revision": "0", "must_change": "Meer stickers.", "needed": "Ja, nog een jaar."}
    assert head.post("oversight:yearly-report", YEAR, **theirs).status_code == 302
    answer = head.post("oversight:yearly-report", YEAR, **{**theirs, "must_change": "", "needed": "Nee."})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Dit schreef een ander intussen" in page
    assert "Ja, nog een jaar." in page and ">\nMeer stickers.</textarea>" in page and ">\nNee.</textarea>" in page


def test_adopting_without_judgement_says_what_is_open(screens: Screens) -> None:
    head = screens.of("coordinator")
    assert "Er is geen concept" in text(head.get("oversight:yearly-adopt", YEAR))
    assert head.post("oversight:yearly-adopt", YEAR, revision="0").status_code == 422
    head.post("oversight:yearly-report", YEAR, **{**FIELDS, "needed": ""})
    answer = head.post("oversight:yearly-adopt", YEAR, revision="1")
    assert answer.status_code == 422 and "Vul eerst nog in" in text(answer)


@pytest.mark.parametrize("who", ["municipality", "manager_a", "counter_a", "approver", "stranger"])
def test_r8_what_is_not_yours_is_not_there(screens: Screens, cast: Cast, who: str) -> None:
    saved(cast)
    screen = screens.of(who)
    for name in ("oversight:yearly-report", "oversight:yearly-draft", "oversight:yearly-adopt"):
        assert screen.get(name, YEAR).status_code == 404
    # A draft is no version that anybody reads.
    assert screen.get("oversight:yearly-adopted", YEAR, 1).status_code == 404
    assert screen.get("oversight:yearly").status_code == (200 if who == "municipality" else 404)


@pytest.mark.parametrize("year", [2026, 1066, 0, 10**30])
def test_year_that_cannot_be_told_is_not_there(screens: Screens, year: int) -> None:
    head = screens.of("coordinator")
    for name in ("oversight:yearly-report", "oversight:yearly-draft", "oversight:yearly-adopt"):
        assert head.get(name, year).status_code == 404
    assert head.get("oversight:yearly-adopted", year, 1).status_code == 404


def test_pages_lead_to_it(screens: Screens) -> None:
    head = screens.of("coordinator")
    for name in ("oversight:desk", "participants:area"):
        assert head.address("oversight:yearly") in head.get(name).content.decode()


def test_command_writes_a_file_and_says_why_not(cast: Cast, tmp_path, capsys) -> None:
    file = tmp_path / "verslag.pdf"
    call_command("yearly_report", cast.area.slug, str(YEAR), str(file))
    assert file.read_bytes().startswith(b"%PDF") and "a draft" in capsys.readouterr().out
    report = saved(cast)
    kept = {"pdf": b"%PDF-kept", "sha256": hashlib.sha256(b"%PDF-kept").hexdigest()}
    rows = YearlyReport.objects.filter(pk=report.pk)
    rows.update(**kept, adopted_at=cast.at, adopted_by=cast.coordinator)
    other = tmp_path / "vastgesteld.pdf"
    call_command("yearly_report", cast.area.slug, str(YEAR), str(other))
    assert other.read_bytes() == b"%PDF-kept"
    new = str(tmp_path / "nieuw.pdf")
    for values, why in (
        (("nergens", str(YEAR), new), "There is no area"),
        ((cast.area.slug, "2026", new), "nog niet voorbij"),
        ((cast.area.slug, "2001", new), "niets bekend"),
        ((cast.area.slug, str(YEAR), str(file)), "exists already"),
        ((cast.area.slug, str(YEAR), str(tmp_path / "geen" / "map.pdf")), "cannot be written"),
    ):
        with pytest.raises(CommandError, match=why):
            call_command("yearly_report", *values)
    rows.update(pdf=b"%PDF-other")
    with pytest.raises(CommandError, match="niet meer zoals het is vastgesteld"):
        call_command("yearly_report", cast.area.slug, str(YEAR), new)
