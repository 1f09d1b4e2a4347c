"""Which tables a request wrote to, and with what."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)


@dataclass
class Written:
    tables: set[str] = field(default_factory=set)
    values: list[str] = field(default_factory=list)


@contextmanager
def writes() -> Iterator[Written]:
    """Every statement that changes a row, as the database gets it."""
    written = Written()

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITE.match(sql)
        if found:
            written.tables.add(found.group(1))
            written.values += [str(param) for param in (params or ())]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield written
