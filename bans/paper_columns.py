"""What the two tables of a paper register hold: the headings, and how a cell below each is read."""

from enum import StrEnum

from django.utils.translation import gettext_lazy

from participants.models.shop import Sector

from .conduct import REPORTABLE
from .models.person import IdentityBasis
from .rules.ladder import Kind, Scope
from .tables import Column, one_of, read_date, read_number

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
