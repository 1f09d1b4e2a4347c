"""Each model says of each field what kind of data it is; an unclassified field fails (D28, T31)."""

import pytest
from django.apps import apps

from bans.personal import PersonalField
from participants.privacy import CLASSES, FIELDS

OURS = ("audit", "participants", "oversight", "toolbox", "rights", "bans", "notices", "config")
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]
FORBIDDEN = (
    "nationality", "origin", "ethnic", "religion", "residence_status", "asylum", "health", "bsn",
    "citizen", "document_number", "birthplace", "place_of_birth", "skin", "biometric", "face",
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_field_is_classified(model: type) -> None:
    """Adding a column forces the privacy question."""
    names = {field.name for field in model._meta.concrete_fields}
    assert names == set(model.Privacy.fields)
    assert set(model.Privacy.fields.values()) <= CLASSES.keys()


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_identity_lies_behind_the_one_door(model: type) -> None:
    """What identifies a person is a personal column, and no personal column calls itself plain."""
    for field in model._meta.concrete_fields:
        kind = model.Privacy.fields[field.name]
        personal = isinstance(field, PersonalField)
        assert not (personal and kind == "plain"), field
        assert personal or kind not in {"identity", "image"}, field


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_there_is_no_field_for_what_must_not_be_recorded(model: type) -> None:
    """No nationality, origin, status, religion, health, citizen number or document (D10, R10, G32)."""
    for field in model._meta.concrete_fields:
        assert not [word for word in FORBIDDEN if word in field.name], field


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_table_of_the_register_knows_its_area(model: type) -> None:
    """Area on every row, so that a second lock can be put on it (D15)."""
    if model._meta.app_label in {"bans", "notices", "rights", "oversight"}:
        assert "area" in {field.name for field in model._meta.concrete_fields}


def test_what_is_said_of_one_field_is_said_of_one_that_exists() -> None:
    """A field that was renamed does not lose what makes it narrower than its class (G30)."""
    names = {f"{model._meta.label}.{name}" for model in MODELS for name in model.Privacy.fields}
    assert FIELDS.keys() - names == set()
