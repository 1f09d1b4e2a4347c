"""A question to the database of which only the values differ, built once: for the few that every counter check asks.

Building a query takes the ORM longer than answering it takes the database. The query stays an ordinary queryset in
the place where it belongs; here its SQL is kept, and the values put in anew (ADR 13; tests/participants/test_prepared).
"""

import copy
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet

Value = int | str | dt.date


class Prepared:
    """`Prepared(build, shop=int, on=dt.date)`; then `rows(shop=5, on=today)` is `list(build(shop=5, on=today))`.

    `build` gives a `values_list`, and does with its arguments nothing but hand them to filters.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._ready: dict[str, tuple[Any, str, list[Any]]] = {}

    def rows(self, **values: Value) -> list[tuple[Any, ...]]:
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._ready:
            self._ready[connection.vendor] = self._prepare(connection)
        compiler, sql, places = self._ready[connection.vendor]
        adapted = {name: _adapted(connection, value) for name, value in values.items()}
        compiler = copy.copy(compiler)
        compiler.connection = connection
        filled = [adapted[place.name] if isinstance(place, _Place) else place for place in places]
        with _cursor(connection) as cursor:
            cursor.execute(sql, filled)
            return list(compiler.results_iter([cursor.fetchall()], tuple_expected=True))

    def _prepare(self, connection: Any) -> tuple[Any, str, list[Any]]:
        marks = {name: _mark(kind, number) for number, (name, kind) in enumerate(self._kinds.items(), start=1)}
        compiler = self._build(**marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = {_adapted(connection, mark): name for name, mark in marks.items()}
        places = [_Place(names[param]) if _hashable(param) and param in names else param for param in params]
        found = {place.name for place in places if isinstance(place, _Place)}
        if found != set(marks):
            raise ValueError(f"These values are not in the query: {set(marks) - found}.")
        return compiler, sql, places


class _Place:
    """Where a value goes."""

    def __init__(self, name: str) -> None:
        self.name = name


def _cursor(connection: Any) -> Any:
    """On PostgreSQL one whose questions the server plans once (`prepare_threshold` in the settings)."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursor: Any = ServerBindingCursor
    return connection.make_cursor(cursor(connection.connection))


def _mark(kind: type, number: int) -> Value:
    """A value that stands nowhere else in a query."""
    if kind is dt.date:
        return dt.date(1871, 3, number)
    return -918_273_000 - number if kind is int else f"\u241e{number}"


def _adapted(connection: Any, value: Value) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value


def _hashable(value: Any) -> bool:
    return isinstance(value, int | str | dt.date) and not isinstance(value, bool)
