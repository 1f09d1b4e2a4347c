"""The two roles in PostgreSQL: an owner for migrations, and the application that owns nothing (G13)."""

from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from audit.tables import APPEND_ONLY

from .area_lock import POLICY, locked_models

APP_ROLE = "drempel_app"
# What the application only reads: Django writes these while it migrates.
READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")
WITH_MAINTAIN = 170000
READ, APPEND, WRITE = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE, DELETE"


def rights() -> dict[str, str]:
    """What the application may do with each table; on a table that is not here it may do nothing."""
    models_in_tables: list[type[models.Model]] = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    tables = {model._meta.db_table: WRITE for model in models_in_tables}
    return {**tables, **dict.fromkeys(READ_ONLY, READ), **dict.fromkeys(APPEND_ONLY, APPEND)}


def grant(role: str, *, password: str = "") -> None:
    """Make the role if it is not there, and give it these rights and no others. Repeating it changes nothing."""
    with connection.cursor() as cursor:
        _make(cursor, role, password)
        name = sql.Identifier(role)
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
            _run(cursor, "REVOKE ALL ON ALL {} IN SCHEMA public FROM {}", sql.SQL(kind), name)
        _run(cursor, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        _run(cursor, "GRANT USAGE ON SCHEMA public TO {}", name)
        for table, allowed in rights().items():
            _run(cursor, "GRANT {} ON {} TO {}", sql.SQL(allowed), sql.Identifier(table), name)
        if connection.pg_version >= WITH_MAINTAIN:  # type: ignore[attr-defined]
            # To rewrite the files of erased rows; before, only the owner of a table could.
            for model in locked_models():
                _run(cursor, "GRANT MAINTAIN ON {} TO {}", sql.Identifier(model._meta.db_table), name)
        # A row gets its number from a sequence; to set one back is not among these rights.
        _run(cursor, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}", name)


def _make(cursor: CursorWrapper, role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    name = sql.Identifier(role)
    if cursor.fetchone() is None:
        _run(cursor, "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS", name)
    if password:
        # Hashed here, so that the password itself stands in no log of the server.
        hashed = cursor.connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        _run(cursor, "ALTER ROLE {} PASSWORD {}", name, sql.Literal(hashed.decode()))


def _run(cursor: CursorWrapper, statement: str, *parts: sql.Composable) -> None:
    cursor.execute(sql.SQL(statement).format(*parts).as_string(cursor.connection))


def weaknesses() -> dict[str, str]:
    """What would let the role that is connected walk around the second lock or change the log, by code."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        superuser, bypasses = cursor.fetchone()
        if superuser:
            found["E101"] = "The application is connected as a superuser of the database."
        if bypasses:
            found["E102"] = "The application's role may walk around row-level security (BYPASSRLS)."
        if owned := _owned(cursor):
            found["E103"] = f"The application's role owns or may take over the owner of: {', '.join(owned)}."
        if unlocked := _unlocked(cursor):
            found["E104"] = f"The second lock is not forced on: {', '.join(unlocked)}."
        if writable := _writable_logs(cursor):
            found["E105"] = f"The application may change or delete lines of: {', '.join(writable)}."
    return found


def _owned(cursor: CursorWrapper) -> list[str]:
    """Tables of ours whose owner the role is, or may become by SET ROLE. A superuser may become everybody."""
    cursor.execute(
        "SELECT relname FROM pg_class JOIN pg_roles me ON me.rolname = current_user"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT me.rolsuper"
        " AND relname = ANY(%s) AND pg_has_role(me.oid, relowner, 'MEMBER') ORDER BY relname",
        [list(rights())],
    )
    return [row[0] for row in cursor.fetchall()]


def _unlocked(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
        " WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity"
        " AND polname = %s AND polcmd = '*'",
        [POLICY],
    )
    locked = {row[0] for row in cursor.fetchall()}
    return sorted({model._meta.db_table for model in locked_models()} - locked)


def _writable_logs(cursor: CursorWrapper) -> list[str]:
    writable = []
    for table in APPEND_ONLY:
        cursor.execute(
            "SELECT has_table_privilege(%(table)s, 'UPDATE') OR has_table_privilege(%(table)s, 'DELETE')"
            " OR has_table_privilege(%(table)s, 'TRUNCATE')",
            {"table": f"public.{table}"},
        )
        if cursor.fetchone()[0]:
            writable.append(table)
    return writable
