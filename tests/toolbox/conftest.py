"""A small catalogue of our own, written to a folder, that a test may spoil."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Write = Callable[..., Path]


def facts(code: str = "shop-house-rules", **changes: Any) -> dict[str, Any]:
    """One whole measure."""
    return {
        "code": code,
        "title_nl": "Huisregels bij de deur",
        "title_en": "House rules at the door",
        "summary_nl": "Duidelijke regels waar personeel naar kan verwijzen.",
        "summary_en": "Clear rules that staff can refer to.",
        "category": "shopping",
        "parties": ["shopkeeper"],
        "partners": [],
        "problems": ["nuisance", "theft"],
        "settings": ["shopping-area"],
        "kind": "private-law",
        "trigger": "none",
        "person_directed": False,
        "severity": 0,
        "legal_basis": "huisrecht",
        "conditions_nl": "voor iedereen gelijk; zichtbaar",
        "conditions_en": "equal for all; visible",
        "duration": "Doorlopend",
        "data_class": "none",
        "status": "in_force",
        "confidence": "known_dutch_measure",
        "evidence": "scope",
        "source_support": "read",
        "awaits_legal_review": False,
        "existed_nov_2020": True,
        "source": "https://example.org/huisregels",
    } | changes


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write these measures as the only file of a catalogue and give its folder."""

    def write_file(*measures: dict[str, Any]) -> Path:
        text = "".join(yaml.safe_dump([item], allow_unicode=True, sort_keys=False) for item in measures)
        (tmp_path / "shops.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write_file
