"""What the application's own database user may do with the tables of the log: add and read, nothing else."""

from .models import Event, Head, Link, Pruning

# For whoever grants the rights. A change or a deletion is refused there, and once more by audit/walls.py.
APPEND_ONLY: tuple[str, ...] = tuple(model._meta.db_table for model in (Event, Link, Head, Pruning))
RIGHTS = "SELECT, INSERT"
# PostgreSQL: drops what may be dropped, with the rights of the tables' owner. Anybody may call it.
PRUNE_FUNCTION = "audit_prune"
