"""How the area was set up over time: its permits, protocols, lists of shops and municipality. Nobody is named."""

from itertools import pairwise
from typing import Any

from audit.canonical import utc
from participants.models import Municipality, ShoppingArea
from participants.protocol import differences


def settings_of(area: ShoppingArea) -> dict[str, Any]:
    return {
        "area": {"name": area.name, "association": area.association},
        "municipality": _municipality(area),
        "permits": _permits(area),
        "protocols": _protocols(area),
        "participant_lists": [
            {"number": row.number, "made_at": utc(row.made_at), "shops": len(row.entries)}
            for row in area.participant_lists.order_by("number")
        ],
        "evaluations": [
            day.isoformat() for day in area.evaluations.order_by("held_on").values_list("held_on", flat=True)
        ],
    }


def _municipality(area: ShoppingArea) -> list[dict[str, Any]]:
    """The municipality, and into which it was merged."""
    found: list[dict[str, Any]] = []
    known: Municipality | None = area.municipality
    while known is not None:
        found.append({"name": known.name, "merged_on": known.merged_on.isoformat() if known.merged_on else None})
        known = known.merged_into
    return found


def _permits(area: ShoppingArea) -> list[dict[str, Any]]:
    return [
        {
            "number": row.number,
            "granted_on": row.granted_on.isoformat(),
            "valid_from": row.valid_from.isoformat(),
            "valid_until": row.valid_until.isoformat() if row.valid_until else None,
            "businesses": len(row.businesses.all()),
        }
        for row in area.permits.order_by("valid_from", "pk").prefetch_related("businesses")
    ]


def _protocols(area: ShoppingArea) -> list[dict[str, Any]]:
    """Each version with all its values, and what was different in the one before."""
    rows = list(area.protocols.order_by("number"))
    changes = [{}, *(differences(before.parameters, after.parameters) for before, after in pairwise(rows))]
    return [
        {
            "number": row.number,
            "adopted_on": row.adopted_on.isoformat(),
            "valid_from": row.valid_from.isoformat(),
            "dpia_version": row.dpia_version,
            "values": row.parameters.as_dict(),
            "changed": changed,
        }
        for row, changed in zip(rows, changes, strict=False)
    ]
