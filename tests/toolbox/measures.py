"""A small catalogue of our own, for tests of what is done with measures."""

import datetime as dt
from typing import Any

from toolbox.catalogue.loading import checksum
from toolbox.catalogue.models import Measure

SINCE = dt.date(2026, 1, 1)
CONDITIONS = ["Huisregels bij elke deur", "Een brief met reden en duur"]
PLAIN: dict[str, Any] = {
    "summary_nl": "Wat de maatregel is.",
    "summary_en": "What the measure is.",
    "category": "shopping",
    "parties": ["shopkeeper"],
    "partners": ["police"],
    "problems": ["shoplifting"],
    "settings": ["shopping-area"],
    "kind": "private-law",
    "trigger": "conduct",
    "person_directed": True,
    "severity": 2,
    "deciders": [],
    "conditions_nl": CONDITIONS,
    "conditions_en": ["House rules at each door", "A letter with reason and duration"],
    "legal_basis_nl": "Huisrecht (art. 5:1 BW)",
    "legal_basis_en": "House right (art. 5:1 Civil Code)",
    "duration_nl": "Een jaar",
    "duration_en": "A year",
    "effect_nl": "",
    "effect_en": "",
    "data_class": "personal",
    "lighter": [],
    "heavier": [],
    "status": "in_force",
    "awaits_legal_review": False,
}
CATALOGUE: dict[str, dict[str, Any]] = {
    "shop-house-rules": {"title_nl": "Huisregels", "title_en": "House rules", "conditions_nl": [], "conditions_en": []},
    "individual-shop-ban": {"title_nl": "Winkelverbod", "title_en": "Shop ban", "lighter": ["shop-house-rules"]},
    "collective-warning": {"title_nl": "Collectieve waarschuwing", "title_en": "Collective warning"},
    "collective-shop-ban": {
        "title_nl": "Collectief winkelverbod", "title_en": "Collective shop ban", "deciders": ["dpa"],
        "lighter": ["individual-shop-ban"],
    },
    "camera-surveillance-public-space": {
        "title_nl": "Cameratoezicht", "title_en": "Camera surveillance", "deciders": ["council", "mayor"],
        "awaits_legal_review": True,
    },
    "coa-ebtl": {"title_nl": "Ebtl", "title_en": "Ebtl", "status": "ended", "status_note_nl": "Vervangen.",
                 "status_note_en": "Replaced."},
    "coa-htl": {"title_nl": "Htl", "title_en": "Htl"},
    "entry-ban": {"title_nl": "Inreisverbod", "title_en": "Entry ban", "trigger": "procedure"},
}  # fmt: skip


def measure(code: str, *, version: int = 1, since: dt.date = SINCE, **changes: Any) -> Measure:
    facts = {**PLAIN, "code": code, **CATALOGUE[code], **changes}
    return Measure(code=code, version=version, valid_from=since, checksum=checksum(facts), facts=facts)
