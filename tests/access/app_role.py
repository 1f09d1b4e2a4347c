"""The application's own role in PostgreSQL, made for one test and gone with its transaction."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from participants.database_roles import grant

# A role belongs to the whole server, so that two runs at once each need their own.
ROLE = f"drempel_app_{os.getpid()}"


def make_role() -> None:
    grant(ROLE)


@contextmanager
def as_application() -> Iterator[None]:
    """What follows is asked by the role that owns nothing."""
    _run(f"SET ROLE {ROLE}")
    try:
        yield
    finally:
        _run("RESET ROLE")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
