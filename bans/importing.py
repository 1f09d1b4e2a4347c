"""An existing paper register by CSV: shops, and running sanctions with their proof of service.

`read` tries everything and keeps nothing. `begin` does the same first; a file without a problem is then work of as
many pieces as it has rows (`actions/paper_rows.py`). Both enter a row by the same deeds, so that what `read` finds is
what would go wrong.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from participants.access import require
from participants.clock import dutch_date
from participants.models import Batch, ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from . import keyring
from .actions import paper_rows
from .actions.paper_rows import Entry
from .models import Person
from .paper_columns import COLUMNS, Table
from .tables import Column, Problem, Row, read_table


@dataclass(frozen=True)
class Report:
    """What was found in a file. `batch` is the work that was begun; there is none while anything is wrong."""

    kind: Table
    rows: int
    problems: list[Problem]
    batch: Batch | None = None


def read(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime) -> Report:
    """The dry run: every problem of every row with its line and column, and nothing is kept."""
    report, _entries = _try(kind, data, area=area, by=by, at=at)
    return report


def begin(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime) -> Report:
    """Ask for a file to be taken over, row by row; one problem anywhere, and nothing is asked for."""
    report, entries = _try(kind, data, area=area, by=by, at=at)
    if report.problems:
        return report
    batch = paper_rows.ask(report.kind, entries, area=area, by=by, at=at)
    return Report(report.kind, report.rows, [], batch)


def _try(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime) -> tuple[Report, list[Entry]]:
    """Enter all rows and undo it: what was found, and the rows with the person that each is about."""
    require(by, Permission.IMPORT_REGISTER, area=area, on=dutch_date(at))
    if kind not in list(Table):
        raise Refusal("unknown_table", _("Kies winkels of lopende maatregelen."), field="kind")
    table = read_table(data, COLUMNS[Table(kind)])
    entries = paper_rows.entries(Table(kind), table.rows, area=area)
    with keyring.rehearsing(), transaction.atomic():
        refused = _enter_all(Table(kind), entries, area=area, by=by, at=at)
        transaction.set_rollback(True)
    problems = sorted([*table.problems, *refused], key=lambda problem: problem.line)
    return Report(Table(kind), table.count, problems), entries


def _enter_all(kind: Table, entries: list[Entry], *, area: ShoppingArea, by: User, at: dt.datetime) -> list[Problem]:
    problems: list[Problem] = []
    people: dict[int, Person] = {}
    for entry in entries:
        try:
            if entry.refusal:
                raise entry.refusal
            with transaction.atomic():
                person = people.get(entry.about) or entry.person
                entered = paper_rows.enter(kind, entry.row.values, person, area=area, by=by, at=at)
        except Refusal as refusal:
            problems.append(_problem(entry.row, refusal, COLUMNS[kind]))
        else:
            if entered:
                people[entry.about] = entered
    return problems


def _problem(row: Row, refusal: Refusal, columns: tuple[Column, ...]) -> Problem:
    headings = {column.field: column.heading for column in columns}
    heading = headings.get(refusal.field or "", "")
    return Problem(row.line, heading, str(refusal.message), refusal.code, refusal.rule)
