"""The overview as a file for machines: one schema, stable keys (docs/examples/access.schema.json, D25)."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from .fields import Cell, for_machine
from .overview import Overview, Told

SCHEMA = "drempel/access/1"


def json_of(overview: Overview) -> bytes:
    """The same as the document tells, and the letters themselves; UTF-8."""
    with translation.override("nl"):
        return json.dumps(as_data(overview), ensure_ascii=False, indent=1).encode()


def as_data(overview: Overview) -> dict[str, Any]:
    """The overview in plain values: days as ISO, moments with their offset from UTC, bytes as base64."""
    area = overview.area
    return {
        "schema": SCHEMA,
        "made_at": for_machine(overview.at),
        "request": {
            "number": overview.request.number,
            "received_on": for_machine(overview.request.received_on),
        },
        "controller": {
            "area": area.name,
            "association": area.association,
            "address": area.association_address,
            "email": area.contact_email,
            "phone": area.contact_phone,
            "privacy_officer": area.privacy_officer,
        },
        "purpose": {
            "text": purpose_text(),
            "basis": "art. 6(1)(f) GDPR",
            "permit": overview.permit.number if overview.permit else None,
            "protocol": overview.protocol.number,
        },
        "data": [_table(told) for told in overview.tables],
        "recipients": [
            {"kind": one.kind, "name": one.name, "what": one.what, "days": _days(one.days), "basis": one.basis or None}
            for one in overview.recipients
        ],
        "sources": [{"kind": one.kind, "what": one.what, "on": for_machine(one.on)} for one in overview.sources],
        "kept": [{"what": one.what, "text": one.text, "last_day": for_machine(one.last_day)} for one in overview.kept],
        "looks": [
            {
                "at": for_machine(one.at),
                "action": one.action,
                "what": one.what,
                "purpose": one.purpose,
                "purpose_text": one.purpose_text,
                "organisation": one.organisation,
                "organisation_text": one.organisation_text,
                "done": one.done,
            }
            for one in overview.looks
        ],
        "rights": [
            {"article": article, "text": text}
            for article, text in rights(overview)
        ],
    }  # fmt: skip


def _table(told: Told) -> dict[str, Any]:
    return {"table": told.label, "called": told.called, "rows": [[_cell(cell) for cell in row] for row in told.rows]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"field": cell.name, "called": cell.label, "value": cell.value, "text": cell.text, "masked": cell.masked}


def _days(days: Sequence[dt.date]) -> list[str]:
    return [day.isoformat() for day in days]


def purpose_text() -> str:
    return _(
        "Om overlast en strafbare feiten in de winkels te voorkomen. "
        "Dat is ons gerechtvaardigd belang (artikel 6 lid 1 onder f AVG)."
    )


def rights(overview: Overview) -> list[tuple[str, str]]:
    """What the person may do with this, and where to complain; each with its article."""
    authority = overview.law["authority"]
    return [
        ("16", _("Klopt er iets niet? Vraag ons het te verbeteren.")),
        ("17", _("Hebben wij iets niet meer nodig, of mochten wij het niet bewaren? Vraag ons het te wissen.")),
        ("18", _("Zoeken wij nog iets uit? Vraag ons de gegevens zolang niet te gebruiken.")),
        ("21", _("Bent u het niet eens met de maatregel? Maak bezwaar. Het is gratis.")),
        (
            "77",
            _("U kunt klagen bij de %(name)s, %(address)s, %(site)s.")
            % {"name": authority["name"], "address": authority["address"], "site": authority["site"]},
        ),
        ("79", _("U kunt ook naar de rechter (artikel 35 UAVG).")),
    ]
