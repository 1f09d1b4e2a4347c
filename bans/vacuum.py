"""Deleted rows leave their bytes in the files of a database until these are rewritten (R56)."""

import logging

from django.apps import apps
from django.db import DatabaseError, connection

log = logging.getLogger(__name__)
# The apps with rows of which nothing may linger: people, letters, and photos of places (by their labels).
PERSONAL = ("bans", "notices", "toolbox")


def vacuum() -> None:
    """Rewrite the files that held personal rows. A busy database is left for the next night."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                for table in _tables():
                    cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
    except DatabaseError as error:
        log.warning("The files of the database were not rewritten: %s", type(error).__name__)


def _tables() -> list[str]:
    return [model._meta.db_table for app in PERSONAL for model in apps.get_app_config(app).get_models()]
