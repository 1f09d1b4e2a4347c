"""A small catalogue of our own, for tests of what is done with measures."""

import datetime as dt
from typing import Any

from tests.toolbox.catalogue.conftest import facts as whole
from toolbox.catalogue.loading import checksum
from toolbox.catalogue.models import Measure

SINCE = dt.date(2026, 1, 1)
CONDITIONS = ["Huisregels bij elke deur", "Een brief met reden en duur"]
PLAIN: dict[str, Any] = {
    "problems": ["shoplifting"],
    "trigger": "conduct",
    "person_directed": True,
    "conditions_nl": CONDITIONS,
    "conditions_en": ["House rules at each door", "A letter with reason and duration"],
    "data_class": "personal",
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
    facts = whole(code, **{**PLAIN, **CATALOGUE[code], **changes})
    return Measure(code=code, version=version, valid_from=since, checksum=checksum(facts), facts=facts)
