"""The second lock: PostgreSQL itself shows no row of the register outside the area that was entered (D15).

The first lock is the filter in every query. This one is row-level security: a policy on each table of the
register compares `area_id` with a setting of the connection. A door enters its area, a duty enters all of
them, and a connection on which nobody entered sees nothing. SQLite has no such lock; there all of this does
nothing. Why it is made like this: docs/adr/0012-the-second-lock.md.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.apps.registry import Apps
from django.db import DatabaseError, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from .models import ShoppingArea

SETTING = "drempel.area"
ALL = "all"
NOWHERE = ""
POLICY = "own_area"
# An unknown word in the setting makes the cast fail: then there is an error, and still no row.
CONDITION = (
    f"current_setting('{SETTING}', true) = '{ALL}'"
    f" OR area_id = nullif(nullif(current_setting('{SETTING}', true), ''), '{ALL}')::bigint"
)


def enter(area: ShoppingArea) -> None:
    """From here on the connection sees this area's rows and can write no other's."""
    _set(str(area.pk))


def leave() -> None:
    """From here on the connection sees no row of any area. One that cannot be told so is closed."""
    if not _guarded() or connection.connection is None:
        return
    try:
        _set(NOWHERE)
    except DatabaseError:
        connection.close()


@contextmanager
def all_areas() -> Iterator[None]:
    """For duties and commands that walk through every area; also as a decorator."""
    with _entered(ALL):
        yield


@contextmanager
def one_area(area: ShoppingArea) -> Iterator[None]:
    """For a duty or a command that works in one area."""
    with _entered(str(area.pk)):
        yield


@contextmanager
def _entered(value: str) -> Iterator[None]:
    if not _guarded():
        yield
        return
    before = entered()
    _set(value)
    try:
        yield
    finally:
        try:
            _set(before)
        except DatabaseError:
            # In a transaction that failed nothing can be set; its rollback takes the setting back as well.
            if not connection.in_atomic_block:
                connection.close()


def entered() -> str:
    """What the connection may see: the key of an area, "all", or nothing."""
    if not _guarded():
        return ALL
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        return cursor.fetchone()[0] or NOWHERE


def _set(value: str, on: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    if on.vendor != "postgresql":
        return
    # For the session and not for one transaction: a page is many short transactions and not one long one.
    with on.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, value])


def _guarded() -> bool:
    return connection.vendor == "postgresql"


def locked_models(registry: Apps = apps) -> list[type[models.Model]]:
    """Every model whose rows belong to one area's register: those with an area, above `participants`."""
    return [model for model in registry.get_models(include_auto_created=True) if _has_area(model)]


def _has_area(model: type[models.Model]) -> bool:
    if model._meta.app_label == ShoppingArea._meta.app_label or not model._meta.managed or model._meta.proxy:
        return False
    area = next((field for field in model._meta.concrete_fields if field.name == "area"), None)
    return isinstance(area, models.ForeignKey) and area.related_model._meta.label == ShoppingArea._meta.label


def lock_app(label: str) -> RunPython:
    """The operation of a migration that puts the lock on every table that an app has by then.

    Taken back, it unlocks nothing: a table that goes takes its policy along, and the others were locked before.
    """

    def tables(registry: Apps) -> list[str]:
        return [model._meta.db_table for model in locked_models(registry) if model._meta.app_label == label]

    return RunPython(lambda registry, editor: lock_tables(editor, tables(registry)), RunPython.noop)


def lock_tables(schema_editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Put the lock on these tables; harmless when it is there already.

    Forced, because without that the owner of a table walks around its policies.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in tables:
        name = schema_editor.quote_name(table)
        schema_editor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {name}")
        schema_editor.execute(f"CREATE POLICY {POLICY} ON {name} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def before_migrations(using: str, **kwargs: object) -> None:
    """A migration that moves data walks through every area, also for an owner who is not a superuser."""
    _set(ALL, connections[using])


def after_migrations(using: str, **kwargs: object) -> None:
    """Nothing stays open behind a migration."""
    _set(NOWHERE, connections[using])
