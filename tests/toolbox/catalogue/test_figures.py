"""The counting script: it fails when the catalogue is thinner than we say."""

import pytest
from django.core.management import CommandError, call_command

from toolbox.catalogue import figures, loading

from .conftest import Write, facts


def test_our_own_catalogue_keeps_what_it_promises(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("catalogue_figures")
    told = capsys.readouterr().out
    assert "134 of 134   measures" in told and "awaits a lawyer" in told


def test_thinner_catalogue_fails(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """One measure is not what we say that there is, and the broken promises are named."""
    folder = write(facts())
    monkeypatch.setattr(loading, "FOLDER", folder)
    monkeypatch.setattr(loading.read, "__defaults__", (folder,))
    with pytest.raises(CommandError, match="Thinner than promised: measures, "):
        call_command("catalogue_figures")


def test_field_that_is_empty_does_not_count(write: Write) -> None:
    """An unchecked law is a field that waits."""
    checked = facts(law_checked_on="2026-03-01", law_checked_against=["https://example.org/wet"])
    entries = loading.read(write(facts(), checked | {"code": "other"}))
    counted = {row.name: row.count for row in figures.figures(entries)}
    assert counted["measures"] == 2 and counted["law held against a source"] == 1
    assert figures.waiting(entries)["law not yet held against a source"] == ["shop-house-rules"]
    free = loading.read(write(facts(legal_basis_nl="Geen bijzondere grondslag nodig: iedereen mag het")))
    assert figures.waiting(free)["law not yet held against a source"] == []
