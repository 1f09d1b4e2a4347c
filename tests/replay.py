"""A scene that hundreds of tests begin with is made once by the real actions; after that its rows are put back.

Making it takes a hundred times as long as writing the same rows again. Each test still writes them itself and takes
them away with its transaction, so that none sees another's.
"""

import datetime as dt
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField
from django.utils import timezone
from psycopg.types.json import Jsonb

from audit import chain
from audit.models import Event

Scene = TypeVar("Scene")
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
QUOTED = connection.ops.quote_name


class Replayed(Generic[Scene]):
    """`made` is what making it gave: each test gets a copy of its own, as long as that is `still` what making gives."""

    def __init__(self, make: Callable[[], Scene], *, still: Callable[[Scene], bool] = lambda _made: True) -> None:
        self.make, self.still = make, still
        self.made: Scene | None = None
        self.rows: Rows = {}

    def __call__(self) -> Scene:
        if not connection.in_atomic_block or not _nothing_there():
            # What is committed is made as in earnest; and beside other rows the numbers would be taken.
            return self.make()
        if self.made is None or not self.still(self.made):
            before = {table: set(rows) for table, (_columns, rows) in _everything().items()}
            self.made = self.make()
            self.rows = {
                table: (columns, new)
                for table, (columns, rows) in _everything().items()
                if (new := [row for row in rows if row not in before[table]])
            }
            return deepcopy(self.made)
        _put_back(self.rows)
        return deepcopy(self.made)


def _nothing_there() -> bool:
    tables = ("participants_user", "participants_shoppingarea", Event._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT * FROM (SELECT 1 FROM {table} LIMIT 1) AS {table}" for table in tables)
        )
        return cursor.fetchone() is None


def _everything() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                columns = [field.column for field in model._meta.local_concrete_fields]
                names = ", ".join(map(QUOTED, columns))
                cursor.execute(f"SELECT {names} FROM {QUOTED(model._meta.db_table)} ORDER BY 1")
                found[model._meta.db_table] = columns, [tuple(map(_kept, row)) for row in cursor.fetchall()]
    return found


def _kept(value: Any) -> Any:
    """A value that can be compared, and written again."""
    if isinstance(value, dt.time) and connection.vendor == "sqlite":
        return str(value)
    return _Json(value) if isinstance(value, dict | list) else value


class _Json(Jsonb):
    def __hash__(self) -> int:
        return hash(repr(self.obj))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Json) and self.obj == other.obj


def _put_back(rows: Rows) -> None:
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        for table, (columns, known) in rows.items():
            moments = _written_by_the_clock(table, columns)
            fresh = [tuple(now if n in moments else value for n, value in enumerate(row)) for row in known]
            marks = ", ".join(["%s"] * len(columns))
            names = ", ".join(map(QUOTED, columns))
            cursor.executemany(f"INSERT INTO {QUOTED(table)} ({names}) VALUES ({marks})", fresh)
    events = rows.get(Event._meta.db_table, ([], []))[1]
    # They wait for their place in the chain, as those that were made do.
    chain._ids().extend(row[0] for row in events)


def _written_by_the_clock(table: str, columns: list[str]) -> set[int]:
    model = next(found for found in apps.get_models(include_auto_created=True) if found._meta.db_table == table)
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    return {
        n
        for n, column in enumerate(columns)
        if isinstance(fields[column], DateTimeField) and (fields[column].auto_now_add or fields[column].auto_now)
    }
