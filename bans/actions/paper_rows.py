"""The rows of a paper register: asked for as one piece of work each, and entered one by one.

What a row says lies sealed under the key of its file until it has been entered; then both are gone.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.log import record
from audit.models import Event
from participants.actions import batches
from participants.actions.lists import publish_list
from participants.actions.shops import add_shop, join
from participants.clock import dutch_date
from participants.jobs.asking import ask_for
from participants.models import Batch, Job, ShoppingArea, User
from participants.refusals import Refusal

from .. import keyring
from ..models import PaperRow, Person
from ..paper_columns import COLUMNS, Table
from ..tables import Row, read_cells
from .incidents import PersonDraft
from .paper_register import PaperSanction, take_over

KIND = "bans.paper_row"


@dataclass(frozen=True)
class Entry:
    """A row, the number of the person that it is about, and that person where the register has them already."""

    row: Row
    about: int = 0
    person: Person | None = None
    refusal: Refusal | None = None


def entries(kind: Table, rows: list[Row], *, area: ShoppingArea) -> list[Entry]:
    """Rows with the same file number are about the same person, and so are exactly the same names and birth date."""
    if kind is Table.SHOPS:
        return [Entry(row) for row in rows]
    on_file = {identity: person for person in area.persons.all() if (identity := _identity(person))}
    drafts: dict[str, PersonDraft] = {}
    numbers: dict[Any, int] = {}
    found = []
    for row in rows:
        file, draft = row.values["file"], _draft(row.values)
        identity = _identity(draft)
        refusal = None
        if drafts.setdefault(file, draft) != draft:
            refusal = Refusal("other_person", _("Dit dossier heeft op een andere regel een andere naam."), field="file")
        number = numbers.get(file) or numbers.get(identity) or len(numbers) + 1
        numbers.setdefault(file, number)
        if identity:
            numbers.setdefault(identity, number)
        found.append(Entry(row, number, on_file.get(identity) if identity else None, refusal))
    return found


@transaction.atomic
def ask(kind: Table, rows: list[Entry], *, area: ShoppingArea, by: User, at: dt.datetime) -> Batch:
    """Ask for rows that were found right to be taken over. Refuses while another file still runs."""
    batch = batches.begin(area, kind=KIND, by=by, at=at)
    # The key first, as with a person: a crash leaves a key that opens nothing.
    keyring.make(batch.token, at=at)
    waiting = []
    for entry in rows:
        line = entry.row.line
        payload = {"table": str(kind), "line": line, "about": _("regel-%s") % line}
        job = ask_for(KIND, key=f"{batch.token}:{line}", area=area, payload=payload, batch=batch, by=by, at=at)
        cells = dict(entry.row.cells)
        waiting.append(PaperRow(area=area, job=job, about=entry.about, person=entry.person, cells=cells))
    PaperRow.objects.bulk_create(waiting, batch_size=500)
    return batch


def take_over_row(job: Job, *, at: dt.datetime) -> None:
    """Enter the row of this piece of work, inside its finishing.

    One row of a file at a time: the next may be about the same person. The last one publishes the list of shops.
    """
    batch = Batch.objects.select_for_update(of=("self",)).select_related("area").get(jobs=job)
    row = PaperRow.objects.filter(job=job).select_related("person").first()
    if row is None or job.asked_by is None:
        return
    kind = Table(job.payload["table"])
    values, _problems = read_cells(job.payload["line"], row.cells, COLUMNS[kind])
    person = enter(kind, values, row.person, area=batch.area, by=job.asked_by, at=at)
    if person:
        PaperRow.objects.filter(job__batch=batch, about=row.about).update(person=person)
    row.delete()
    if not batch.jobs.open().exists():
        _end(kind, batch, by=job.asked_by, at=at)


def _end(kind: Table, batch: Batch, *, by: User, at: dt.datetime) -> None:
    if kind is Table.SHOPS:
        publish_list(batch.area, at=at)
    made = batch.jobs.filter(done_at__isnull=False).count()
    facts = {"kind": kind, "rows": made, "batch": batch.token}
    record("register.imported", subject=f"area:{batch.area.slug}", by=by, area=batch.area, **facts)
    if not PaperRow.objects.filter(job__batch=batch).exists():
        transaction.on_commit(lambda: keyring.destroy([batch.token], at=at), robust=True)


@transaction.atomic
def forget_stopped(*, at: dt.datetime) -> int:
    """Drop the rows of work that was stopped, and the keys of files of which no row is left; how many rows.

    A file of which the last row failed or was stopped had nobody to end it, and is ended as well.
    """
    ended = Q(job__done_at__isnull=False) | Q(job__cancelled_at__isnull=False)
    dropped = PaperRow.objects.filter(ended).delete()[0]
    files = set(Batch.objects.filter(kind=KIND).values_list("token", flat=True))
    keyring.destroy((files & keyring.tokens()) - files_that_wait(files), at=at)
    _end_what_stopped(at=at)
    return dropped


def _end_what_stopped(*, at: dt.datetime) -> None:
    """End files without open work of which the log does not tell yet that so many rows were taken over."""
    files = Batch.objects.filter(kind=KIND, jobs__done_at__isnull=False).exclude(jobs__in=Job.objects.open())
    for batch in files.select_related("area", "asked_by").distinct():
        made = list(batch.jobs.filter(done_at__isnull=False))
        told = Event.objects.filter(area=batch.area.slug, action="register.imported", facts__batch=batch.token)
        if not told.filter(facts__rows__gte=len(made)).exists():
            _end(Table(made[0].payload["table"]), batch, by=batch.asked_by, at=at)


def files_that_wait(tokens: Iterable[str]) -> set[str]:
    """Those of these batches that still have rows to open."""
    rows = PaperRow.objects.filter(job__batch__token__in=tokens)
    return set(rows.values_list("job__batch__token", flat=True))


def enter(
    kind: Table, values: Mapping[str, Any], person: Person | None, *, area: ShoppingArea, by: User, at: dt.datetime
) -> Person | None:
    """Enter one row; of a sanction, the person that it is about, who is made when there is none yet."""
    if kind is Table.SHOPS:
        _enter_shop(values, area=area, by=by, at=at)
        return None
    shops = {shop.name.casefold(): shop for shop in area.shops.taking_part(dutch_date(at))}
    shop = shops.get(values["shop"].casefold())
    if shop is None:
        raise Refusal("unknown_shop", _("Deze winkel doet niet mee in dit gebied."), field="shop")
    of_paper = PaperSanction.__dataclass_fields__
    paper = PaperSanction(**{name: value for name, value in values.items() if name in of_paper})
    return take_over(shop=shop, person=person or _draft(values), paper=paper, by=by, at=at).person


def _enter_shop(values: Mapping[str, Any], *, area: ShoppingArea, by: User, at: dt.datetime) -> None:
    """A row is a shop; it takes part from the day that the row gives, with its papers (R3)."""
    fields = dict(values)
    joined_on = fields.pop("joined_on")
    shop = add_shop(area, fields=fields, by=by, at=at)
    if joined_on:
        join(shop, on=joined_on, by=by, at=at, publish=False)


def _draft(values: Mapping[str, Any]) -> PersonDraft:
    return PersonDraft(
        given_name=values["given_name"],
        family_name=values["family_name"],
        birth_date=values["birth_date"],
        identity_basis=values["identity_basis"],
    )


def _identity(person: PersonDraft | Person) -> tuple[str, str, dt.date] | None:
    """Exactly these names and this birth date; without a date nobody is taken for another."""
    if person.birth_date is None:
        return None
    return person.given_name.casefold(), person.family_name.casefold(), person.birth_date
