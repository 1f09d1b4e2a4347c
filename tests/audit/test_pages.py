"""The log on the screen, as a file, and what anybody may know of it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

import audit.verifier
from audit import heads, verifier
from audit.cells import safe_cell
from audit.log import record
from audit.models import Event, Head, HeadReason
from audit.signing import verifier_key
from participants.clock import dutch_date
from tests.audit.writing import write
from tests.cast import Cast
from tests.factories import make_sanction
from tests.screens import Screens, screens, text

__all__ = ["screens"]
READERS = ("coordinator", "municipality")
OTHERS = ("approver", "manager_a", "counter_a", "stranger")


def lines_of(answer: Any) -> list[bytes]:
    return b"".join(answer.streaming_content).splitlines(keepends=True)


def test_log_is_read_in_plain_words(screens: Screens, cast: Cast) -> None:
    make_sanction(cast)
    page = text(screens.of("coordinator").get("participants:log"))
    assert "Maatregel uitgereikt" in page and "Maatregel goedgekeurd" in page
    assert "tweede beoordelaar, Kaas bv" in page and "voorvallen en maatregelen" in page
    assert "person:" not in page and "sanction." not in page


def test_d33_reading_the_log_is_logged(screens: Screens, cast: Cast) -> None:
    screens.of("municipality").get("participants:log", day="2026-03-16", kind="rights")
    event = Event.objects.get(action="log.viewed")
    assert event.actor == f"user:{cast.municipality.pk}" and event.roles == "municipality"
    assert event.facts == {"rows": 0, "day": "2026-03-16", "kind": "rights"}


@pytest.mark.parametrize("who", OTHERS)
def test_log_is_not_there_for_others(screens: Screens, cast: Cast, who: str) -> None:
    screen = screens.of(who)
    assert screen.get("participants:log").status_code == 404
    assert screen.post("participants:log-export", form="jsonl").status_code == 404
    assert not Event.objects.filter(action__startswith="log.").exists()


def test_colleague_has_a_name_for_the_coordinator_and_a_number_for_the_municipality(
    screens: Screens, cast: Cast
) -> None:
    record("shop.changed", subject="shop:1", by=cast.manager_a, area=cast.area)
    assert "manager_a" in text(screens.of("coordinator").get("participants:log"))
    seen = text(screens.of("municipality").get("participants:log"))
    assert "manager_a" not in seen and f"gebruiker {cast.manager_a.pk}" in seen and "Bakkerij" in seen


def test_no_name_of_a_person_is_in_the_log(screens: Screens, cast: Cast) -> None:
    make_sanction(cast, given_name="Xantippe", family_name="Quispel")
    screen = screens.of("coordinator")
    seen = screen.get("participants:log").content.decode()
    taken = b"".join(lines_of(screen.post("participants:log-export"))).decode()
    assert "Quispel" not in seen + taken and "Xantippe" not in seen + taken


def test_another_area_is_in_nobodys_log(screens: Screens, cast: Cast) -> None:
    record("shop.added", subject="shop:987", by=cast.stranger, area=cast.elsewhere)
    screen = screens.of("coordinator")
    assert "987" not in text(screen.get("participants:log"))
    assert b"shop:987" not in b"".join(lines_of(screen.post("participants:log-export")))


def test_lines_are_chosen_by_day_and_by_kind(screens: Screens, cast: Cast) -> None:
    make_sanction(cast)
    screen = screens.of("coordinator")
    assert "Rol gegeven" in text(screen.get("participants:log", kind="organisation"))
    assert "Rol gegeven" not in text(screen.get("participants:log", kind="measures"))
    first = dutch_date(Event.objects.filter(area="markt").first().at).isoformat()
    assert "Er zijn geen regels" not in text(screen.get("participants:log", day=first))
    assert "Er zijn geen regels" in text(screen.get("participants:log", day="2020-01-01"))


@pytest.mark.parametrize("query", [{"day": "31-31-2026"}, {"kind": "x"}, {"before": "-1"}, {"before": "9" * 30}])
def test_choice_that_does_not_exist_gets_a_sentence(screens: Screens, cast: Cast, query: dict) -> None:
    answer = screens.of("coordinator").get("participants:log", **query)
    assert answer.status_code == 422
    assert "Kies een dag die bestaat" in text(answer)


def test_log_is_paged(screens: Screens, cast: Cast) -> None:
    for number in range(70):
        write(number, cast.area)
    screen, pages, query = screens.of("coordinator"), [], {"kind": "measures"}
    while True:
        answer = screen.get("participants:log", **query)
        pages.append(len(answer.context["lines"]))
        if answer.context["older"] is None:
            break
        query = {"kind": "measures", "before": str(answer.context["older"])}
    assert pages == [30, 30, 10]


def test_page_asks_as_much_for_thirty_lines_as_for_one(screens: Screens, cast: Cast) -> None:
    Event.objects.count()
    screen = screens.of("coordinator")
    first = screen.queries("participants:log")
    for number in range(40):
        write(number, cast.area)
        record("desk.viewed", subject=f"user:{number}", by=cast.manager_a, area=cast.area)
    assert screen.queries("participants:log") == first


@pytest.mark.parametrize("who", READERS)
def test_export_is_verified_with_heads_from_elsewhere(screens: Screens, cast: Cast, who: str) -> None:
    kept = heads.publish("markt", at=cast.at, reason=HeadReason.HOUR)
    make_sanction(cast)
    answer = screens.of(who).post("participants:log-export", form="jsonl")
    assert answer["Content-Disposition"].startswith('attachment; filename="logboek-markt-')
    lines = lines_of(answer)
    code, sentences = verifier.verify(lines, heads=kept.note, keys=[verifier_key("markt")], lang="nl")
    assert code == verifier.SOUND and sentences[0].startswith("In orde")
    # The export itself is its own last line, under a head of its own.
    assert json.loads(lines[-1])["event"]["action"] == "log.exported"
    assert Head.objects.order_by("-serial").first().reason == HeadReason.EXPORT


def test_spreadsheet_holds_the_same_lines(screens: Screens, cast: Cast) -> None:
    answer = screens.of("coordinator").post("participants:log-export", form="csv")
    taken = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(taken), delimiter=";"))
    assert rows[0][:4] == ["nummer", "tijd (UTC)", "handeling", "wie"]
    assert [int(row[0]) for row in rows[1:]] == list(range(1, Event.objects.filter(area="markt").count() + 1))


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff=", "\u200b@"]
)
def test_g20_cell_is_never_a_formula(start: str) -> None:
    cell = f"{start}HYPERLINK(1)"
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "user:3", "2026-03-16T09:00:00.000000Z", '{"a":-1}', "één", "a=b", "'="])
def test_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_formula_in_a_fact_reaches_no_spreadsheet(screens: Screens, cast: Cast) -> None:
    record("desk.viewed", subject="=1+1", by="@sum", area=cast.area)
    answer = screens.of("coordinator").post("participants:log-export", form="csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
    assert [row[3] for row in rows if row[9] == "'=1+1"] == ["'@sum"]


def test_heads_are_public_and_hold_no_name(screens: Screens, cast: Cast) -> None:
    visitor = screens.of(None)
    assert visitor.get("participants:log-heads").status_code == 200
    assert visitor.get("participants:log-head-text").status_code == 404
    head = heads.publish("markt", at=cast.at, reason=HeadReason.HOUR)
    page = visitor.get("participants:log-heads")
    assert verifier_key("markt") in text(page) and head.hash in text(page)
    answer = visitor.get("participants:log-head-text")
    assert (answer.content.decode(), answer["Content-Type"]) == (head.note, "text/plain; charset=utf-8")
    several = visitor.get("participants:log-heads-text").content.decode()
    assert verifier.split_notes(several) == [head.note]
    for name in ("coordinator", "manager_a", "Bakkerij", "user:"):
        assert name not in page.content.decode() + several


def test_heads_of_an_area_that_is_not_there(screens: Screens, cast: Cast) -> None:
    visitor = screens.of(None)
    visitor.slug = "nergens"
    for page in ("log-heads", "log-head-text", "log-heads-text"):
        assert visitor.get(f"participants:{page}").status_code == 404


def test_verifier_of_the_site_is_that_of_the_repository(client: Any, db: None) -> None:
    answer = client.get(reverse("participants:log-verifier"))
    assert answer.content == Path(audit.verifier.__file__).read_bytes()


def test_command_writes_an_export_that_the_verifier_reads(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    export = tmp_path / "log.jsonl"
    call_command("export_log", "markt", output=export)
    assert "lines up to head 1" in capsys.readouterr().out
    command = [sys.executable, audit.verifier.__file__, str(export), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == verifier.UNCOMPARED and "fit each other" in done.stdout
    event = Event.objects.get(action="log.exported")
    assert (event.actor, event.facts) == ("export_log", {"form": "jsonl"})
    for wrong in ("nergens", "markt"):
        with pytest.raises(CommandError, match=r"There is no area|exists already"):
            call_command("export_log", wrong, output=export)
    call_command("export_log", "markt", csv=True, output=tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_text("utf-8-sig").startswith('"number";"at"')


def test_short_name_of_an_area_stays(screens: Screens, cast: Cast) -> None:
    """Its log and the heads that others hold carry it."""
    screen = screens.of("coordinator")
    fields = {**screen.get("participants:area-edit").context["form"].initial, "slug": "anders", "boundary": ""}
    screen.post("participants:area-edit", **{name: value for name, value in fields.items() if value is not False})
    cast.area.refresh_from_db()
    assert cast.area.slug == "markt" and settings.LOG_NAME
