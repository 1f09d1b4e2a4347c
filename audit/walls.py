"""The database itself refuses to change or delete the log, whoever asks and by whatever program.

Nothing can be updated. Deleted can be only what is older than six months *and* lies below a pruning that was
written down first (D32). On PostgreSQL the application's user has no right to delete at all and calls
`audit_prune`, which runs with the rights of the owner and meets the same walls.

On SQLite a migration that remakes a table drops its triggers: it must end with `lay` as 0002 does, and
tests/conftest.py stops when a wall is missing.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_event", "audit_link", "audit_head", "audit_pruning")
REFUSAL = "the log is append-only"

# What may not go. In words: an event that is young or under no pruning; a link whose event is still there; a
# head that is young, or not below a pruning; a pruning.
KEPT = {
    "audit_event": (
        "OLD.at > {limit} OR NOT EXISTS (SELECT 1 FROM audit_link l JOIN audit_pruning p"
        " ON p.area = l.area AND p.size >= l.number WHERE l.event_id = OLD.id)"
    ),
    "audit_link": "EXISTS (SELECT 1 FROM audit_event e WHERE e.id = OLD.event_id)",
    "audit_head": (
        "OLD.at > {limit} OR NOT EXISTS (SELECT 1 FROM audit_pruning p WHERE p.area = OLD.area AND p.size > OLD.size)"
    ),
    "audit_pruning": "1 = 1",
}

PRUNE = """
CREATE OR REPLACE FUNCTION audit_prune(pruned text, up_to bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM audit_event e USING audit_link l WHERE l.event_id = e.id AND l.area = pruned AND l.number <= up_to;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM audit_link l WHERE l.area = pruned AND l.number <= up_to;
  DELETE FROM audit_head h WHERE h.area = pruned AND h.size < up_to
    AND NOT EXISTS (SELECT 1 FROM audit_pruning p WHERE p.head_id = h.id);
  RETURN gone;
END $$
"""
PRUNE_ON_SQLITE = (
    "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_link WHERE area = %s AND number <= %s)",
    "DELETE FROM audit_link WHERE area = %s AND number <= %s",
    "DELETE FROM audit_head WHERE area = %s AND size < %s AND id NOT IN (SELECT head_id FROM audit_pruning)",
)


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put up every wall; harmless where they stand already."""
    statements = _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def take_away(connection: BaseDatabaseWrapper, *, kinds: tuple[str, ...]) -> None:
    """For a database of tests, which is emptied between two of them; `kinds` are "update", "delete", "empty"."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for kind in kinds:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{kind}{on}")


def standing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the walls that stand."""
    if connection.vendor == "postgresql":
        question = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'audit\\_%' AND tgenabled <> 'D'"
        )
    else:
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {name for (name,) in cursor.fetchall()}


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """The walls that should stand."""
    kinds = ("update", "delete", "empty") if connection.vendor == "postgresql" else ("update", "delete", "replace")
    return {f"{table}_no_{kind}" for table in TABLES for kind in kinds}


def prune(connection: BaseDatabaseWrapper, area: str, up_to: int) -> int:
    """Delete an area's lines up to a number; how many. The walls decide whether that may be."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT audit_prune(%s, %s)", [area, up_to])
            return int(cursor.fetchone()[0])
        counts = []
        for statement in PRUNE_ON_SQLITE:
            cursor.execute(statement, [area, up_to])
            counts.append(cursor.rowcount)
        return counts[0]


def _on_sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    statements = []
    for table, kept in KEPT.items():
        key = "event_id" if table == "audit_link" else "id"
        kept = kept.format(limit="datetime('now', '-6 months')")
        # INSERT OR REPLACE deletes without asking a trigger of deletion, so it is met at the door.
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
        for kind, event, when in (("update", "UPDATE", ""), ("delete", "DELETE", kept), ("replace", "INSERT", known)):
            statements.append(f"DROP TRIGGER IF EXISTS {table}_no_{kind}")
            condition = f"WHEN {when} " if when else ""
            statements.append(f"CREATE TRIGGER {table}_no_{kind} BEFORE {event} ON {table} {condition}{refuse}")
    return statements


def _on_postgresql() -> list[str]:
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    body = "RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS"
    statements = [f"CREATE OR REPLACE FUNCTION audit_refuse() {body} $$ BEGIN {refuse}; END $$"]
    for table, kept in KEPT.items():
        kept = kept.format(limit="now() - interval '6 months'")
        statements += [
            f"CREATE OR REPLACE FUNCTION {table}_keep() {body}"
            f" $$ BEGIN IF {kept} THEN {refuse}; END IF; RETURN OLD; END $$",
            f"CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
            f"CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_keep()",
            f"CREATE OR REPLACE TRIGGER {table}_no_empty BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
        ]
    return [*statements, PRUNE]
