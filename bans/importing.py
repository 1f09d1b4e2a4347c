"""An existing paper register by CSV: shops, and running sanctions with their proof of service.

`read` tries everything and keeps nothing; `run` keeps everything, or nothing when a row has a problem.
Both walk the same way, so that a dry run finds what a real one would.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.log import record
from participants.access import require
from participants.actions.lists import publish_list
from participants.actions.shops import add_shop, join
from participants.clock import dutch_date
from participants.models import Shop, ShoppingArea, User
from participants.models.shop import Sector
from participants.refusals import Refusal
from participants.roles import Permission

from .actions.incidents import PersonDraft
from .actions.paper_register import PaperSanction, take_over
from .conduct import REPORTABLE
from .models import Person, Sanction
from .models.person import IdentityBasis
from .rules.ladder import Kind, Scope
from .tables import Column, Problem, Row, one_of, read_date, read_number, read_table

YES_NO = {"ja": True, "nee": False}
SECTORS = {
    "winkel": Sector.RETAIL,
    "horeca": Sector.HOSPITALITY,
    "vrije tijd": Sector.LEISURE,
    "diensten": Sector.SERVICES,
}
BASES = {
    "zelf verteld": IdentityBasis.STATED,
    "document gezien": IdentityBasis.DOCUMENT_SHOWN,
    "politie": IdentityBasis.POLICE_CONFIRMED,
    "bekend": IdentityBasis.KNOWN_TO_STAFF,
}
KINDS = {"waarschuwing": Kind.WARNING, "verbod": Kind.BAN}
SCOPES = {"winkel": Scope.SHOP, "gebied": Scope.AREA}
CONDUCT_WORDS = {conduct.code: conduct.code for conduct in REPORTABLE}


class Table(StrEnum):
    SHOPS = "shops"
    SANCTIONS = "sanctions"


TABLE_LABELS = {Table.SHOPS: gettext_lazy("winkels"), Table.SANCTIONS: gettext_lazy("lopende maatregelen")}

COLUMNS: dict[Table, tuple[Column, ...]] = {
    Table.SHOPS: (
        Column("onderneming", "business_name", help=gettext_lazy("naam van de onderneming")),
        Column("winkel", "name", help=gettext_lazy("naam van de winkel")),
        Column("adres", "address"),
        Column("branche", "sector", one_of(SECTORS), required=False, default=Sector.RETAIL),
        Column("overeenkomst", "agreement_signed_on", read_date, required=False, default=None),
        Column("volmacht", "power_of_attorney_signed_on", read_date, required=False, default=None),
        Column("verklaring", "declaration_signed_on", read_date, required=False, default=None),
        Column("sticker", "sticker_seen_on", read_date, required=False, default=None),
        Column("huisregels", "house_rules_seen_on", read_date, required=False, default=None),
        Column("doet_mee_sinds", "joined_on", read_date, required=False, default=None),
    ),
    Table.SANCTIONS: (
        Column("dossier", "file", help=gettext_lazy("nummer van de persoon in het papieren register")),
        Column("winkel", "shop"),
        Column("voornaam", "given_name", required=False),
        Column("achternaam", "family_name"),
        Column("geboortedatum", "birth_date", read_date, required=False, default=None),
        Column("identiteit", "identity_basis", one_of(BASES)),
        Column("soort", "kind", one_of(KINDS)),
        Column("bereik", "scope", one_of(SCOPES)),
        Column("maanden", "months", read_number),
        Column("gedrag", "conduct_code", one_of(CONDUCT_WORDS)),
        Column("voorval_op", "happened_on", read_date),
        Column("plaats", "place"),
        Column("gezien_door", "observed_by"),
        Column("functie", "observer_function"),
        Column("omschrijving", "narrative"),
        Column("uitgereikt_op", "served_on", read_date),
        Column("bewijs", "proof", help=gettext_lazy("waaruit de uitreiking blijkt")),
        Column("lijst_gegeven", "list_given", one_of(YES_NO), required=False, default=False),
    ),
}


@dataclass(frozen=True)
class Report:
    """What a dry run found or a real run did. `made` is nothing unless all rows went in."""

    kind: Table
    rows: int
    problems: list[Problem]
    made: int = 0


class _NotKept(Exception):
    """Ends the transaction of a dry run, or of a run with a problem."""


def read(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime) -> Report:
    """The dry run: every problem of every row with its line and column, and nothing is kept."""
    return _carry_out(kind, data, area=area, by=by, at=at, keep=False)


def run(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime) -> Report:
    """All rows, or none: one problem anywhere leaves the register as it was."""
    return _carry_out(kind, data, area=area, by=by, at=at, keep=True)


def _carry_out(kind: str, data: bytes, *, area: ShoppingArea, by: User, at: dt.datetime, keep: bool) -> Report:
    require(by, Permission.IMPORT_REGISTER, area=area, on=dutch_date(at))
    if kind not in list(Table):
        raise Refusal("unknown_table", _("Kies winkels of lopende maatregelen."), field="kind")
    kind = Table(kind)
    columns = COLUMNS[kind]
    table = read_table(data, columns)
    problems = list(table.problems)
    enter = {Table.SHOPS: _shops, Table.SANCTIONS: _sanctions}[kind](area=area, by=by, at=at)
    made = 0
    try:
        with transaction.atomic():
            for row in table.rows:
                try:
                    with transaction.atomic():
                        enter(row)
                except Refusal as refusal:
                    problems.append(_problem(row, refusal, columns))
            if problems or not keep:
                raise _NotKept
            if kind is Table.SHOPS:
                publish_list(area, at=at)
            made = len(table.rows)
            record("register.imported", subject=f"area:{area.slug}", by=by, area=area, kind=kind, rows=made)
    except _NotKept:
        pass
    return Report(kind, table.count, sorted(problems, key=lambda p: p.line), made)


def _problem(row: Row, refusal: Refusal, columns: tuple[Column, ...]) -> Problem:
    headings = {column.field: column.heading for column in columns}
    heading = headings.get(refusal.field or "", "")
    return Problem(row.line, heading, str(refusal.message), refusal.code, refusal.rule)


def _shops(*, area: ShoppingArea, by: User, at: dt.datetime) -> Callable[[Row], None]:
    """A row is a shop; it takes part from the day that the row gives, with its papers (R3)."""

    def enter(row: Row) -> None:
        fields = dict(row.values)
        joined_on = fields.pop("joined_on")
        shop = add_shop(area, fields=fields, by=by, at=at)
        if joined_on:
            join(shop, on=joined_on, by=by, at=at, publish=False)

    return enter


def _sanctions(*, area: ShoppingArea, by: User, at: dt.datetime) -> Callable[[Row], None]:
    """A row is a running sanction; rows with the same file number are about the same person."""
    on = dutch_date(at)
    shops = {shop.name.casefold(): shop for shop in area.shops.taking_part(on)}
    people: dict[str, PersonDraft] = {}
    entered: dict[str, Person] = {}
    on_file = {identity: person for person in area.persons.all() if (identity := _identity(person))}

    def enter(row: Row) -> None:
        values = row.values
        shop = shops.get(values["shop"].casefold())
        if shop is None:
            raise Refusal("unknown_shop", _("Deze winkel doet niet mee in dit gebied."), field="shop")
        draft = _draft(values)
        if people.setdefault(values["file"], draft) != draft:
            raise Refusal("other_person", _("Dit dossier heeft op een andere regel een andere naam."), field="file")
        identity = _identity(draft)
        known = entered.get(values["file"]) or (on_file.get(identity) if identity else None)
        sanction = _take_over(shop, known or draft, values, by=by, at=at)
        entered[values["file"]] = sanction.person
        if identity:
            on_file[identity] = sanction.person

    return enter


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


def _take_over(
    shop: Shop, person: PersonDraft | Person, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> Sanction:
    of_paper = PaperSanction.__dataclass_fields__
    paper = PaperSanction(**{name: value for name, value in values.items() if name in of_paper})
    return take_over(shop=shop, person=person, paper=paper, by=by, at=at)
