"""Seals what an earlier version wrote open, whatever type its columns had."""

from typing import Any

from django.apps import apps
from django.db import models

from bans import keyring
from bans.encryption import FORMAT, Place, seal
from bans.personal import PersonalField
from participants import clock


def seal_open_values(label: str, of_person: str) -> Any:
    """The step of a migration that seals every personal column of one model.

    `of_person` is SQL for the token of the person whose row it is.
    """

    def carry_out(historical: Any, schema_editor: Any) -> None:
        model: Any = apps.get_model(label)
        if schema_editor.connection.vendor == "sqlite":
            # The table as it is now, in which an empty value is NULL.
            schema_editor._remake_table(historical.get_model(label))
        else:
            schema_editor.execute("SELECT set_config('drempel.area', 'all', true)")
        row = model.Privacy.row
        # A column that a later version added is not there yet.
        there = {field.name for field in historical.get_model(label)._meta.concrete_fields}
        for field in model._meta.concrete_fields:
            if isinstance(field, PersonalField) and field.name in there:
                _seal_column(schema_editor, model, field, row, of_person)

    return carry_out


def _seal_column(schema_editor: Any, model: type[models.Model], field: Any, row: str, of_person: str) -> None:
    connection, table, column = schema_editor.connection, model._meta.db_table, str(field.column)
    with connection.cursor() as cursor:
        _make_binary(connection, cursor, table, column)
        cursor.execute(f"SELECT id, {row}, ({of_person}), {column} FROM {table} WHERE {column} IS NOT NULL")
        for pk, name, token, value in cursor.fetchall():
            data = value.encode() if isinstance(value, str) else bytes(value)
            if data.startswith(FORMAT):
                continue
            sealed = None
            if data not in (b"", b"{}"):
                if token not in keyring.tokens():
                    keyring.make(token, at=clock.now())
                sealed = seal(data, token=token, place=Place(table, column, name))
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [sealed, pk])


def _make_binary(connection: Any, cursor: Any, table: str, column: str) -> None:
    if connection.vendor != "postgresql":
        return
    cursor.execute(
        "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s", [table, column]
    )
    if cursor.fetchone()[0] != "bytea":
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL")
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea USING convert_to({column}, 'UTF8')")
    cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL")
