"""Every table that has to do with a person is told or exempt, and every column has words (D24)."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from bans.models import Person
from rights.access import fields, graph, labels
from rights.access.masking import is_account

TABLES = graph.tables()


def test_d24_every_table_that_leads_to_a_person_is_decided() -> None:
    assert graph.undecided() == set()


def test_d24_table_that_is_added_without_a_decision_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a key, by a token, or by holding something sealed; whatever happens when the person goes."""
    with isolate_apps("rights") as isolated:
        later = _model("Later", person=models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+"))
        _model("Further", later=models.ForeignKey(later, models.PROTECT, related_name="+"))
        _model("Pointing", person_token=models.CharField(max_length=16))
        known = list(graph.apps.get_models(include_auto_created=True))
        new = [isolated.get_model("rights", name) for name in ("Later", "Further", "Pointing")]
        monkeypatch.setattr(graph.apps, "get_models", lambda **_options: [*known, *new])
        graph.reaching.cache_clear()
        try:
            assert graph.undecided() == {"rights.Later", "rights.Further", "rights.Pointing"}
        finally:
            graph.reaching.cache_clear()


def _model(name: str, **columns: models.Field) -> type[models.Model]:
    inside = {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "rights"}), **columns}
    return type(name, (models.Model,), inside)


def test_d24_what_is_told_and_what_is_not_exists_and_has_a_reason() -> None:
    known = {model._meta.label for model in graph.apps.get_models()}
    assert set(graph.ORDER) | set(graph.EXEMPT) <= known
    assert not set(graph.ORDER) & set(graph.EXEMPT)
    assert all(len(reason) > 20 for reason in (*graph.EXEMPT.values(), *fields.LEFT_OUT.values()))
    columns = {f"{model._meta.label}.{column.name}" for model in TABLES for column in model._meta.concrete_fields}
    assert fields.LEFT_OUT.keys() | fields.BY_HAND.keys() <= columns


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_every_told_column_is_called_something(model: type[models.Model]) -> None:
    nameless = [column.name for column in fields.told_columns(model) if not labels.has_words(column)]
    assert nameless == []


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_no_column_of_the_person_is_left_out_without_a_reason(model: type[models.Model]) -> None:
    """Identity, image, contact, conduct and trace are told; a key never is."""
    told = {column.name for column in fields.told_columns(model)}
    for column in model._meta.concrete_fields:
        kind = fields.class_of(model, column.name)
        if kind in ("identity", "image", "contact", "conduct", "trace"):
            assert column.name in told or f"{model._meta.label}.{column.name}" in fields.LEFT_OUT, column
        if kind == "key":
            assert column.name not in told
        if column.name in told and kind in fields.OF_OTHERS:
            assert is_account(column) or isinstance(column, models.DateTimeField) or not column.choices


@pytest.mark.django_db
def test_rows_are_found_by_every_way() -> None:
    """Each question that the graph asks is one that the database can answer."""
    person = Person(pk=0, token="0" * 16)
    for model in TABLES:
        assert not graph.rows_of(person, model).exists()
