"""A small catalogue of our own, written to a folder, that a test may spoil."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from participants import clock
from toolbox.catalogue import loading

Write = Callable[..., Path]


def facts(code: str = "shop-house-rules", **changes: Any) -> dict[str, Any]:
    """One whole measure."""
    texts = {
        "title": ("Huisregels bij de deur", "House rules at the door"),
        "summary": ("Duidelijke regels waar personeel naar kan verwijzen.", "Clear rules that staff can refer to."),
        "about": ("Een bord bij de ingang zegt wat mag.", "A sign at the entrance says what is allowed."),
        "legal_basis": ("huisrecht", "the right of the owner"),
        "duration": ("Doorlopend", "Continuous"),
        "costs": ("Een bord en een uur werk.", "A sign and an hour of work."),
        "effect": ("Er is niets over gevonden.", "Nothing was found."),
        "also_called": (["deurregels"], ["door rules"]),
        "conditions": (["Voor iedereen gelijk", "Zichtbaar"], ["Equal for all", "Visible"]),
        "steps": (["Schrijf ze op.", "Hang ze op.", "Vertel het."], ["Write them.", "Put them up.", "Tell it."]),
    }
    return {
        "code": code,
        **{f"{name}_nl": pair[0] for name, pair in texts.items()},
        **{f"{name}_en": pair[1] for name, pair in texts.items()},
        "category": "shopping",
        "parties": ["shopkeeper"],
        "partners": [],
        "deciders": [],
        "problems": ["nuisance", "theft"],
        "settings": ["shopping-area"],
        "kind": "private-law",
        "trigger": "none",
        "person_directed": False,
        "severity": 0,
        "data_class": "none",
        "law_checked_on": None,
        "law_checked_against": [],
        "awaits_legal_review": False,
        "lighter": [],
        "heavier": [],
        "effect_strength": "unknown",
        "status": "in_force",
        "confidence": "known_dutch_measure",
        "evidence": "scope",
        "source_support": "read",
        "existed_nov_2020": True,
        "named_in_article": False,
        "source": "https://example.org/huisregels",
        "reviewed_by": "Redactie",
        "reviewed_on": "2026-03-01",
        "history": [{"date": "2026-03-01", "nl": "Begonnen.", "en": "Begun."}],
    } | changes


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write these measures, each as a file, as the only ones of a catalogue, and give its folder."""

    def write_files(*measures: dict[str, Any]) -> Path:
        for old in tmp_path.glob("*.yaml"):
            old.unlink()
        for item in measures:
            text = yaml.safe_dump(item, allow_unicode=True, sort_keys=False)
            (tmp_path / f"{item['code']}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write_files


@pytest.fixture
def our_own(db: None) -> None:
    """The catalogue that we publish, loaded."""
    loading.load(by="test", on=clock.today())
