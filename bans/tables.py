"""Reading a CSV file that a spreadsheet made: its letters, its columns and the values in its cells."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5000
SPREADSHEET_MARK = "\ufeff"


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field that it fills, and how a cell is read."""

    heading: str
    field: str
    read: Callable[[str], Any] = str
    required: bool = True
    default: Any = ""
    help: str | Promise = ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where. Line 1 holds the headings; column is empty for a whole row."""

    line: int
    column: str
    message: str
    code: str
    rule: str = ""


@dataclass(frozen=True)
class Row:
    """A line that could be read: what stands in its cells, by heading, and what that is, by field."""

    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass
class Table:
    """The rows that could be read, how many there were, and what could not be read."""

    rows: list[Row] = field(default_factory=list)
    count: int = 0
    problems: list[Problem] = field(default_factory=list)


class BadCell(ValueError):
    """A cell that cannot be read; its text is the sentence for the page."""


def read_table(data: bytes, columns: tuple[Column, ...]) -> Table:
    """Read the file as far as it can be read, and gather every problem instead of stopping at the first."""
    text = _text(data)
    if isinstance(text, Problem):
        return Table(problems=[text])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    table = Table()
    try:
        headings = [heading.strip().lower() for heading in next(reader, [])]
        table.problems = _wrong_headings(headings, columns)
        if not table.problems:
            _read_rows(_lines(reader), headings, columns, table)
    except csv.Error:
        table.problems.append(
            Problem(reader.line_num, "", _("Deze regel heeft een aanhalingsteken dat niet sluit."), "bad_quotes")
        )
    if not table.count and not table.problems:
        table.problems.append(Problem(1, "", _("Er staan geen regels onder de kopjes."), "no_rows"))
    return table


def _text(data: bytes) -> str | Problem:
    """The text of the file, or why it is none: too large, or saved in older letters than UTF-8."""
    if len(data) > MAX_BYTES:
        return Problem(1, "", _("Dit bestand is groter dan 2 MB. Verdeel het over meer bestanden."), "too_large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(
            line,
            "",
            _("Dit bestand is niet opgeslagen als UTF-8, maar bijvoorbeeld als Latin-1. Sla het op als CSV UTF-8."),
            "not_utf8",
        )
    if "\0" in text:
        return Problem(1, "", _("Dit is geen CSV-bestand. Sla de lijst op als CSV UTF-8."), "not_csv")
    return text


def _delimiter(text: str) -> str:
    headings = text.split("\n", 1)[0]
    return ";" if headings.count(";") >= headings.count(",") else ","


def _wrong_headings(headings: list[str], columns: tuple[Column, ...]) -> list[Problem]:
    """Missing, unknown and double columns. An unknown one is refused: the register takes nothing unasked."""
    known = {column.heading for column in columns}
    problems = [
        Problem(1, column.heading, _("Deze kolom ontbreekt."), "missing_column")
        for column in columns
        if column.required and column.heading not in headings
    ]
    for heading in dict.fromkeys(headings):
        if heading not in known:
            problems.append(
                Problem(1, heading, _("Deze kolom hoort niet in het register. Haal hem weg."), "unknown_column")
            )
        elif headings.count(heading) > 1:
            problems.append(Problem(1, heading, _("Deze kolom staat er twee keer."), "double_column"))
    return problems


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; a quoted cell may run over several lines."""
    while True:
        line = reader.line_num + 1
        cells = next(reader, None)
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _read_rows(
    lines: Iterator[tuple[int, list[str]]], headings: list[str], columns: tuple[Column, ...], table: Table
) -> None:
    for line, cells in lines:
        table.count += 1
        if table.count > MAX_ROWS:
            table.problems.append(
                Problem(line, "", _("Meer dan %s regels. Verdeel het bestand.") % MAX_ROWS, "too_many_rows")
            )
            return
        if len(cells) != len(headings):
            table.problems.append(
                Problem(
                    line,
                    "",
                    _("Deze regel heeft %(found)s vakken, er zijn %(wanted)s kopjes.")
                    % {"found": len(cells), "wanted": len(headings)},
                    "wrong_width",
                )
            )
            continue
        by_heading = dict(zip(headings, cells, strict=True))
        values, problems = read_cells(line, by_heading, columns)
        table.problems += problems
        if not problems:
            table.rows.append(Row(line, by_heading, values))


def read_cells(
    line: int, cells: Mapping[str, str], columns: tuple[Column, ...]
) -> tuple[dict[str, Any], list[Problem]]:
    """What the cells of one line hold, by field, and what could not be read."""
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        cell = cells.get(column.heading, "").strip()
        if not cell:
            values[column.field] = column.default
            if column.required:
                problems.append(Problem(line, column.heading, _("Dit vak is leeg."), "empty_cell"))
            continue
        try:
            values[column.field] = column.read(cell)
        except BadCell as error:
            problems.append(Problem(line, column.heading, str(error), "bad_cell"))
    return values, problems


def read_date(cell: str) -> dt.date:
    """A day written as 2026-03-31 or 31-03-2026."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(cell, form).date()
        except ValueError:
            continue
    raise BadCell(_("Dit is geen datum. Schrijf 31-03-2026 of 2026-03-31."))


def read_number(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 4):
        raise BadCell(_("Dit is geen heel getal."))
    return int(cell)


def one_of(words: Mapping[str, Any]) -> Callable[[str], Any]:
    """A reader for a cell that holds one word of a closed list."""

    def read(cell: str) -> Any:
        if cell.lower() not in words:
            raise BadCell(_("Kies een van deze woorden: %s.") % ", ".join(words))
        return words[cell.lower()]

    return read
