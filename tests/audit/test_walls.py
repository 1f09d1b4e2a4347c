"""Nobody changes or deletes the log, through the models or through the database (G19)."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit import chain, heads, walls
from audit.models import Event, Head, HeadReason, Link, Pruning
from tests.audit.logbook import START
from tests.audit.writing import write


@pytest.fixture
def written(db: None) -> Event:
    """One line, linked, with a head, behind walls that stand as in production."""
    walls.lay(connection)
    assert walls.standing(connection) == walls.expected(connection)
    event = write(1)
    chain.sweep()
    head = heads.publish("markt", at=START, reason=HeadReason.HOUR)
    Pruning.objects.create(area="markt", head=head, size=0, at=START)
    # What waits until the commit would refuse before a wall does.
    connection.check_constraints()
    return event


def refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return walls.REFUSAL in str(error)
    return False


COLUMNS = {
    "audit_event": ("actor", "action", "subject", "area", "facts", "roles", "result", "door"),
    "audit_link": ("hash", "area"),
    "audit_head": ("note", "hash", "area"),
    "audit_pruning": ("area",),
}


@pytest.mark.parametrize("table", walls.TABLES)
def test_database_refuses_to_change_and_to_delete(written: Event, table: str) -> None:
    for column in COLUMNS[table]:
        assert refuses(f"UPDATE {table} SET {column} = {column}"), column
    assert refuses(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        assert refuses(f"TRUNCATE {table} CASCADE")
    else:
        assert refuses(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_database_without_walls_would_not_refuse(written: Event) -> None:
    """So it is the walls that do it."""
    walls.take_away(connection, kinds=("update", "delete"))
    assert not refuses("UPDATE audit_event SET actor = 'user:2'")


@pytest.mark.parametrize("model", [Event, Link, Head, Pruning])
def test_models_refuse_to_change_and_to_delete(written: Event, model: type) -> None:
    row = model.objects.first()
    for deed in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(area="x")):
        with pytest.raises(TypeError, match="append-only"):
            deed()
    with pytest.raises(TypeError, match="append-only"):
        model.objects.bulk_update([row], ["area"])
    row.refresh_from_db()
    assert row.area == "markt"
