"""A paper register comes in whole or not at all, and every problem says on which line it is."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from bans.actions import checks
from bans.actions.breaches import report_breach
from bans.importing import Report, begin, read
from bans.models import Incident, Person, Sanction
from bans.models.counter_check import Outcome
from notices.demo import scene
from notices.demo.scene import Scene
from participants.clock import DUTCH_TIME
from participants.jobs.work import run_due
from participants.models import Shop, ShoppingArea, User
from participants.refusals import Refusal
from tests.told import undone_afterwards

AT = dt.datetime(2026, 11, 25, 10, 0, tzinfo=DUTCH_TIME)
EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
SANCTION = {
    "dossier": "P-1",
    "winkel": "De Gouden Knoop",
    "voornaam": "Alex",
    "achternaam": "Voorbeeld",
    "geboortedatum": "14-05-1988",
    "identiteit": "zelf verteld",
    "soort": "waarschuwing",
    "bereik": "gebied",
    "maanden": "12",
    "gedrag": "theft",
    "voorval_op": "03-09-2026",
    "plaats": "bij de kassa",
    "gezien_door": "M. de Wit",
    "functie": "verkoopmedewerker",
    "omschrijving": "Nam een ketting mee.",
    "uitgereikt_op": "2026-09-04",
    "bewijs": "map 12",
    "lijst_gegeven": "ja",
}
SHOP = {
    "onderneming": "Kaashuis Rond B.V.",
    "winkel": "Kaashuis Rond",
    "adres": "Voorbeeldplein 11",
    "branche": "winkel",
    "overeenkomst": "01-09-2026",
    "volmacht": "01-09-2026",
    "verklaring": "01-09-2026",
    "doet_mee_sinds": "01-10-2026",
}


def csv_of(*rows: dict[str, str], delimiter: str = ";") -> bytes:
    lines = [delimiter.join(rows[0])] + [delimiter.join(row.values()) for row in rows]
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with undone_afterwards(django_db_blocker):
        yield scene.build(at=AT, password="a password of no account")


@pytest.fixture
def place(built: Scene, db: None) -> Scene:
    return built


def run(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime) -> Report:
    """Ask for it, and do all of it at once."""
    report = begin(kind, data, area=area, by=by, at=at)
    run_due(now=lambda: at)
    return report


def made(report: Report) -> int:
    return report.batch.jobs.filter(done_at__isnull=False).count() if report.batch else 0


def problems(place: Scene, *changes: dict[str, str], base: dict[str, str] = SANCTION) -> list[tuple]:
    """What a real run finds, after which nothing may have been kept."""
    kind = "sanctions" if base is SANCTION else "shops"
    before = (Sanction.objects.count(), Person.objects.count(), Shop.objects.count(), Event.objects.count())
    data = csv_of(*({**base, **change} for change in changes))
    report = run(kind, data, area=place.area, by=place.coordinator, at=AT)
    after = (Sanction.objects.count(), Person.objects.count(), Shop.objects.count(), Event.objects.count())
    assert after == before and report.batch is None
    return [(p.line, p.column, p.code) for p in report.problems]


def test_examples_of_the_documentation_come_in(place: Scene) -> None:
    """A dry run keeps nothing, a real run all; then the counter knows."""
    by = place.coordinator
    for kind, name in (("shops", "winkels.csv"), ("sanctions", "maatregelen.csv")):
        data = (EXAMPLES / name).read_bytes()
        assert read(kind, data, area=place.area, by=by, at=AT).problems == []
        assert not Sanction.objects.exists()
        assert made(run(kind, data, area=place.area, by=by, at=AT)) == 3
    assert place.area.shops.taking_part(AT.date()).count() == 10
    assert Person.objects.count() == 2
    long = Sanction.objects.get(months=18)
    assert (long.starts_on, long.last_day, long.imported) == (
        dt.date(2026, 8, 22),
        dt.date(2028, 2, 21),
        True,
    )
    answer = checks.check(
        shop=place.shops[4],
        family_name="Fictie",
        given_name="Noah",
        by=place.managers[place.shops[4].pk],
        at=AT,
    )
    assert answer.outcome == Outcome.BANNED


def test_spreadsheet_mark_and_commas(place: Scene) -> None:
    """What a spreadsheet saves as CSV UTF-8, with its invisible mark, and with commas."""
    data = b"\xef\xbb\xbf" + csv_of(SANCTION, delimiter=",").replace(b"\n", b"\r\n")
    assert run("sanctions", data, area=place.area, by=place.coordinator, at=AT).problems == []


def test_latin_1_gets_a_sentence_and_a_line(place: Scene) -> None:
    data = csv_of(SANCTION, {**SANCTION, "voornaam": "Renée"}).decode().encode("latin-1")
    [problem] = run("sanctions", data, area=place.area, by=place.coordinator, at=AT).problems
    assert (problem.line, problem.code) == (3, "not_utf8") and "CSV UTF-8" in problem.message


def test_missing_unknown_and_double_columns(place: Scene) -> None:
    """A missing column is named, and a column that the register does not take is refused."""
    row = {k: v for k, v in SANCTION.items() if k != "bewijs"} | {"bsn": "1"}
    data = csv_of(row).replace(b"dossier;", b"dossier;dossier;", 1)
    report = run("sanctions", data, area=place.area, by=place.coordinator, at=AT)
    found = {(p.line, p.column, p.code) for p in report.problems}
    assert found == {
        (1, "bewijs", "missing_column"),
        (1, "bsn", "unknown_column"),
        (1, "dossier", "double_column"),
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "missing_column"), (b"a\x00b", "not_csv"), (b"x" * (2 * 1024 * 1024 + 1), "too_large")],
)
def test_files_that_are_no_list(place: Scene, data: bytes, code: str) -> None:
    report = run("shops", data, area=place.area, by=place.coordinator, at=AT)
    assert code in {p.code for p in report.problems}


def test_headings_alone_are_told(place: Scene) -> None:
    data = csv_of(SANCTION).split(b"\n")[0]
    [problem] = run("sanctions", data, area=place.area, by=place.coordinator, at=AT).problems
    assert problem.code == "no_rows"


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"uitgereikt_op": "31-02-2026"}, "uitgereikt_op", "bad_cell"),
        ({"uitgereikt_op": "september"}, "uitgereikt_op", "bad_cell"),
        ({"uitgereikt_op": "26-11-2026"}, "uitgereikt_op", "future_date"),
        ({"voorval_op": "05-09-2026"}, "voorval_op", "before_incident"),
        ({"winkel": "Bestaat Niet"}, "winkel", "unknown_shop"),
        (
            {"voorval_op": "02-02-2025", "maanden": "24", "uitgereikt_op": "03-02-2026"},
            "winkel",
            "not_a_participant",
        ),
        ({"maanden": "2"}, "uitgereikt_op", "ended"),
        ({"maanden": "13"}, "maanden", "above_maximum"),
        ({"maanden": "0"}, "maanden", "bad_term"),
        ({"maanden": "twaalf"}, "maanden", "bad_cell"),
        ({"soort": "straatverbod"}, "soort", "bad_cell"),
        ({"gedrag": "breach"}, "gedrag", "bad_cell"),
        ({"geboortedatum": "01-01-2020"}, "geboortedatum", "too_young"),
        ({"geboortedatum": "01-01-2012", "soort": "verbod"}, "soort", "too_young_for_ban"),
        ({"bewijs": ""}, "bewijs", "empty_cell"),
        ({"bewijs": "nummer 111222333"}, "bewijs", "citizen_number"),
        ({"omschrijving": "BSN 1112.22.333"}, "omschrijving", "citizen_number"),
    ],
)
def test_bad_row_is_named_and_nothing_is_kept(place: Scene, change: dict[str, str], column: str, code: str) -> None:
    """A right row before it does not come in either."""
    right = {"dossier": "P-2", "achternaam": "Fictie"}
    assert problems(place, right, change) == [(3, column, code)]


def test_ended_is_told_with_its_last_day(place: Scene) -> None:
    """R52: what is over does not come in; its last day itself still does."""
    last = AT.date() - dt.timedelta(days=365)
    row = {
        **SANCTION,
        "voorval_op": "20-11-2025",
        "uitgereikt_op": str(last),
        "soort": "verbod",
        "bereik": "winkel",
    }
    early = scene.STARTED_DAYS_AGO
    assert early > 365
    assert problems(place, row) == [(2, "uitgereikt_op", "ended")]
    row["uitgereikt_op"] = str(last + dt.timedelta(days=1))
    report = run("sanctions", csv_of(row), area=place.area, by=place.coordinator, at=AT)
    assert made(report) == 1
    assert Sanction.objects.get().last_day == AT.date()


def test_every_problem_of_every_row_is_told(place: Scene) -> None:
    """Not only the first: two cells on one line, and another line too."""
    found = problems(place, {"maanden": "x", "voorval_op": "y"}, {"winkel": "Bestaat Niet"})
    assert found == [(2, "maanden", "bad_cell"), (2, "voorval_op", "bad_cell"), (3, "winkel", "unknown_shop")]


def test_duplicates_in_the_file_and_in_the_register(place: Scene) -> None:
    assert problems(place, {}, {}) == [(3, "uitgereikt_op", "already_there")]
    assert made(run("sanctions", csv_of(SANCTION), area=place.area, by=place.coordinator, at=AT)) == 1
    assert problems(place, {"dossier": "Q-9"}) == [(2, "uitgereikt_op", "already_there")]
    assert problems(place, {"soort": "verbod"}, {"soort": "verbod", "uitgereikt_op": "05-09-2026"}) == [
        (3, "bereik", "second_collective_ban")
    ]


def test_one_file_number_is_one_person(place: Scene) -> None:
    assert problems(place, {}, {"achternaam": "Anders", "uitgereikt_op": "05-09-2026"}) == [
        (3, "dossier", "other_person")
    ]


def test_without_birth_date_nobody_is_taken_for_another(place: Scene) -> None:
    rows = [{**SANCTION, "geboortedatum": "", "dossier": number} for number in ("P-1", "P-2")]
    assert made(run("sanctions", csv_of(*rows), area=place.area, by=place.coordinator, at=AT)) == 2
    assert Person.objects.count() == 2


def test_no_collective_sanction_without_permit(place: Scene) -> None:
    """R1, R2: neither without a permit nor for a business that it does not name."""
    permit = place.area.permits.get()
    permit.businesses.remove(place.shops[0].business)
    assert problems(place, {}) == [(2, "bereik", "not_in_permit")]
    permit.delete()
    assert problems(place, {}) == [(2, "bereik", "no_permit")]


def test_breach_needs_the_list_that_was_given(place: Scene) -> None:
    """R36: whoever was never told of the shops cannot breach there."""
    row = {**SANCTION, "soort": "verbod", "lijst_gegeven": "nee"}
    run("sanctions", csv_of(row), area=place.area, by=place.coordinator, at=AT)
    shop = place.shops[0]
    with pytest.raises(Refusal) as refused:
        report_breach(
            Sanction.objects.get(),
            shop=shop,
            happened_at=AT,
            place="bij de kassa",
            observed_by="M. de Wit",
            observer_function="verkoopmedewerker",
            by=place.manager_of(shop),
            at=AT,
        )
    assert refused.value.code == "not_on_list"


def test_formula_is_text(place: Scene) -> None:
    """A cell that begins with = comes in as it is written; nothing calculates it."""
    formula = '=HYPERLINK("//kwaad.example";"klik")'
    quoted = '"' + formula.replace('"', '""') + '"'
    row = {**SANCTION, "omschrijving": quoted}
    assert made(run("sanctions", csv_of(row), area=place.area, by=place.coordinator, at=AT)) == 1
    assert Incident.objects.get().narrative == formula


def test_line_number_counts_lines_inside_quotes(place: Scene) -> None:
    """A description over two lines moves the rows after it."""
    two_lines = {"omschrijving": '"Eerste regel\ntweede regel"', "dossier": "P-2", "achternaam": "Fictie"}
    assert problems(place, two_lines, {"winkel": "Bestaat Niet"}) == [(4, "winkel", "unknown_shop")]


def test_row_with_too_few_cells_and_open_quotes(place: Scene) -> None:
    data = csv_of(SANCTION) + b"\nP-2;De Gouden Knoop"
    [problem] = run("sanctions", data, area=place.area, by=place.coordinator, at=AT).problems
    assert (problem.line, problem.code) == (3, "wrong_width")
    [problem] = run(
        "sanctions", csv_of({**SANCTION, "plaats": '"open'}), area=place.area, by=place.coordinator, at=AT
    ).problems
    assert (problem.line, problem.code) == (2, "bad_quotes")


def test_shop_rows(place: Scene) -> None:
    """R3: no participation without papers. The same shop comes once; a business may have two."""
    assert problems(place, {"volmacht": ""}, base=SHOP)[0][2] == "papers_missing"
    assert problems(place, {}, {}, base=SHOP) == [(3, "winkel", "shop_exists")]
    second = {**SHOP, "winkel": "Kaashuis Vierkant"}
    assert made(run("shops", csv_of(SHOP, second), area=place.area, by=place.coordinator, at=AT)) == 2
    assert place.area.businesses.get(name="Kaashuis Rond B.V.").shops.count() == 2


def test_only_the_coordinator_imports(place: Scene) -> None:
    """R30: a manager's try is refused before the file is read."""
    with pytest.raises(Refusal) as refused:
        read("shops", b"", area=place.area, by=place.manager_of(place.shops[0]), at=AT)
    assert refused.value.code == "not_allowed"


def test_command_tries_first_and_keeps_when_told(
    place: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "winkels.csv"
    path.write_bytes(csv_of(SHOP | {"doet_mee_sinds": ""}))
    options = {"area": place.area.slug, "by": place.coordinator.email}
    call_command("import_register", "shops", str(path), **options)
    assert not Shop.objects.filter(name="Kaashuis Rond").exists()
    call_command("import_register", "shops", str(path), commit=True, **options)
    assert Shop.objects.filter(name="Kaashuis Rond").exists()
    with pytest.raises(CommandError, match="1 problems in 1 rows"):
        call_command("import_register", "shops", str(path), commit=True, **options)
    assert "line 2, winkel" in capsys.readouterr().out
